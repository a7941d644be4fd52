/* The entry of a program that has to run with an older C library than the one that it is compiled with. */
#include <stdlib.h>

int main(int count, char **words);
void start(long *stack);

/* At the beginning the stack holds the number of words, and then the words. */
__asm__(
    ".globl _start\n"
    "_start:\n"
    "    xor %ebp, %ebp\n"
    "    mov %rsp, %rdi\n"
    "    and $-16, %rsp\n"
    "    call start\n");

void start(long *stack) { exit(main((int)stack[0], (char **)(stack + 1))); }
