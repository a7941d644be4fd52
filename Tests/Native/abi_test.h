/* What the tests in C share: documents from a folder, and bytes of every kind. */
#ifndef ABI_TEST_H
#define ABI_TEST_H

#include <latchkey.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct documents {
    latchkey_bytes product, state, seed, license, number, request, context;
};

static const latchkey_bytes NOTHING = {NULL, 0};

static inline latchkey_bytes text(const char *string) {
    latchkey_bytes bytes = {(const uint8_t *)string, strlen(string)};
    return bytes;
}

/* A length with nothing behind it. */
static inline latchkey_bytes lost(size_t count) {
    latchkey_bytes bytes = {NULL, count};
    return bytes;
}

/* So many zero bytes, of which the system gives only those that somebody reads. */
static inline latchkey_bytes huge_bytes(size_t count) {
    void *bytes = mmap(NULL, count, PROT_READ, MAP_PRIVATE | 0x20 /* MAP_ANONYMOUS */, -1, 0);
    if (bytes == MAP_FAILED) exit(2);
    latchkey_bytes huge = {(const uint8_t *)bytes, count};
    return huge;
}

static inline void give_back(latchkey_bytes huge) { munmap((void *)(uintptr_t)huge.bytes, huge.count); }

static inline latchkey_bytes contents(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = (uint8_t *)malloc(1 << 20);
    if (file == NULL || bytes == NULL) exit(2);
    latchkey_bytes found = {bytes, fread(bytes, 1, 1 << 20, file)};
    fclose(file);
    return found;
}

static inline struct documents read_documents(const char *folder) {
    struct documents given = {
        contents(folder, "product"), contents(folder, "state"), contents(folder, "seed"), contents(folder, "license"),
        contents(folder, "number"), contents(folder, "request"), contents(folder, "context")};
    return given;
}

static inline void free_documents(struct documents *given) {
    latchkey_bytes all[] = {
        given->product, given->state, given->seed, given->license, given->number, given->request, given->context};
    for (size_t index = 0; index < sizeof all / sizeof all[0]; index++) free((void *)(uintptr_t)all[index].bytes);
}

#endif
