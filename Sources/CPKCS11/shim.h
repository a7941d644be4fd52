// PKCS #11, by the header of p11-kit; nothing is linked.
#ifndef CPKCS11_SHIM_H
#define CPKCS11_SHIM_H

#include <p11-kit-1/p11-kit/pkcs11.h>

// Asks a module, by the address of its C_GetFunctionList, for its functions.
static inline CK_RV pkcs11_functions(void *get_function_list, CK_FUNCTION_LIST **functions) {
    return ((CK_C_GetFunctionList)get_function_list)(functions);
}

#endif
