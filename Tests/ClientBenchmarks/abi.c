/*
 * Times latchkey_verify() against libsodium's bare check of the same license text, round by round in one process.
 *
 * usage: abi PRODUCT STATE LICENSE CONTEXT SIGNATURE-HEX KEY-HEX
 *
 * Prints the two medians in nanoseconds a call.
 */
#include <latchkey.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 101, CALLS = 100 };

static latchkey_bytes read_file(const char *path)
{
    static uint8_t content[4][1 << 16];
    static int next;
    FILE *file = fopen(path, "rb");

    if (!file || next == 4) {
        perror(path);
        exit(2);
    }
    latchkey_bytes bytes = {content[next], fread(content[next], 1, sizeof content[next], file)};
    next++;
    fclose(file);
    return bytes;
}

static void read_hex(const char *text, unsigned char *bytes, size_t count)
{
    size_t length = 0;

    if (sodium_hex2bin(bytes, count, text, strlen(text), NULL, &length, NULL) != 0 || length != count) {
        fprintf(stderr, "abi: error: '%s' is not %zu bytes in hexadecimal\n", text, count);
        exit(64);
    }
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static int compare(const void *left, const void *right)
{
    double first = *(const double *) left, second = *(const double *) right;

    return (first > second) - (first < second);
}

int main(int count, char **words)
{
    if (count != 7) {
        fprintf(stderr, "usage: abi PRODUCT STATE LICENSE CONTEXT SIGNATURE-HEX KEY-HEX\n");
        return 64;
    }
    latchkey_bytes product = read_file(words[1]), state = read_file(words[2]), license = read_file(words[3]);
    latchkey_bytes context = read_file(words[4]);
    unsigned char signature[64], key[32];
    double bare[ROUNDS], whole[ROUNDS];
    size_t length = 0;

    read_hex(words[5], signature, sizeof signature);
    read_hex(words[6], key, sizeof key);
    while (length + 1 < license.count && memcmp(license.bytes + length, "\n\n", 2) != 0) length++;
    length++;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int call = 0; call < CALLS; call++) {
            if (crypto_sign_verify_detached(signature, license.bytes, length, key) != 0) {
                fprintf(stderr, "abi: error: the signature does not match\n");
                return 1;
            }
        }
        bare[round] = (now() - start) / CALLS;
        start = now();
        for (int call = 0; call < CALLS; call++) {
            latchkey_answer answer;

            latchkey_verify(product, state, context, &answer);
            if (answer.mode != LATCHKEY_FULL || answer.state.count != 0) {
                fprintf(stderr, "abi: error: not the answer to be timed: %s\n", (const char *) answer.json.bytes);
                return 1;
            }
            latchkey_answer_free(&answer);
        }
        whole[round] = (now() - start) / CALLS;
    }
    qsort(bare, ROUNDS, sizeof *bare, compare);
    qsort(whole, ROUNDS, sizeof *whole, compare);
    printf("%.0f %.0f\n", bare[ROUNDS / 2], whole[ROUNDS / 2]);
    return 0;
}
