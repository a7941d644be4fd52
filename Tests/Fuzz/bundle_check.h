/* A support bundle taken apart by its grammar (docs/spec/bundle.md), into the question that leads to its verdict. */
#ifndef BUNDLE_CHECK_H
#define BUNDLE_CHECK_H

#include <latchkey.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parts of a call, but for facts, which a caller brings raw; and how many findings there are, the facts' aside. */
struct bundle {
    latchkey_bytes product, state, context;
    int mode, codes, are_codes_told;
};

static uint8_t *grown(latchkey_bytes *bytes, size_t count) {
    bytes->bytes = realloc((void *)(uintptr_t)bytes->bytes, bytes->count + count + 1);
    uint8_t *end = (uint8_t *)(uintptr_t)bytes->bytes + bytes->count;
    bytes->count += count;
    return end;
}

static void put(latchkey_bytes *bytes, const void *more, size_t count) { memcpy(grown(bytes, count), more, count); }

/* Appends what Base64 spells, a hyphen for nothing; 0 when it is not spelled in its one way. */
static int put_decoded(latchkey_bytes *bytes, const char *text, size_t count) {
    size_t found = 0, before = bytes->count;
    uint8_t *end = grown(bytes, count);
    int is_good = (count == 1 && *text == '-')
        || sodium_base642bin(end, count, text, count, NULL, &found, NULL, sodium_base64_VARIANT_ORIGINAL) == 0;
    bytes->count = before + found;
    return is_good;
}

static int is_word(const char *text, size_t count, const char *word) {
    return count == strlen(word) && memcmp(text, word, count) == 0;
}

/* One line of a bundle; 0 when it is none. */
static int take_line(
    struct bundle *bundle, const char *key, size_t length, const char *value, size_t count, latchkey_bytes json) {
    static const char *const modes[] = {"", "off", "read-only", "trial", "full"};
    if (is_word(key, length, "program")) return count > 12 && memcmp(value, "liblatchkey ", 12) == 0;
    if (is_word(key, length, "fact")) return count > 33 && strspn(value + count - 32, "0123456789abcdef") == 32;
    if (is_word(key, length, "product")) return put_decoded(&bundle->product, value, count);
    if (is_word(key, length, "state")) {
        if (is_word(value, count, "absent")) return 1;
        if (count < 11 || memcmp(value, "unreadable ", 11) != 0) return put_decoded(&bundle->state, value, count);
        put(&bundle->context, value, 11);
        int is_good = put_decoded(&bundle->context, value + 11, count - 11);
        put(&bundle->context, "\n", 1);
        return is_good;
    }
    if (is_word(key, length, "mode")) {
        for (int mode = 1; mode <= 4; mode++)
            if (is_word(value, count, modes[mode])) bundle->mode = mode;
        return bundle->mode != 0;
    }
    if (is_word(key, length, "finding")) {
        char told[96];
        int size = snprintf(told, sizeof told, "{\"code\":\"%.*s\"", (int)count, value);
        bundle->codes += !is_word(value, count, "copy-suspected");
        bundle->are_codes_told &= memmem(json.bytes, json.count, told, (size_t)size) != NULL;
        return 1;
    }
    int is_encoded = is_word(key, length, "url") || is_word(key, length, "version");
    if (is_word(key, length, "time")) key = "now", length = 3;
    put(&bundle->context, key, length);
    put(&bundle->context, " ", 1);
    int is_good = is_encoded ? put_decoded(&bundle->context, value, count) : (put(&bundle->context, value, count), 1);
    put(&bundle->context, "\n", 1);
    return is_good;
}

/* Takes a bundle apart, beside the JSON of its answer; 0 when it is none. */
static int read_bundle(struct bundle *bundle, latchkey_bytes document, latchkey_bytes json) {
    static const char type[] = "latchkey/bundle@v1\n";
    memset(bundle, 0, sizeof *bundle);
    bundle->are_codes_told = 1;
    put(&bundle->context, "latchkey/context@v1\n", 20);
    const char *line = (const char *)document.bytes, *end = line + document.count;
    if (document.count < sizeof type || memcmp(line, type, sizeof type - 1) != 0) return 0;
    for (line += sizeof type - 1; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        const char *blank = stop == NULL ? NULL : memchr(line, ' ', (size_t)(stop - line));
        if (blank == NULL) return 0;
        if (!take_line(bundle, line, (size_t)(blank - line), blank + 1, (size_t)(stop - blank - 1), json)) return 0;
        line = stop + 1;
    }
    return 1;
}

static void free_bundle(struct bundle *bundle) {
    free((void *)(uintptr_t)bundle->product.bytes);
    free((void *)(uintptr_t)bundle->state.bytes);
    free((void *)(uintptr_t)bundle->context.bytes);
}

#endif
