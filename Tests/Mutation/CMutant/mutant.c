/* The mutant of a test program comes from the environment: LATCHKEY_MUTANT is its number, and LATCHKEY_REACHED names a
 * file that gets the places reached, as long as the process lives. */
#include "mutant.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int mutant_in_force;
static unsigned char here[mutants_at_most];
unsigned char *mutants_reached = here;

__attribute__((constructor)) static void read_environment(void) {
    const char *number = getenv("LATCHKEY_MUTANT"), *path = getenv("LATCHKEY_REACHED");
    if (number) mutant_in_force = atoi(number);
    if (!path) return;
    int file = open(path, O_RDWR | O_CREAT, 0644);
    if (file < 0 || ftruncate(file, mutants_at_most)) _exit(2);
    void *shared = mmap(NULL, mutants_at_most, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED) _exit(2);
    mutants_reached = shared;
    close(file);
}
