#include "CZXing.h"

// Result::text() in its later form; without the definition it warns.
#define ZX_USE_UTF8 1
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

extern "C" int latchkey_find_codes(
    const uint8_t *pixels, int width, int height, latchkey_code_found found, void *context) {
    try {
        const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
        const auto results = ZXing::ReadBarcodes({pixels, width, height, ZXing::ImageFormat::Lum}, hints);
        int count = 0;
        for (const auto &result : results) {
            if (!result.isValid()) continue;
            found(result.bytes().data(), result.bytes().size(), context);
            count++;
        }
        return count;
    } catch (...) {
        return -1;
    }
}
