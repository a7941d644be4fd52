/*
 * What the library needs of the system, in place of what a newer C library and libsodium's start-up code would bring.
 * Hidden from whoever links it.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* getrandom(2), which waits for the kernel's pool once after boot and then always succeeds for so few bytes. Nothing here
 * draws a secret from it: seeds and nonces come from the caller. Swift seeds its sets with it. */
void arc4random_buf(void *bytes, size_t count) {
    unsigned char *next = bytes;
    while (count > 0) {
        long got = syscall(SYS_getrandom, next, count, 0);
        if (got <= 0) abort();
        next += got;
        count -= (size_t)got;
    }
}

/* libsodium's own would bring its whole random device, and its start-up code every algorithm that it has. */
void randombytes_buf(void *const bytes, const size_t count) { arc4random_buf(bytes, count); }

/* What libsodium calls when a program breaks its contract; the calls here keep it. */
void sodium_misuse(void) { abort(); }

/* BLAKE2b by vector instructions: only libsodium's start-up code would choose it, and a load hashes a few hundred bytes. */
int blake2b_compress_ref(void *state, const unsigned char *block);
int blake2b_compress_ssse3(void *state, const unsigned char *block) { return blake2b_compress_ref(state, block); }
int blake2b_compress_sse41(void *state, const unsigned char *block) { return blake2b_compress_ref(state, block); }
int blake2b_compress_avx2(void *state, const unsigned char *block) { return blake2b_compress_ref(state, block); }

/* Memory of a call. A load makes about a hundred small objects, all gone when it returns: they are cut off one block, which
 * the first of them takes from the C library and the last gives back. Each thread has its own. What does not fit, and what
 * is aligned to more than 16 bytes, such as an answer, which outlives its call and may be freed by any thread, comes from
 * the C library itself. */
enum { BLOCK = 32768, GRAIN = 16 };

static _Thread_local struct {
    unsigned char *block; /* NULL while no object lives in it */
    unsigned char *next;
    size_t left, objects;
} memory __attribute__((tls_model("initial-exec")));

void __real_free(void *object);

static int allocate(void **object, size_t alignment, size_t size) {
    if (alignment > GRAIN) {
        size_t rounded = (size + alignment - 1) / alignment * alignment;
        *object = rounded < size ? NULL : aligned_alloc(alignment, rounded);
    } else if (memory.block == NULL && size <= BLOCK && (memory.block = malloc(BLOCK)) != NULL) {
        size_t taken = (size + GRAIN - 1) / GRAIN * GRAIN;
        *object = memory.block;
        memory.next = memory.block + taken;
        memory.left = BLOCK - taken;
        memory.objects = 1;
    } else {
        *object = malloc(size);
    }
    return *object == NULL ? 12 /* ENOMEM */ : 0;
}

int posix_memalign(void **object, size_t alignment, size_t size) {
    size_t taken = (size + GRAIN - 1) / GRAIN * GRAIN;
    /* A size that is too large to be rounded up becomes 0. */
    if (taken > memory.left || taken < size || alignment > GRAIN) return allocate(object, alignment, size);
    *object = memory.next;
    memory.next += taken;
    memory.left -= taken;
    memory.objects++;
    return 0;
}

/* Stands in place of free() for everything in this library (--wrap=free). */
void __wrap_free(void *object) {
    if (memory.block == NULL || (size_t)((unsigned char *)object - memory.block) >= BLOCK) {
        __real_free(object);
    } else if (--memory.objects == 0) {
        __real_free(memory.block);
        memory.block = NULL;
        memory.left = 0;
    }
}

#ifndef __GLIBC__
/* What Debian's libsodium, which is built for glibc, calls where the program is linked with musl. */
void __explicit_bzero_chk(void *bytes, size_t count, size_t size) {
    if (count > size) abort();
    explicit_bzero(bytes, count);
}
#endif
