// QR codes in pictures, by zxing-cpp. C around its one C++ call.
#ifndef CZXING_H
#define CZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What is done with each code: its bytes are there during the call only.
typedef void (*latchkey_code_found)(const uint8_t *bytes, size_t count, void *context);

// Finds the QR codes in a picture of shades of gray, a byte a pixel, row by row.
// Returns how many there are, or -1 when memory ran out.
int latchkey_find_codes(const uint8_t *pixels, int width, int height, latchkey_code_found found, void *context);

#ifdef __cplusplus
}
#endif

#endif
