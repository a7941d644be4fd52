/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6442d05ce151c1f52ce424b86747d785e5147c5e */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_abi_version, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_version, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_supports, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, type, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_verify, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, product, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, state, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, context, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_latchkey_status arginfo_latchkey_verify

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_import, 0, 5, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, product, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, state, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, seed, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, file, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, context, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_request, 0, 5, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, product, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, state, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, seed, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, nonce, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, context, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_return, 0, 5, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, product, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, state, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, seed, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, license, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, context, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_latchkey_inspect, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, product, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, file, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_latchkey_support arginfo_latchkey_verify


ZEND_FUNCTION(latchkey_abi_version);
ZEND_FUNCTION(latchkey_version);
ZEND_FUNCTION(latchkey_supports);
ZEND_FUNCTION(latchkey_verify);
ZEND_FUNCTION(latchkey_status);
ZEND_FUNCTION(latchkey_import);
ZEND_FUNCTION(latchkey_request);
ZEND_FUNCTION(latchkey_return);
ZEND_FUNCTION(latchkey_inspect);
ZEND_FUNCTION(latchkey_support);


static const zend_function_entry ext_functions[] = {
	ZEND_FE(latchkey_abi_version, arginfo_latchkey_abi_version)
	ZEND_FE(latchkey_version, arginfo_latchkey_version)
	ZEND_FE(latchkey_supports, arginfo_latchkey_supports)
	ZEND_FE(latchkey_verify, arginfo_latchkey_verify)
	ZEND_FE(latchkey_status, arginfo_latchkey_status)
	ZEND_FE(latchkey_import, arginfo_latchkey_import)
	ZEND_FE(latchkey_request, arginfo_latchkey_request)
	ZEND_FE(latchkey_return, arginfo_latchkey_return)
	ZEND_FE(latchkey_inspect, arginfo_latchkey_inspect)
	ZEND_FE(latchkey_support, arginfo_latchkey_support)
	ZEND_FE_END
};

static void register_latchkey_symbols(int module_number)
{
	REGISTER_LONG_CONSTANT("LATCHKEY_ABI_VERSION", LATCHKEY_ABI_VERSION, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_ANSWERED", LATCHKEY_ANSWERED, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_REFUSED", LATCHKEY_REFUSED, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_UNDECIDED", LATCHKEY_UNDECIDED, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_BAD_CALL", LATCHKEY_BAD_CALL, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_NO_MODE", LATCHKEY_NO_MODE, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_OFF", LATCHKEY_OFF, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_READ_ONLY", LATCHKEY_READ_ONLY, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_TRIAL", LATCHKEY_TRIAL, CONST_PERSISTENT | CONST_CS);
	REGISTER_LONG_CONSTANT("LATCHKEY_FULL", LATCHKEY_FULL, CONST_PERSISTENT | CONST_CS);


#if (PHP_VERSION_ID >= 80200)
	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "latchkey_import", sizeof("latchkey_import") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "latchkey_request", sizeof("latchkey_request") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "latchkey_return", sizeof("latchkey_return") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif
}
