/* What a program with every mutant in it asks: which one is it to be, and which places did it come by? */
#pragma once
#include <stdbool.h>

enum { mutants_at_most = 1 << 15 };

/* The number of the mutant that this process is; 0 is the program as it was written. */
extern int mutant_in_force;

/* The places that were reached, one byte a mutant. */
extern unsigned char *mutants_reached;

static inline bool mutant_is(int number) {
    mutants_reached[number] = 1;
    return number == mutant_in_force;
}
