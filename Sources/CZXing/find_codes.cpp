#include "CZXing.h"

// Result::text() in its later form; without the definition it warns.
#define ZX_USE_UTF8 1
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

extern "C" int latchkey_find_codes(
    const uint8_t *pixels, int width, int height, latchkey_code_found found, void *context) {
    try {
        const ZXing::ImageView picture(pixels, width, height, ZXing::ImageFormat::Lum);
        const auto asked = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
        // Thresholds of each place see through shadows; one threshold for all finds what noise hides from them. Then as
        // a program draws a code, where the search misses one of a thousand.
        const ZXing::DecodeHints ways[] = {
            asked, ZXing::DecodeHints(asked).setBinarizer(ZXing::Binarizer::GlobalHistogram),
            ZXing::DecodeHints(asked).setIsPure(true)};
        int count = 0;
        for (const auto &hints : ways) {
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
