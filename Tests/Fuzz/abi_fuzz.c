/*
 * One entry point of latchkey.h under libFuzzer: compiled with -DENTRY=latchkey_verify and so on.
 *
 * An input is a byte of flags, and then the parts of a call in their order, with 0xFF between them, a byte that no
 * document holds. A part that is the one byte 0xFE is nothing at all. Flag 1 puts a state's checksums right, flag 2 signs
 * every note again by the key of its name (seal.h). Parts are copied to the heap, so that one byte too many is seen.
 */
#define _GNU_SOURCE
#include <latchkey.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle_check.h"
#include "json_check.h"
#include "seal.h"

enum entry { VERIFY, STATUS, IMPORT, REQUEST, RETURN, INSPECT, SUPPORT };
enum { MOST_PARTS = 5 };

static const char *const PARTS[][MOST_PARTS] = {
    [VERIFY] = {"product", "state", "context"},
    [STATUS] = {"product", "state", "context"},
    [IMPORT] = {"product", "state", "seed", "file", "context"},
    [REQUEST] = {"product", "state", "seed", "nonce", "context"},
    [RETURN] = {"product", "state", "seed", "license", "context"},
    [INSPECT] = {"product", "file"},
    [SUPPORT] = {"product", "state", "context"},
};

#define HOLD(condition) hold((condition) ? 1 : 0, #condition, __LINE__)

static void hold(int holds, const char *text, int line) {
    if (holds) return;
    fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, line, text);
    abort();
}

static latchkey_bytes part_named(const latchkey_bytes *parts, const char *name) {
    for (int index = 0; index < MOST_PARTS && PARTS[ENTRY][index] != NULL; index++)
        if (strcmp(PARTS[ENTRY][index], name) == 0) return parts[index];
    latchkey_bytes nothing = {NULL, 0};
    return nothing;
}

static latchkey_outcome call(const latchkey_bytes *p, latchkey_answer *answer) {
    switch ((enum entry)ENTRY) {
        case VERIFY: return latchkey_verify(p[0], p[1], p[2], answer);
        case STATUS: return latchkey_status(p[0], p[1], p[2], answer);
        case IMPORT: return latchkey_import(p[0], p[1], p[2], p[3], p[4], answer);
        case REQUEST: return latchkey_request(p[0], p[1], p[2], p[3], p[4], answer);
        case RETURN: return latchkey_return(p[0], p[1], p[2], p[3], p[4], answer);
        case SUPPORT: return latchkey_support(p[0], p[1], p[2], answer);
        default: return latchkey_inspect(p[0], p[1], answer);
    }
}

static int has(latchkey_bytes bytes, const char *text) {
    return bytes.count > 0 && memmem(bytes.bytes, bytes.count, text, strlen(text)) != NULL;
}

/* What is true of every answer. */
static void hold_answer(const latchkey_answer *answer, latchkey_outcome returned) {
    HOLD(returned == answer->outcome && (int)answer->outcome >= 0 && (int)answer->outcome <= 3);
    HOLD((int)answer->mode >= 0 && (int)answer->mode <= 4);
    HOLD(answer->allowed == 0 || (answer->allowed == 1 && answer->mode >= LATCHKEY_TRIAL));
    HOLD(answer->findings >= 0 && answer->expires >= -1);
    HOLD(answer->json.count > 0 && answer->json.bytes[answer->json.count] == 0);
    HOLD(json_is_whole(answer->json.bytes, answer->json.count));
    HOLD(answer->outcome != LATCHKEY_BAD_CALL || (answer->mode == 0 && answer->state.count == 0));
    HOLD(answer->outcome == LATCHKEY_ANSWERED || answer->document.count == 0 || ENTRY == SUPPORT);
}

/* A document that was made can be shown, and its signature is good. */
static void hold_document(latchkey_bytes product, latchkey_bytes document, const char *kind) {
    latchkey_answer shown;
    HOLD(latchkey_inspect(product, document, &shown) == LATCHKEY_ANSWERED);
    HOLD(has(shown.json, kind) && has(shown.json, "\"state\":\"good\"") && !has(shown.json, "\"BAD\""));
    latchkey_answer_free(&shown);
}

/* A bundle is there unless the call is bad, and leads to the verdict that it came with. */
static void hold_bundle(const latchkey_answer *answer) {
    HOLD(answer->state.count == 0 && (answer->document.count > 0) == (answer->outcome != LATCHKEY_BAD_CALL));
    if (answer->document.count == 0) return;
    struct bundle bundle;
    latchkey_answer again;
    HOLD(read_bundle(&bundle, answer->document, answer->json));
    HOLD(bundle.mode == (int)answer->mode && bundle.are_codes_told && bundle.codes <= answer->findings);
    /* A reason that was put into other words may make a context too long that was just short enough. */
    if (bundle.context.count <= LATCHKEY_MOST_CONTEXT_BYTES) {
        HOLD(latchkey_verify(bundle.product, bundle.state, bundle.context, &again) == answer->outcome);
        HOLD(again.mode == answer->mode && again.allowed == answer->allowed && again.expires == answer->expires);
        HOLD(again.state.count == 0 && again.findings == answer->findings - has(answer->json, "\"copy-suspected\""));
        latchkey_answer_free(&again);
    }
    free_bundle(&bundle);
}

/* A state that came out can be read, and stored for good: the second look has nothing new to remember. */
static void hold_state(latchkey_bytes product, latchkey_bytes state, latchkey_bytes context) {
    latchkey_answer first, second;
    latchkey_verify(product, state, context, &first);
    HOLD(!has(first.json, "\"state-unreadable\"") || has(context, "\nunreadable "));
    if (first.state.count > 0) {
        latchkey_verify(product, first.state, context, &second);
        HOLD(second.state.count == 0);
        latchkey_answer_free(&second);
    }
    latchkey_answer_free(&first);
}

/* What gives the mode full is a license whose very bytes in the state are signed by a license key of the product file or
 * of a keyring in the state. */
static void hold_license(latchkey_bytes product, latchkey_bytes state, latchkey_bytes json) {
    uint8_t *found = memmem(json.bytes, json.count, "\"license\":\"", 11);
    HOLD(found != NULL && state.count > 0);
    uint8_t *both = malloc(product.count + state.count + 2), *copy = malloc(state.count);
    memcpy(both, product.bytes, product.count);
    both[product.count] = '\n';
    memcpy(both + product.count + 1, state.bytes, state.count);
    memcpy(copy, state.bytes, state.count);
    HOLD(holds_signed_license(copy, state.count, (const char *)found + 11, both, product.count + state.count + 1));
    free(copy);
    free(both);
}

static void hold_what_follows(const latchkey_bytes *parts, const latchkey_answer *answer) {
    latchkey_bytes product = parts[0], state = parts[1], context = part_named(parts, "context");
    if (answer->mode == LATCHKEY_FULL) {
        latchkey_bytes now = answer->state.count > 0 ? answer->state : state;
        hold_license(product, now, answer->json);
    }
    if (answer->state.count > 0) hold_state(product, answer->state, context);
    if (ENTRY == REQUEST && answer->outcome == LATCHKEY_ANSWERED)
        hold_document(product, answer->document, "\"activation request\"");
    if (ENTRY == RETURN && answer->outcome == LATCHKEY_ANSWERED)
        hold_document(product, answer->document, "\"return receipt\"");
    if (ENTRY == SUPPORT) hold_bundle(answer);
    if (ENTRY == IMPORT && answer->outcome == LATCHKEY_REFUSED) HOLD(answer->state.count == 0);
    if (ENTRY == INSPECT) {
        if (answer->outcome == LATCHKEY_ANSWERED) HOLD(has(answer->json, "{\"items\":[{\"document\":"));
        int32_t supports = latchkey_supports(parts[1]);
        HOLD(supports == 0 || (supports == 1 && parts[1].count <= 64));
        HOLD(latchkey_version() != NULL && latchkey_abi_version() == LATCHKEY_ABI_VERSION);
    }
}

static latchkey_bytes taken_part(const uint8_t **data, const uint8_t *end, const char *name, int flags) {
    const uint8_t *start = *data, *stop = start == end ? NULL : memchr(start, 0xFF, (size_t)(end - start));
    if (stop == NULL) stop = end;
    *data = stop == end ? end : stop + 1;
    size_t count = (size_t)(stop - start);
    latchkey_bytes part = {NULL, 0};
    if (count == 1 && *start == 0xFE) return part;
    uint8_t *copy = malloc(count == 0 ? 1 : count);
    memcpy(copy, start, count);
    if (flags & 2) sign_notes(copy, count);
    if (flags & 1 && strcmp(name, "state") == 0) seal_state(copy, count);
    part.bytes = copy;
    part.count = count;
    return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    const uint8_t *end = data + size;
    int flags = *data++;
    latchkey_bytes parts[MOST_PARTS] = {{NULL, 0}};
    for (int index = 0; index < MOST_PARTS && PARTS[ENTRY][index] != NULL; index++)
        parts[index] = taken_part(&data, end, PARTS[ENTRY][index], flags);
    latchkey_answer answer;
    memset(&answer, 0xA5, sizeof answer);
    latchkey_outcome returned = call(parts, &answer);
    hold_answer(&answer, returned);
    hold_what_follows(parts, &answer);
    latchkey_answer_free(&answer);
    for (int index = 0; index < MOST_PARTS; index++) free((void *)(uintptr_t)parts[index].bytes);
    return 0;
}
