/*
 * latchkey.h - what may this software do right now?
 *
 * Each function takes bytes and answers with a small struct and a JSON text. Nothing here opens a file or a socket,
 * reads a clock or prints: whoever calls brings the product file, the state, the time and, where needed, random bytes,
 * and stores the state that comes back.
 *
 *     latchkey_answer answer;
 *     latchkey_verify(product, state, context, &answer);
 *     if (answer.mode >= LATCHKEY_TRIAL && answer.allowed) { ... }
 *     if (answer.state.count > 0) { ... store it in place of the one that was given, where that can be done at once ... }
 *     latchkey_answer_free(&answer);
 *
 * Ownership. What goes in stays the caller's, is read during the call only, and is never changed. What comes out belongs
 * to the answer and lives until latchkey_answer_free(); each answer is freed once, whatever its outcome. Freeing one
 * twice, or one that is all zero bytes, does nothing.
 *
 * Threads. There is no shared state: any number of threads may call anything at once, each with an answer of its own.
 * The functions may be called again from wherever they can be called once, but not from a signal handler, since they
 * allocate memory.
 *
 * Faults. No input, however damaged, ends or traps the process. A null pointer, a length beyond its limit and a context
 * that cannot be read are answered with an outcome and, where there is an answer to hold it, a finding. Pointers that are
 * not null must be readable for their length. What a call allocates is bounded by a small multiple of what it was given;
 * a process that has no memory left for that is ended by the allocator, as it would be by other means.
 *
 * Numbers in this file are never reused and never change their meaning.
 */
#ifndef LATCHKEY_H
#define LATCHKEY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface: functions and struct members. Another number is another interface. */
#define LATCHKEY_ABI_VERSION 1

/* The most bytes that are looked at; more is answered with a finding. */
#define LATCHKEY_MOST_PRODUCT_BYTES 262144
#define LATCHKEY_MOST_STATE_BYTES 8388608
#define LATCHKEY_MOST_CONTEXT_BYTES 65536
#define LATCHKEY_MOST_FILE_BYTES 262144

/* Bytes in an installation's secret seed, and in the random number of a request. */
#define LATCHKEY_SEED_BYTES 32
#define LATCHKEY_NONCE_BYTES 16

/* Bytes that somebody owns; { NULL, 0 } is nothing at all. */
typedef struct latchkey_bytes {
    const uint8_t *bytes;
    size_t count;
} latchkey_bytes;

/* How a call went. */
typedef enum latchkey_outcome {
    /* It was answered: there is a verdict, or what was asked for was done. */
    LATCHKEY_ANSWERED = 0,
    /* It was refused: a file that is not imported, a request or return that is not possible. The findings say why. */
    LATCHKEY_REFUSED = 1,
    /* It could not be decided: product file or state are unreadable. There is a verdict, by what was left. */
    LATCHKEY_UNDECIDED = 2,
    /* The caller is at fault: a null pointer, a context that cannot be read, a seed of another length. */
    LATCHKEY_BAD_CALL = 3
} latchkey_outcome;

/* What the software may do; greater is more. */
typedef enum latchkey_mode {
    /* The call asked for no verdict. */
    LATCHKEY_NO_MODE = 0,
    /* The licensed part does nothing. */
    LATCHKEY_OFF = 1,
    /* Data can be read and exported, not changed. */
    LATCHKEY_READ_ONLY = 2,
    /* A trial is running. */
    LATCHKEY_TRIAL = 3,
    /* Everything that the license grants. */
    LATCHKEY_FULL = 4
} latchkey_mode;

/* An end that is not there, and one that never comes: values of latchkey_answer.expires. */
#define LATCHKEY_NO_END (-1)
#define LATCHKEY_NEVER INT64_MAX

/* What a call answers. */
typedef struct latchkey_answer {
    /* How the call went; the same as the function returned. */
    latchkey_outcome outcome;
    /* What the software may do. */
    latchkey_mode mode;
    /* 1 when every feature that the context names may be used now, also when it names none; else 0. */
    int32_t allowed;
    /* How many findings the JSON text holds. */
    int32_t findings;
    /* The end of the license or trial that decides, in seconds since 1970-01-01T00:00:00Z. */
    int64_t expires;
    /* The answer in full, UTF-8, followed by a zero byte that is not counted (docs/c-abi.md). */
    latchkey_bytes json;
    /* The state to store in place of the one that was given; nothing when that stays as it is. */
    latchkey_bytes state;
    /* The request or receipt to hand out, once the state is stored; or the support bundle. Nothing where none was made. */
    latchkey_bytes document;
    /* What holds all of the above; nobody's business but latchkey_answer_free()'s. */
    void *memory;
} latchkey_answer;

/* LATCHKEY_ABI_VERSION of the library that is loaded. */
int32_t latchkey_abi_version(void);

/* The release of the library that is loaded, such as "1.0.0". It is never freed. */
const char *latchkey_version(void);

/* 1 when the library that is loaded can read documents of this type, the first line of a product file or a state without
 * its newline, such as "latchkey/state@v1"; else 0. */
int32_t latchkey_supports(latchkey_bytes type);

/*
 * Says what the software may do right now.
 *
 * product   the product file that ships with the software: the only trust anchor
 * state     the stored state; nothing where there is none
 * context   the present, as the caller knows it: latchkey/context@v1 (docs/spec/context.md)
 */
latchkey_outcome latchkey_verify(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes context, latchkey_answer *answer);

/* As latchkey_verify(), with every installed license in the JSON text. The state that comes back is never stored: the
 * answer is already the one that it would lead to, and answer->state is nothing. */
latchkey_outcome latchkey_status(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes context, latchkey_answer *answer);

/*
 * Takes a license file in: whole, or not at all. Whether it is kept is up to whoever stores answer->state, so that the
 * same call also tells what a file would do.
 *
 * seed   the installation's secret seed; nothing where the state can be read, which knows the public half
 * file   the license file as it came
 */
latchkey_outcome latchkey_import(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes seed, latchkey_bytes file, latchkey_bytes context,
    latchkey_answer *answer);

/*
 * Makes an activation request; its sites are the context's URLs.
 *
 * seed    the installation's secret seed: 32 random bytes, made once and kept
 * nonce   16 random bytes
 */
latchkey_outcome latchkey_request(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes seed, latchkey_bytes nonce, latchkey_bytes context,
    latchkey_answer *answer);

/* Gives the license with this ID back: out of the state, and into a receipt for the vendor. Asked again, it answers with
 * the same receipt. */
latchkey_outcome latchkey_return(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes seed, latchkey_bytes license, latchkey_bytes context,
    latchkey_answer *answer);

/* Shows what is in a license file, a request or a receipt, and which signatures are good by the product file's keys.
 * Without a product file, no vendor's key is known. */
latchkey_outcome latchkey_inspect(latchkey_bytes product, latchkey_bytes file, latchkey_answer *answer);

/*
 * Makes a support bundle: what the vendor's support desk needs to see the verdict again (docs/spec/bundle.md). The
 * answer is the verdict of latchkey_status() without the licenses, answer->document is the bundle, and answer->state is
 * nothing.
 *
 * A product file or state that is missing or cannot be read goes in as it is: there is a bundle unless the call is bad,
 * as it is when the context asks about more than 128 features. No secret is in it: the context's facts are hashed, what
 * may be secret in its URL is masked, and of its reason why the state cannot be read only words stay that say nothing
 * about the machine.
 */
latchkey_outcome latchkey_support(
    latchkey_bytes product, latchkey_bytes state, latchkey_bytes context, latchkey_answer *answer);

/* Frees what an answer holds and makes it all zero bytes. A null pointer is passed over. */
void latchkey_answer_free(latchkey_answer *answer);

#ifdef __cplusplus
}
#endif

#endif
