#include "CZXing.h"

// Result::text() in its later form; without the definition it warns.
#define ZX_USE_UTF8 1
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

extern "C" int latchkey_find_codes(
    const uint8_t *pixels, int width, int height, latchkey_code_found found, void *context) {
    try {
        const ZXing::ImageView picture(pixels, width, height, ZXing::ImageFormat::Lum);
        int count = 0;
        // As a camera sees codes; then as a program draws one, where the search misses one of a thousand.
        for (bool isDrawn : {false, true}) {
            const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setIsPure(isDrawn);
            for (const auto &result : ZXing::ReadBarcodes(picture, hints)) {
                if (!result.isValid()) continue;
                found(result.bytes().data(), result.bytes().size(), context);
                count++;
            }
            if (count > 0) break;
        }
        return count;
    } catch (...) {
        return -1;
    }
}
