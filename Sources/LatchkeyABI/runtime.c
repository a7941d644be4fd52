/*
 * The part of Swift's runtime that the library is built with: memory and reference counts for objects of which none
 * outlives its call (docs/adr/0013-one-library-without-a-runtime.md). The compiler's own are weak symbols, which these
 * replace. Compiled by the compiler's clang, so that the linker optimizes it together with what calls it.
 *
 * Nothing is given back one by one. What a call makes is cut off blocks, which all go back when it returns; each thread
 * has its own. So an object need only know whether it was ever shared: that decides whether an array is copied before it
 * is changed. Nothing is read after it was freed, and no chain of objects is taken apart.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK = 32704, GRAIN = 16 };

struct block {
    struct block *previous;
    size_t size; /* of what follows: keeps it aligned */
};

static _Thread_local struct {
    unsigned char *next; /* in the newest block that objects are cut off */
    size_t left;
    struct block *newest;
} memory __attribute__((tls_model("initial-exec")));

/* A block of its own for what is large, else a new one to cut from. Without memory a call cannot go on. */
static __attribute__((noinline, cold)) void *cut_from_new_block(size_t size) {
    int is_large = size > BLOCK / 4;
    size_t room = is_large ? size : BLOCK;
    struct block *block = room > SIZE_MAX - sizeof *block ? NULL : malloc(sizeof *block + room);
    if (block == NULL) abort();
    *block = (struct block){memory.newest, room};
    memory.newest = block;
    unsigned char *start = (unsigned char *)(block + 1);
    if (!is_large) {
        memory.next = start + size;
        memory.left = BLOCK - size;
    }
    return start;
}

static inline void *cut(size_t size) {
    size_t taken = (size + GRAIN - 1) / GRAIN * GRAIN;
    if (taken < size) abort();
    if (taken > memory.left) return cut_from_new_block(taken);
    void *start = memory.next;
    memory.next += taken;
    memory.left -= taken;
    return start;
}

void free_call_memory(void) {
    for (struct block *block = memory.newest, *previous; block != NULL; block = previous) {
        previous = block->previous;
        free(block);
    }
    memory.newest = NULL;
    memory.left = 0;
}

/* What Swift's compiler calls, by the names and types of its runtime (stdlib/public/core/EmbeddedRuntime.swift). */
struct object {
    void *metadata;
    /* A number of 64 bits: 1; 2 when shared; the highest bit as well for what lies on the stack; all others set for what
     * is static, never counted, and may lie where nothing can be written. Its lowest byte tells these apart. */
    uint8_t references;
    uint8_t place[7];
};
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the lowest byte comes first");

struct object *swift_allocObject(void *metadata, size_t size, size_t alignment_mask) {
    (void)metadata;
    if (alignment_mask >= GRAIN) abort();
    struct object *object = cut(size);
    *object = (struct object){NULL, 1, {0}};
    return object;
}

void *swift_slowAlloc(size_t size, size_t alignment_mask) {
    if (alignment_mask >= GRAIN && alignment_mask != SIZE_MAX) abort();
    return cut(size);
}

/* Marks as shared. Null and immortal strings, whose address is negative, are no objects. Written out at 1,400 places: as
 * a byte it is half as long, and faster than calls. */
struct object *swift_retain(struct object *object) {
    if ((intptr_t)object > 0 && object->references == 1) object->references = 2;
    return object;
}

struct object *swift_retain_n(struct object *object, uint32_t count) {
    return count > 0 ? swift_retain(object) : object;
}

void swift_release(struct object *object) { (void)object; }

void swift_release_n(struct object *object, uint32_t count) { (void)object, (void)count; }

void swift_slowDealloc(void *memory, size_t size, size_t alignment_mask) { (void)memory, (void)size, (void)alignment_mask; }

void swift_deallocObject(struct object *object, size_t size, size_t mask) { (void)object, (void)size, (void)mask; }

void swift_deallocClassInstance(struct object *object, size_t size, size_t mask) { (void)object, (void)size, (void)mask; }

void swift_deallocUninitializedObject(struct object *object, size_t size, size_t mask) { (void)object, (void)size, (void)mask; }

void swift_deallocPartialClassInstance(struct object *object, void *metadata, size_t size, size_t mask) {
    (void)object, (void)metadata, (void)size, (void)mask;
}
