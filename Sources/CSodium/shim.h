#include <sodium.h>
#include <string.h>

// memrchr(3), which both C libraries have and hide behind _GNU_SOURCE.
void *memrchr(const void *bytes, int byte, size_t count);
