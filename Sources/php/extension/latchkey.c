/*
 * latchkey.so - the functions of latchkey.h for PHP: strings in, an array out.
 *
 * Nothing is kept between two calls, and there is nothing to configure. The keys of the arrays are made once, when PHP
 * starts, and only read from then on, by any number of threads. What the calls mean stands in latchkey.h.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdbool.h>

#include "php.h"
#include "ext/standard/info.h"
#if PHP_VERSION_ID >= 80200
#include "zend_attributes.h"
#endif

#include "latchkey.h"
#include "latchkey_arginfo.h"

/* The release that phpversion('latchkey') tells; a test holds it together with latchkey_version(). */
#define RELEASE "0.1.0"

_Static_assert(sizeof(zend_long) >= sizeof(int64_t), "an end in seconds does not fit into PHP's integers");

/* What an answer's array holds, in this order. */
enum { OUTCOME, MODE, ALLOWED, FINDINGS, EXPIRES, JSON, STATE, DOCUMENT, MEMBERS };

static zend_string *keys[MEMBERS];

static void make_keys(void)
{
    static const char *const names[MEMBERS] = {
        "outcome", "mode", "allowed", "findings", "expires", "json", "state", "document"};

    for (int member = 0; member < MEMBERS; member++) {
        keys[member] = zend_string_init_interned(names[member], strlen(names[member]), 1);
    }
}

/* A string as the library takes it; null is nothing at all. */
static latchkey_bytes bytes(const zend_string *string)
{
    latchkey_bytes bytes = {NULL, 0};

    if (string) {
        bytes.bytes = (const uint8_t *) ZSTR_VAL(string);
        bytes.count = ZSTR_LEN(string);
    }
    return bytes;
}

static void put_number(zend_array *array, int member, zend_long number)
{
    zval value;

    ZVAL_LONG(&value, number);
    zend_hash_add_new(array, keys[member], &value);
}

/* Bytes become a string, and nothing at all becomes null. */
static void put_bytes(zend_array *array, int member, latchkey_bytes bytes)
{
    zval value;

    if (bytes.bytes) {
        ZVAL_STRINGL(&value, (const char *) bytes.bytes, bytes.count);
    } else {
        ZVAL_NULL(&value);
    }
    zend_hash_add_new(array, keys[member], &value);
}

static void put_answer(zend_array *array, const latchkey_answer *answer)
{
    zval value;

    put_number(array, OUTCOME, answer->outcome);
    put_number(array, MODE, answer->mode);
    ZVAL_BOOL(&value, answer->allowed);
    zend_hash_add_new(array, keys[ALLOWED], &value);
    put_number(array, FINDINGS, answer->findings);
    if (answer->expires == LATCHKEY_NO_END) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_LONG(&value, answer->expires);
    }
    zend_hash_add_new(array, keys[EXPIRES], &value);
    put_bytes(array, JSON, answer->json);
    put_bytes(array, STATE, answer->state);
    put_bytes(array, DOCUMENT, answer->document);
}

/* Hands an answer over to PHP and frees it, also where PHP's memory_limit ends the request in the middle of that. */
static void hand_over(zval *return_value, latchkey_answer *answer)
{
    zend_try {
        array_init_size(return_value, MEMBERS);
        put_answer(Z_ARRVAL_P(return_value), answer);
    } zend_catch {
        latchkey_answer_free(answer);
        zend_bailout();
    } zend_end_try();
    latchkey_answer_free(answer);
}

PHP_FUNCTION(latchkey_abi_version)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(latchkey_abi_version());
}

PHP_FUNCTION(latchkey_version)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(latchkey_version());
}

PHP_FUNCTION(latchkey_supports)
{
    zend_string *type;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(type)
    ZEND_PARSE_PARAMETERS_END();

    RETURN_BOOL(latchkey_supports(bytes(type)));
}

/* A question about what is installed. */
static void ask(
    INTERNAL_FUNCTION_PARAMETERS,
    latchkey_outcome question(latchkey_bytes, latchkey_bytes, latchkey_bytes, latchkey_answer *))
{
    zend_string *product, *state, *context;
    latchkey_answer answer;

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_STR(product)
        Z_PARAM_STR_EX(state, 1, 0)
        Z_PARAM_STR(context)
    ZEND_PARSE_PARAMETERS_END();

    question(bytes(product), bytes(state), bytes(context), &answer);
    hand_over(return_value, &answer);
}

PHP_FUNCTION(latchkey_verify) { ask(INTERNAL_FUNCTION_PARAM_PASSTHRU, latchkey_verify); }

PHP_FUNCTION(latchkey_status) { ask(INTERNAL_FUNCTION_PARAM_PASSTHRU, latchkey_status); }

PHP_FUNCTION(latchkey_support) { ask(INTERNAL_FUNCTION_PARAM_PASSTHRU, latchkey_support); }

/* A change of what is installed: it names the installation's seed, and the one thing that the change is about. */
static void change(
    INTERNAL_FUNCTION_PARAMETERS, bool needs_seed,
    latchkey_outcome change(
        latchkey_bytes, latchkey_bytes, latchkey_bytes, latchkey_bytes, latchkey_bytes, latchkey_answer *))
{
    zend_string *product, *state, *seed, *subject, *context;
    latchkey_answer answer;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(product)
        Z_PARAM_STR_EX(state, 1, 0)
        Z_PARAM_STR_EX(seed, !needs_seed, 0)
        Z_PARAM_STR(subject)
        Z_PARAM_STR(context)
    ZEND_PARSE_PARAMETERS_END();

    change(bytes(product), bytes(state), bytes(seed), bytes(subject), bytes(context), &answer);
    hand_over(return_value, &answer);
}

PHP_FUNCTION(latchkey_import) { change(INTERNAL_FUNCTION_PARAM_PASSTHRU, false, latchkey_import); }

PHP_FUNCTION(latchkey_request) { change(INTERNAL_FUNCTION_PARAM_PASSTHRU, true, latchkey_request); }

PHP_FUNCTION(latchkey_return) { change(INTERNAL_FUNCTION_PARAM_PASSTHRU, true, latchkey_return); }

PHP_FUNCTION(latchkey_inspect)
{
    zend_string *product, *file;
    latchkey_answer answer;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(product)
        Z_PARAM_STR(file)
    ZEND_PARSE_PARAMETERS_END();

    latchkey_inspect(bytes(product), bytes(file), &answer);
    hand_over(return_value, &answer);
}

static PHP_MINIT_FUNCTION(latchkey)
{
    (void) type;
    make_keys();
    register_latchkey_symbols(module_number);
    return SUCCESS;
}

/* The documents that phpinfo() tells about. */
static const char *const documents[] = {
    "latchkey/product@v1", "latchkey/state@v1", "latchkey/context@v1", "latchkey/license@v1", "latchkey/keyring@v1",
    "latchkey/revocations@v1", "latchkey/clock-repair@v1", "latchkey/request@v1", "latchkey/return@v1"};

static PHP_MINFO_FUNCTION(latchkey)
{
    char abi[16];

    (void) zend_module;
    snprintf(abi, sizeof abi, "%d", (int) latchkey_abi_version());
    php_info_print_table_start();
    php_info_print_table_row(2, "Release", latchkey_version());
    php_info_print_table_row(2, "ABI version", abi);
    for (size_t index = 0; index < sizeof documents / sizeof *documents; index++) {
        latchkey_bytes type = {(const uint8_t *) documents[index], strlen(documents[index])};
        php_info_print_table_row(2, documents[index], latchkey_supports(type) ? "supported" : "not supported");
    }
    php_info_print_table_end();
}

static zend_module_entry latchkey_module_entry = {
    STANDARD_MODULE_HEADER,
    "latchkey",
    ext_functions,
    PHP_MINIT(latchkey),
    NULL,
    NULL,
    NULL,
    PHP_MINFO(latchkey),
    RELEASE,
    STANDARD_MODULE_PROPERTIES,
};

ZEND_GET_MODULE(latchkey)
