<?php

/**
 * What the extension gives to PHP. `make php-arginfo` writes latchkey_arginfo.h from it, guarded for PHP 7.4 as well.
 *
 * @generate-class-entries
 * @generate-legacy-arginfo 70000
 */

/**
 * @var int
 * @cvalue LATCHKEY_ABI_VERSION
 */
const LATCHKEY_ABI_VERSION = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_ANSWERED
 */
const LATCHKEY_ANSWERED = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_REFUSED
 */
const LATCHKEY_REFUSED = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_UNDECIDED
 */
const LATCHKEY_UNDECIDED = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_BAD_CALL
 */
const LATCHKEY_BAD_CALL = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_NO_MODE
 */
const LATCHKEY_NO_MODE = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_OFF
 */
const LATCHKEY_OFF = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_READ_ONLY
 */
const LATCHKEY_READ_ONLY = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_TRIAL
 */
const LATCHKEY_TRIAL = UNKNOWN;

/**
 * @var int
 * @cvalue LATCHKEY_FULL
 */
const LATCHKEY_FULL = UNKNOWN;

function latchkey_abi_version(): int {}

function latchkey_version(): string {}

function latchkey_supports(string $type): bool {}

function latchkey_verify(string $product, ?string $state, string $context): array {}

function latchkey_status(string $product, ?string $state, string $context): array {}

function latchkey_import(
    string $product,
    ?string $state,
    #[\SensitiveParameter] ?string $seed,
    string $file,
    string $context
): array {}

function latchkey_request(
    string $product,
    ?string $state,
    #[\SensitiveParameter] string $seed,
    string $nonce,
    string $context
): array {}

function latchkey_return(
    string $product,
    ?string $state,
    #[\SensitiveParameter] string $seed,
    string $license,
    string $context
): array {}

function latchkey_inspect(string $product, string $file): array {}

function latchkey_support(string $product, ?string $state, string $context): array {}
