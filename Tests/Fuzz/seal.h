/*
 * What keeps a fuzzer out of the depths is put right before a call: the checksums of a state, and the signatures of notes
 * by the keys of the vectors. And the other way round, an independent look at what a license in force is signed by.
 */
#ifndef SEAL_H
#define SEAL_H

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SIGNATURE[] = "\xE2\x80\x94 ";

/* memmem(3) within a part, from a place in it. */
static uint8_t *find(uint8_t *from, uint8_t *end, const char *text) {
    return from >= end ? NULL : memmem(from, (size_t)(end - from), text, strlen(text));
}

static void write_hash(uint8_t *where, const uint8_t *bytes, size_t count) {
    uint8_t hash[crypto_shorthash_BYTES];
    char hex[2 * sizeof hash + 1];
    crypto_shorthash(hash, bytes, count, (const uint8_t *)"latchkey/state@v");
    memcpy(where, sodium_bin2hex(hex, sizeof hex, hash, sizeof hash), 16);
}

/* `checksum HEX LENGTH`, and the `history HEX` line: in the places that they have, when they have them. */
static void seal_state(uint8_t *state, size_t count) {
    uint8_t *end = state + count, *line = find(state, end, "\nchecksum ");
    if (line == NULL || end - line < 30) return;
    uint8_t *checked = memchr(line + 1, '\n', (size_t)(end - line - 1));
    if (checked == NULL || checked - line < 28) return;
    checked++;
    uint8_t *past = find(checked, end, "latchkey/history@v1\n"), *history = find(checked, end, "\nhistory ");
    if (past == NULL) past = end;
    if (history != NULL && past - history >= 26) write_hash(history + 9, past, (size_t)(end - past));
    write_hash(line + 10, checked, (size_t)(past - checked));
    /* The length keeps its number of digits, since nothing moves. */
    char length[24];
    int digits = (int)(checked - 1 - (line + 27));
    if (digits > 0 && digits < (int)sizeof length
        && snprintf(length, sizeof length, "%0*zu", digits, (size_t)(past - checked)) == digits)
        memcpy(line + 27, length, (size_t)digits);
}

/* The vectors' key of a name: made from the name itself. */
static void key_of(const uint8_t *name, size_t count, uint8_t *public_key, uint8_t *secret_key) {
    static const char label[] = "latchkey test vector key ";
    uint8_t text[512], seed[32];
    size_t head = sizeof label - 1;
    if (count > sizeof text - head) count = sizeof text - head;
    memcpy(text, label, head);
    memcpy(text + head, name, count);
    crypto_generichash(seed, sizeof seed, text, head + count, NULL, 0);
    crypto_sign_seed_keypair(public_key, secret_key, seed);
}

/* What stands in Base64 on a signature line: key ID and signature. */
static void stamp(uint8_t *out, const uint8_t *name, size_t count, const uint8_t *text, size_t length) {
    uint8_t public_key[32], secret_key[64], hash[32], identity[512 + 34], stamped[68];
    if (count > 512) return;
    key_of(name, count, public_key, secret_key);
    memcpy(identity, name, count);
    memcpy(identity + count, "\n\x01", 2);
    memcpy(identity + count + 2, public_key, 32);
    crypto_hash_sha256(hash, identity, count + 34);
    memcpy(stamped, hash, 4);
    crypto_sign_detached(stamped + 4, NULL, text, length, secret_key);
    char base64[96];
    sodium_bin2base64(base64, sizeof base64, stamped, sizeof stamped, sodium_base64_VARIANT_ORIGINAL);
    memcpy(out, base64, 92);
}

/* Signs every note again whose signature lines have their usual length. */
static void sign_notes(uint8_t *part, size_t count) {
    uint8_t *end = part + count, *note = part, *gap;
    for (int signed_lines = 0; (gap = find(note, end, "\n\n\xE2\x80\x94 ")) != NULL && signed_lines < 8;) {
        uint8_t *line = gap + 2;
        while (note < gap && *note == '\n') note++;
        /* What stands before the note's own first line is no part of it: a state's lines, a product file's body. */
        for (uint8_t *earlier; (earlier = find(note, gap, "\n\n")) != NULL;) note = earlier + 2;
        while (end - line > 4 && memcmp(line, SIGNATURE, 4) == 0) {
            uint8_t *next = memchr(line, '\n', (size_t)(end - line));
            if (next == NULL) return;
            uint8_t *blank = memchr(line + 4, ' ', (size_t)(next - line - 4));
            if (blank != NULL && next - blank == 93) {
                stamp(blank + 1, line + 4, (size_t)(blank - line - 4), note, (size_t)(gap + 1 - note));
                signed_lines++;
            }
            line = next + 1;
        }
        note = line;
    }
}

/* Whether a signature line below the text is good by a key that the part names as one for licenses. */
static int is_signed(uint8_t *text, uint8_t *gap, uint8_t *end, const uint8_t *keys, size_t key_count) {
    for (uint8_t *line = gap + 2; end - line > 4 && memcmp(line, SIGNATURE, 4) == 0;) {
        uint8_t *next = memchr(line, '\n', (size_t)(end - line));
        uint8_t *blank = next == NULL ? NULL : memchr(line + 4, ' ', (size_t)(next - line - 4));
        if (blank == NULL) return 0;
        uint8_t stamped[68], key[33];
        size_t found;
        if (sodium_base642bin(stamped, sizeof stamped, (const char *)blank + 1, (size_t)(next - blank - 1), NULL, &found,
                NULL, sodium_base64_VARIANT_ORIGINAL) == 0 && found == sizeof stamped) {
            /* "\nkey license NAME+KEYID+BASE64 " in a keyring. */
            size_t name = (size_t)(blank - line - 4), length = 13 + name + 1;
            uint8_t *search = malloc(length), *from = (uint8_t *)(uintptr_t)keys, *stop = from + key_count;
            memcpy(search, "\nkey license ", 13);
            memcpy(search + 13, line + 4, name);
            search[13 + name] = '+';
            int is_good = 0;
            for (uint8_t *hit; !is_good && (hit = memmem(from, (size_t)(stop - from), search, length)) != NULL; from = hit + 1) {
                const char *base64 = (const char *)hit + length + 9;
                is_good = (const uint8_t *)base64 + 44 <= stop
                    && sodium_base642bin(key, sizeof key, base64, 44, NULL, &found, NULL, sodium_base64_VARIANT_ORIGINAL) == 0
                    && found == 33 && key[0] == 1
                    && crypto_sign_verify_detached(stamped + 4, text, (size_t)(gap + 1 - text), key + 1) == 0;
            }
            free(search);
            if (is_good) return 1;
        }
        line = next + 1;
    }
    return 0;
}

/* Whether a part holds the license of this number, signed. */
static int holds_signed_license(
    uint8_t *part, size_t count, const char *number, const uint8_t *keys, size_t key_count) {
    char head[64];
    snprintf(head, sizeof head, "latchkey/license@v1\nid %.26s\n", number);
    uint8_t *end = part + count, *from = part, *text;
    while ((text = find(from, end, head)) != NULL) {
        uint8_t *gap = find(text, end, "\n\n\xE2\x80\x94 ");
        if (gap == NULL) return 0;
        if (is_signed(text, gap, end, keys, key_count)) return 1;
        from = text + 1;
    }
    return 0;
}

#endif
