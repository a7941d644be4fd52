// What the vendor's work costs at least: libsodium's own calls in a loop, on as many threads as are asked for.
//
//   bare sign COUNT THREADS   signs a text of 460 bytes and verifies the signature
//   bare file COUNT THREADS   does so, writes a file of 2,000 bytes for each in this folder, and brings them to the disk
//   bare audit COUNT THREADS  verifies a signature over it, hashes it, its leaf and one node of a tree
//
// Prints the seconds that the loop took.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LENGTH = 460, FILE_LENGTH = 2000, FILES_AT_ONCE = 2048 };

static int is_audit, has_files;
static long share;
static int threads;
static long failures[64];

static int write_file(long thread, long number, const unsigned char *text) {
    unsigned char content[FILE_LENGTH] = {0};
    char name[64];
    memcpy(content, text, LENGTH);
    snprintf(name, sizeof name, "%ld-%ld.lic", thread, number);
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    return file >= 0 && write(file, content, sizeof content) == sizeof content && close(file) == 0;
}

static int bring_to_disk(void) {
    int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder >= 0 && syncfs(folder) == 0 && close(folder) == 0;
}

static void *work(void *argument) {
    unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
    unsigned char text[LENGTH], signature[crypto_sign_BYTES], hash[crypto_hash_sha256_BYTES], node[65] = {1};
    long *failed = argument, thread = failed - failures;
    crypto_sign_keypair(public_key, secret_key);
    memset(text, 'a', sizeof text);
    crypto_sign_detached(signature, NULL, text, sizeof text, secret_key);
    for (long i = 0; i < share; i++) {
        if (is_audit) {
            crypto_hash_sha256(hash, text, sizeof text);
            crypto_hash_sha256(node + 1, text, 120);
            crypto_hash_sha256(hash, node, sizeof node);
        } else {
            text[i % LENGTH] ^= 1;
            crypto_sign_detached(signature, NULL, text, sizeof text, secret_key);
        }
        if (crypto_sign_verify_detached(signature, text, sizeof text, public_key) != 0) ++*failed;
        if (has_files && !write_file(thread, i, text)) ++*failed;
        // One thread does it for all.
        int is_due = thread == 0 && (i + 1) % (FILES_AT_ONCE / threads) == 0;
        if (has_files && (is_due || i + 1 == share) && !bring_to_disk()) ++*failed;
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 4 || sodium_init() < 0) return 64;
    is_audit = strcmp(arguments[1], "audit") == 0;
    has_files = strcmp(arguments[1], "file") == 0;
    threads = atoi(arguments[3]);
    if (threads < 1 || threads > 64) return 64;
    share = atol(arguments[2]) / threads;
    pthread_t thread[64];
    long all = 0;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < threads; i++) {
        if (pthread_create(&thread[i], NULL, work, &failures[i]) != 0) return 1;
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(thread[i], NULL);
        all += failures[i];
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.6f\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return all != 0;
}
