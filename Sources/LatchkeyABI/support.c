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

#ifndef __GLIBC__
/* What Debian's libsodium, which is built for glibc, calls where the program is linked with musl. */
void __explicit_bzero_chk(void *bytes, size_t count, size_t size) {
    if (count > size) abort();
    explicit_bzero(bytes, count);
}
#endif
