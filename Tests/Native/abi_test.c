/*
 * What latchkey.h promises, checked from C11 and C++17 against the shared and the static library.
 *
 * usage: abi_test FOLDER     with product, state, seed, license, number and request in it
 */
#include <inttypes.h>
#include <latchkey.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi_test.h"

static int checks, failures;

#define CHECK(condition) check((condition) ? 1 : 0, #condition, __LINE__)

static void check(int holds, const char *text, int line) {
    checks++;
    if (holds) return;
    failures++;
    fprintf(stderr, "line %d: %s\n", line, text);
}

/* Numbers that other people's programs have compiled in. */
static void numbers_are_what_they_were(void) {
    CHECK(LATCHKEY_ABI_VERSION == 1 && latchkey_abi_version() == 1);
    CHECK(LATCHKEY_ANSWERED == 0 && LATCHKEY_REFUSED == 1 && LATCHKEY_UNDECIDED == 2 && LATCHKEY_BAD_CALL == 3);
    CHECK(LATCHKEY_NO_MODE == 0 && LATCHKEY_OFF == 1 && LATCHKEY_READ_ONLY == 2);
    CHECK(LATCHKEY_TRIAL == 3 && LATCHKEY_FULL == 4);
    CHECK(LATCHKEY_NO_END == -1 && LATCHKEY_NEVER == INT64_MAX);
    CHECK(LATCHKEY_MOST_PRODUCT_BYTES == 262144 && LATCHKEY_MOST_STATE_BYTES == 8388608);
    CHECK(LATCHKEY_MOST_CONTEXT_BYTES == 65536 && LATCHKEY_MOST_FILE_BYTES == 262144);
    CHECK(LATCHKEY_SEED_BYTES == 32 && LATCHKEY_NONCE_BYTES == 16);
    CHECK(sizeof(latchkey_bytes) == 2 * sizeof(void *) && sizeof(latchkey_outcome) == 4 && sizeof(latchkey_mode) == 4);
    CHECK(sizeof(latchkey_answer) == 24 + 7 * sizeof(void *));
    CHECK(strlen(latchkey_version()) >= 5);
    CHECK(latchkey_supports(text("latchkey/state@v1")) == 1 && latchkey_supports(text("latchkey/state@v2")) == 0);
    CHECK(latchkey_supports(NOTHING) == 0 && latchkey_supports(lost(17)) == 0);
}

static int is_zero(const latchkey_answer *answer) {
    unsigned char zero[sizeof *answer] = {0};
    return memcmp(answer, zero, sizeof zero) == 0;
}

/* The function's own word, a text with a zero byte behind it, and a struct that is all zero once it is freed. */
static void settle(latchkey_outcome returned, latchkey_answer *answer, latchkey_outcome expected, int line) {
    check(returned == expected, "the outcome", line);
    check(returned == answer->outcome, "the outcome in the answer", line);
    check(answer->json.count > 0 && strlen((const char *)answer->json.bytes) == answer->json.count, "the JSON", line);
    check(expected != LATCHKEY_BAD_CALL || (answer->mode == LATCHKEY_NO_MODE && answer->findings == 1), "a fault", line);
    latchkey_answer_free(answer);
    check(is_zero(answer), "the answer once it is freed", line);
    latchkey_answer_free(answer);
    check(is_zero(answer), "the answer freed twice", line);
}

#define SETTLE(call, expected) settle(call, &answer, expected, __LINE__)

static void every_function_answers(const struct documents *given) {
    latchkey_answer answer;
    latchkey_bytes now = given->context, product = given->product, state = given->state, seed = given->seed;
    CHECK(latchkey_verify(product, state, now, &answer) == LATCHKEY_ANSWERED);
    CHECK(answer.mode == LATCHKEY_FULL && answer.allowed == 1 && answer.findings == 0);
    CHECK(answer.expires > INT64_C(1700000000) && answer.document.count == 0);
    SETTLE(answer.outcome, LATCHKEY_ANSWERED);
    SETTLE(latchkey_status(product, state, now, &answer), LATCHKEY_ANSWERED);
    CHECK(latchkey_import(product, state, NOTHING, given->license, now, &answer) == LATCHKEY_ANSWERED);
    CHECK(answer.mode == LATCHKEY_FULL && answer.findings == 1);
    SETTLE(answer.outcome, LATCHKEY_ANSWERED);
    SETTLE(latchkey_import(product, state, NOTHING, given->request, now, &answer), LATCHKEY_REFUSED);
    CHECK(latchkey_request(product, state, seed, text("0123456789abcdef"), now, &answer) == LATCHKEY_ANSWERED);
    CHECK(answer.state.count > 0 && memcmp(answer.document.bytes, "latchkey/request@v1\n", 20) == 0);
    CHECK(answer.document.bytes[answer.document.count] == 0 && answer.state.bytes[answer.state.count] == 0);
    SETTLE(answer.outcome, LATCHKEY_ANSWERED);
    CHECK(latchkey_return(product, state, seed, given->number, now, &answer) == LATCHKEY_ANSWERED);
    CHECK(answer.state.count > 0 && memcmp(answer.document.bytes, "latchkey/return@v1\n", 19) == 0);
    SETTLE(answer.outcome, LATCHKEY_ANSWERED);
    SETTLE(latchkey_inspect(product, given->license, &answer), LATCHKEY_ANSWERED);
    SETTLE(latchkey_inspect(NOTHING, given->license, &answer), LATCHKEY_ANSWERED);
    SETTLE(latchkey_inspect(product, text("no document"), &answer), LATCHKEY_REFUSED);
    CHECK(latchkey_support(product, state, now, &answer) == LATCHKEY_ANSWERED);
    CHECK(answer.mode == LATCHKEY_FULL && answer.allowed == 1 && answer.expires > INT64_C(1700000000));
    CHECK(answer.state.count == 0 && memcmp(answer.document.bytes, "latchkey/bundle@v1\nprogram liblatchkey ", 39) == 0);
    CHECK(answer.document.bytes[answer.document.count] == 0);
    SETTLE(answer.outcome, LATCHKEY_ANSWERED);
    /* A bundle is for when something cannot be read. */
    CHECK(latchkey_support(NOTHING, text("no state"), now, &answer) == LATCHKEY_UNDECIDED);
    CHECK(answer.mode == LATCHKEY_OFF && answer.document.count > 0);
    SETTLE(answer.outcome, LATCHKEY_UNDECIDED);
    SETTLE(latchkey_verify(NOTHING, state, now, &answer), LATCHKEY_UNDECIDED);
    SETTLE(latchkey_verify(product, text(""), now, &answer), LATCHKEY_UNDECIDED);
}

static void null_pointers_are_answered(const struct documents *given) {
    latchkey_answer answer;
    latchkey_bytes now = given->context, product = given->product, state = given->state, seed = given->seed;
    latchkey_bytes nonce = text("0123456789abcdef");
    CHECK(latchkey_verify(product, state, now, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_status(product, state, now, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_import(product, state, seed, given->license, now, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_request(product, state, seed, nonce, now, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_return(product, state, seed, given->number, now, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_inspect(product, given->license, NULL) == LATCHKEY_BAD_CALL);
    CHECK(latchkey_support(product, state, now, NULL) == LATCHKEY_BAD_CALL);
    latchkey_answer_free(NULL);
    /* Each argument in turn without its bytes: all of them at once, and a length with nothing behind it. */
    static const size_t lengths[] = {1, 16, 32, 1000, 1000000, SIZE_MAX / 2, SIZE_MAX};
    for (size_t index = 0; index < sizeof lengths / sizeof lengths[0]; index++) {
        latchkey_bytes gone = lost(lengths[index]);
        SETTLE(latchkey_verify(gone, state, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_verify(product, gone, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_verify(product, state, gone, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_status(gone, gone, gone, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_import(product, state, gone, given->license, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_import(product, state, seed, gone, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_request(product, state, gone, nonce, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_request(product, state, seed, gone, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_return(product, state, gone, given->number, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_return(product, state, seed, gone, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_inspect(gone, given->license, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_inspect(product, gone, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_support(gone, state, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_support(product, gone, now, &answer), LATCHKEY_BAD_CALL);
        SETTLE(latchkey_support(product, state, gone, &answer), LATCHKEY_BAD_CALL);
    }
    SETTLE(latchkey_verify(product, state, NOTHING, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_verify(NOTHING, NOTHING, NOTHING, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_import(product, NOTHING, NOTHING, given->license, now, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_inspect(NOTHING, NOTHING, &answer), LATCHKEY_REFUSED);
    SETTLE(latchkey_support(NOTHING, NOTHING, NOTHING, &answer), LATCHKEY_BAD_CALL);
}

/* Readable bytes far beyond every limit: nothing is copied but the limit and one byte. */
static void lengths_beyond_the_limits_are_answered(const struct documents *given) {
    latchkey_answer answer;
    latchkey_bytes now = given->context, product = given->product, state = given->state, seed = given->seed;
    latchkey_bytes huge = huge_bytes((size_t)1 << 30);
    SETTLE(latchkey_verify(huge, state, now, &answer), LATCHKEY_UNDECIDED);
    SETTLE(latchkey_verify(product, huge, now, &answer), LATCHKEY_UNDECIDED);
    SETTLE(latchkey_verify(product, state, huge, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_verify(huge, huge, huge, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_status(huge, huge, now, &answer), LATCHKEY_UNDECIDED);
    SETTLE(latchkey_import(product, state, huge, given->license, now, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_import(product, state, seed, huge, now, &answer), LATCHKEY_REFUSED);
    SETTLE(latchkey_import(product, huge, seed, given->license, now, &answer), LATCHKEY_ANSWERED);
    SETTLE(latchkey_request(product, state, seed, huge, now, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_return(product, state, seed, huge, now, &answer), LATCHKEY_BAD_CALL);
    SETTLE(latchkey_inspect(product, huge, &answer), LATCHKEY_REFUSED);
    SETTLE(latchkey_inspect(huge, given->license, &answer), LATCHKEY_ANSWERED);
    CHECK(latchkey_support(huge, huge, now, &answer) == LATCHKEY_UNDECIDED);
    CHECK(answer.document.count > 0 && answer.document.count < 1000);
    SETTLE(answer.outcome, LATCHKEY_UNDECIDED);
    SETTLE(latchkey_support(product, state, huge, &answer), LATCHKEY_BAD_CALL);
    CHECK(latchkey_supports(huge) == 0);
    give_back(huge);
}

int main(int count, char **words) {
    if (count != 2) return 64;
    struct documents given = read_documents(words[1]);
    numbers_are_what_they_were();
    every_function_answers(&given);
    null_pointers_are_answered(&given);
    lengths_beyond_the_limits_are_answered(&given);
    free_documents(&given);
    printf("%d checks, %d failures\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
