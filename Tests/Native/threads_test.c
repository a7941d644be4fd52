/*
 * Threads that call everything at once get the answers that one alone gets.
 *
 * usage: threads_test FOLDER THREADS CALLS
 */
#include <latchkey.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi_test.h"

enum { OPERATIONS = 9 };

static struct documents given;
static latchkey_answer expected[OPERATIONS];
static long calls;

static latchkey_outcome ask(int operation, latchkey_answer *answer) {
    latchkey_bytes now = given.context, product = given.product, state = given.state;
    switch (operation) {
        case 0: return latchkey_verify(product, state, now, answer);
        case 1: return latchkey_status(product, state, now, answer);
        case 2: return latchkey_import(product, state, NOTHING, given.license, now, answer);
        case 3: return latchkey_request(product, state, given.seed, text("0123456789abcdef"), now, answer);
        case 4: return latchkey_return(product, state, given.seed, given.number, now, answer);
        case 5: return latchkey_inspect(product, given.license, answer);
        case 6: return latchkey_verify(product, given.request, now, answer);
        case 7: return latchkey_support(product, state, now, answer);
        default: return latchkey_verify(product, state, NOTHING, answer);
    }
}

static int are_equal(latchkey_bytes left, latchkey_bytes right) {
    return left.count == right.count && (left.count == 0 || memcmp(left.bytes, right.bytes, left.count) == 0);
}

/* Calls everything in an order of its own; its result is how often an answer was another one. */
static void *work(void *argument) {
    size_t number = (size_t)(uintptr_t)argument, differences = 0;
    for (long index = 0; index < calls; index++) {
        int operation = (int)((number + (size_t)index * (2 * number + 1)) % OPERATIONS);
        latchkey_answer answer;
        latchkey_outcome outcome = ask(operation, &answer);
        const latchkey_answer *known = &expected[operation];
        if (outcome != known->outcome || answer.mode != known->mode || answer.expires != known->expires ||
            answer.findings != known->findings || answer.allowed != known->allowed ||
            !are_equal(answer.json, known->json) || !are_equal(answer.state, known->state) ||
            !are_equal(answer.document, known->document))
            differences++;
        latchkey_answer_free(&answer);
    }
    return (void *)(uintptr_t)differences;
}

int main(int count, char **words) {
    pthread_t threads[64];
    if (count != 4 || atoi(words[2]) < 1 || atoi(words[2]) > 64) return 64;
    given = read_documents(words[1]);
    calls = atol(words[3]);
    for (int operation = 0; operation < OPERATIONS; operation++) ask(operation, &expected[operation]);
    int number = atoi(words[2]);
    for (int index = 0; index < number; index++)
        if (pthread_create(&threads[index], NULL, work, (void *)(uintptr_t)index) != 0) return 2;
    size_t differences = 0;
    for (int index = 0; index < number; index++) {
        void *result;
        pthread_join(threads[index], &result);
        differences += (size_t)(uintptr_t)result;
    }
    for (int operation = 0; operation < OPERATIONS; operation++) latchkey_answer_free(&expected[operation]);
    free_documents(&given);
    printf("%ld calls, %zu differences\n", number * calls, differences);
    return differences == 0 ? 0 : 1;
}
