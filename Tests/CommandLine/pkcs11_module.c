// A PKCS #11 module that does what a real one seldom does. The variable MODULE names it:
//
//   raw             the public key is 32 bytes, as PKCS #11 3.1 has it
//   octets          the same in a DER OCTET STRING, as 3.0 has it
//   bits            the same in a BIT STRING
//   weak            the public key is a point of small order
//   pad             the token has a PIN pad: a PIN in the call is an error
//   two-tokens, two-keys, rsa, no-mechanism, readable, short, garbage, unplugged, full
//
// POINT is the public key in hexadecimal, SIGNATURE the signature that every call gives.
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is(const char *word) {
    const char *name = getenv("MODULE");
    return name && !strcmp(name, word);
}

static size_t variable(const char *name, unsigned char *bytes, size_t most) {
    const char *text = getenv(name);
    size_t count = 0;
    unsigned byte;
    while (text && count < most && sscanf(text + 2 * count, "%2x", &byte) == 1) bytes[count++] = byte;
    return count;
}

static CK_RV initialize(void *arguments) { return is("unplugged") ? CKR_DEVICE_REMOVED : CKR_OK; }
static CK_RV finalize(void *reserved) { return CKR_OK; }

static CK_RV slots(unsigned char present, CK_SLOT_ID *list, CK_ULONG *count) {
    CK_ULONG there = is("two-tokens") ? 2 : 1;
    for (CK_ULONG i = 0; list && i < there; i++) list[i] = i;
    *count = there;
    return CKR_OK;
}

static CK_RV token(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
    memset(info, 0, sizeof *info);
    memset(info->label, ' ', sizeof info->label);
    memcpy(info->label, "vault", 5);
    info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;
    if (is("pad")) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    return CKR_OK;
}

static CK_RV mechanism(CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info) {
    return is("no-mechanism") ? CKR_MECHANISM_INVALID : CKR_OK;
}

static CK_RV session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *handle) {
    *handle = 1;
    return CKR_OK;
}

static CK_RV close_session(CK_SESSION_HANDLE handle) { return CKR_OK; }

static CK_RV login(CK_SESSION_HANDLE handle, CK_USER_TYPE user, unsigned char *pin, CK_ULONG length) {
    return is("pad") == !pin ? CKR_OK : CKR_PIN_INVALID;
}

static CK_ULONG found;
static int made;

static CK_RV find(CK_SESSION_HANDLE handle, CK_ATTRIBUTE *template, CK_ULONG count) {
    // Nothing is there before it is made, where a key is to be made.
    found = getenv("EMPTY") && !made ? 0 : is("two-keys") ? 2 : 1;
    return CKR_OK;
}

static CK_RV next(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE *objects, CK_ULONG most, CK_ULONG *count) {
    for (*count = 0; *count < most && found; found--) objects[(*count)++] = 7 + found;
    return CKR_OK;
}

static CK_RV end_find(CK_SESSION_HANDLE handle) { return CKR_OK; }

static CK_RV attribute(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *wanted, CK_ULONG count) {
    unsigned char *value = wanted->pValue;
    CK_KEY_TYPE type = is("rsa") ? CKK_RSA : CKK_EC_EDWARDS;
    switch (wanted->type) {
    case CKA_KEY_TYPE:
        memcpy(value, &type, wanted->ulValueLen = sizeof type);
        return CKR_OK;
    case CKA_SENSITIVE:
        value[0] = 1;
        wanted->ulValueLen = 1;
        return CKR_OK;
    case CKA_EXTRACTABLE:
        value[0] = is("readable");
        wanted->ulValueLen = 1;
        return CKR_OK;
    case CKA_EC_POINT: {
        size_t head = is("octets") ? 2 : is("bits") ? 3 : 0;
        memcpy(value, head == 2 ? "\x04\x20" : "\x03\x21", head ? 2 : 0);
        if (head == 3) value[2] = 0;
        wanted->ulValueLen = head + variable("POINT", value + head, 64);
        if (is("weak")) {
            memset(value, 0, 32);
            value[0] = 1;
        }
        return CKR_OK;
    }
    default:
        return CKR_ATTRIBUTE_TYPE_INVALID;
    }
}

static CK_RV begin_sign(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
    return mechanism->mechanism == CKM_EDDSA && !mechanism->pParameter ? CKR_OK : CKR_MECHANISM_PARAM_INVALID;
}

static CK_RV sign(CK_SESSION_HANDLE handle, unsigned char *text, CK_ULONG length, unsigned char *signature, CK_ULONG *count) {
    *count = variable("SIGNATURE", signature, *count);
    if (is("short")) *count = 63;
    if (is("garbage")) signature[0] ^= 1;
    return CKR_OK;
}

static CK_RV generate(
    CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_ATTRIBUTE *public_half, CK_ULONG public_count,
    CK_ATTRIBUTE *private_half, CK_ULONG private_count, CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key) {
    made = 1;
    *public_key = 8;
    *private_key = 9;
    return is("full") ? CKR_DEVICE_MEMORY : CKR_OK;
}

static CK_RV destroy(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object) {
    fprintf(stderr, "destroyed %lu\n", object);
    return CKR_OK;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
    static CK_FUNCTION_LIST functions = {
        .version = {2, 40}, .C_Initialize = initialize, .C_Finalize = finalize, .C_GetSlotList = slots,
        .C_GetTokenInfo = token, .C_GetMechanismInfo = mechanism, .C_OpenSession = session,
        .C_CloseSession = close_session, .C_Login = login, .C_FindObjectsInit = find, .C_FindObjects = next,
        .C_FindObjectsFinal = end_find, .C_GetAttributeValue = attribute, .C_SignInit = begin_sign, .C_Sign = sign,
        .C_GenerateKeyPair = generate, .C_DestroyObject = destroy,
    };
    *list = &functions;
    return CKR_OK;
}
