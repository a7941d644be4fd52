// Memory that outlives a call, and the end of all that does not.
#ifndef CCALLMEMORY_SHIM_H
#define CCALLMEMORY_SHIM_H

#include <stdlib.h>

// Bytes that stay when a call returns; any thread may give them back. Without memory nothing can be answered.
static inline void *allocate_answer(size_t size) {
    void *memory = malloc(size);
    if (memory == NULL) abort();
    return memory;
}
static inline void free_answer(void *memory) { free(memory); }

// Gives back all that the calling thread's objects lie in (LatchkeyABI/runtime.c, in the Embedded build).
void free_call_memory(void);

#endif
