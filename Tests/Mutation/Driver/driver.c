/* Runs the vectors against mutants, each in a process of its own that is forked from this one.
 *
 * usage: driver VECTORS < NUMBERS
 *
 * VECTORS holds, for each vector, a line "LENGTH ANSWER" and the vector. The program as it was written answers all of
 * them first, which must be right and tells which places each vector reaches. Then, for each number on standard input,
 * a line: "NUMBER killed VECTOR HOW" (the vector's place from 0 on), "NUMBER survived", or "NUMBER unreached". */
#define _GNU_SOURCE
#include "mutant.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { vectors_at_most = 1 << 13, answer_at_most = 1 << 20, seconds_a_vector = 2 };

long answer_vector(const unsigned char *vector, long count, unsigned char *target, long room);

static struct vector {
    const unsigned char *bytes, *answer;
    long count, answer_count;
} vectors[vectors_at_most];
static int vector_count;

/* What parent and children share: the places each vector reaches, and the vector that a child is at. */
static unsigned char (*reaches)[mutants_at_most];
static volatile int *at;

static void fail(const char *message) {
    fprintf(stderr, "driver: error: %s\n", message);
    exit(2);
}

static void read_vectors(const char *path) {
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    if (!file) fail("the vectors cannot be read");
    while ((length = getline(&line, &room, file)) > 0) {
        if (vector_count == vectors_at_most) fail("too many vectors");
        struct vector *vector = &vectors[vector_count++];
        char *answer;
        vector->count = strtol(line, &answer, 10);
        vector->answer = (unsigned char *)strndup(answer + 1, length - (answer + 1 - line) - 1);
        vector->answer_count = length - (answer + 1 - line) - 1;
        unsigned char *bytes = malloc(vector->count);
        if (fread(bytes, 1, vector->count, file) != (size_t)vector->count) fail("the vectors end too early");
        vector->bytes = bytes;
    }
    fclose(file);
    if (!vector_count) fail("no vectors");
}

/* In a child: whether the answer to a vector is the right one. */
static bool is_right(int index) {
    static unsigned char answer[answer_at_most];
    struct vector *vector = &vectors[index];
    struct itimerval limit = {.it_value = {.tv_sec = seconds_a_vector}};
    *at = index;
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
    long count = answer_vector(vector->bytes, vector->count, answer, sizeof answer);
    return count == vector->answer_count && !memcmp(answer, vector->answer, count);
}

static void limit_child(void) {
    struct rlimit memory = {.rlim_cur = 4ul << 30, .rlim_max = 4ul << 30}, none = {0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &none);
    if (!freopen("/dev/null", "w", stderr)) _exit(3);
}

static int wait_for(pid_t child) {
    int status;
    if (waitpid(child, &status, 0) != child) fail("a child was lost");
    return status;
}

/* Each vector in a process of its own, since what is computed once is reached once in a process. */
static void run_as_written(void) {
    for (int index = 0; index < vector_count; index++) {
        pid_t child = fork();
        if (child < 0) fail("cannot fork");
        if (!child) {
            limit_child();
            mutants_reached = reaches[index];
            _exit(is_right(index) ? 0 : 1);
        }
        if (wait_for(child) == 0) continue;
        fprintf(stderr, "driver: error: the program as it was written gives vector %d a wrong answer\n", index);
        exit(2);
    }
}

/* The order in which vectors are asked: what killed last comes first. */
static int order[vectors_at_most];

static void prefer(int vector) {
    int place = 0;
    while (order[place] != vector) place++;
    memmove(order + 1, order, place * sizeof *order);
    order[0] = vector;
}

static void run_mutant(int number) {
    bool is_reached = false;
    for (int index = 0; index < vector_count && !is_reached; index++) is_reached = reaches[index][number];
    if (!is_reached) {
        printf("%d unreached\n", number);
        return;
    }
    pid_t child = fork();
    if (child < 0) fail("cannot fork");
    if (!child) {
        limit_child();
        mutant_in_force = number;
        for (int place = 0; place < vector_count; place++) {
            if (reaches[order[place]][number] && !is_right(order[place])) _exit(1);
        }
        _exit(0);
    }
    int status = wait_for(child);
    if (status == 0) {
        printf("%d survived\n", number);
        return;
    }
    const char *how = WIFEXITED(status)               ? "answer"
                      : WTERMSIG(status) == SIGVTALRM ? "time"
                                                      : "trap";
    printf("%d killed %d %s\n", number, *at, how);
    prefer(*at);
}

int main(int count, char **arguments) {
    if (count != 2) fail("usage: driver VECTORS < NUMBERS");
    setvbuf(stdout, NULL, _IOLBF, 0);
    read_vectors(arguments[1]);
    size_t size = (size_t)vector_count * mutants_at_most;
    int flags = MAP_SHARED | MAP_ANONYMOUS;
    reaches = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
    at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (reaches == MAP_FAILED || at == MAP_FAILED) fail("no memory");
    for (int index = 0; index < vector_count; index++) order[index] = index;
    run_as_written();
    int number;
    while (scanf("%d", &number) == 1) {
        if (number <= 0 || number >= mutants_at_most) fail("no such number");
        run_mutant(number);
    }
    return 0;
}
