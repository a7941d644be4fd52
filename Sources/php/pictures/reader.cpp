// Reads QR codes in grey pixels: what reader.js calls, over the reader of zxing-cpp. Built to WebAssembly by pictures.mk.
//
// One picture at a time: pixels(width, height), fill them, read(), then length(i) and text(i) of each code.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "GlobalHistogramBinarizer.h"
#include "HybridBinarizer.h"
#include "ReaderOptions.h"
#include "qrcode/QRReader.h"

#define EXPORTED(name) extern "C" __attribute__((export_name(#name)))

namespace {

// A picture from a telephone is made smaller before it gets here.
constexpr int mostPixels = 4096;

std::vector<uint8_t> grey;
int columns = 0;
int rows = 0;
std::vector<std::string> texts;
bool isUnreadable = false;

void take(const ZXing::Barcodes& codes) {
    for (const auto& code : codes) {
        if (!code.isValid()) {
            isUnreadable = true;
            continue;
        }
        std::string text(code.bytes().begin(), code.bytes().end());
        bool isKnown = false;
        for (const auto& known : texts) isKnown = isKnown || known == text;
        if (!isKnown) texts.push_back(text);
    }
}

void read(const ZXing::ImageView& picture) {
    auto options = ZXing::ReaderOptions().setFormats(ZXing::BarcodeFormat::QRCode).setReturnErrors(true);
    const ZXing::QRCode::Reader reader(options);
    // Local thresholds see through shadows, a global one through small modules; neither finds all that the other does.
    take(reader.decode(ZXing::HybridBinarizer(picture), 0));
    if (texts.empty()) take(reader.decode(ZXing::GlobalHistogramBinarizer(picture), 0));
}

// Half the size: evens out the noise of a camera, and the pattern of a screen.
std::vector<uint8_t> halved() {
    std::vector<uint8_t> half;
    half.reserve(grey.size() / 4);
    for (int y = 0; y + 1 < rows; y += 2) {
        for (int x = 0; x + 1 < columns; x += 2) {
            const uint8_t* pixel = &grey[static_cast<size_t>(y) * columns + x];
            half.push_back((pixel[0] + pixel[1] + pixel[columns] + pixel[columns + 1] + 2) / 4);
        }
    }
    return half;
}

}  // namespace

/// Where the pixels of a picture go, row by row; null where it is none or too large.
EXPORTED(pixels) uint8_t* latchkey_pixels(int width, int height) {
    if (width < 16 || height < 16 || width > mostPixels || height > mostPixels) return nullptr;
    columns = width;
    rows = height;
    grey.assign(static_cast<size_t>(width) * height, 0);
    return grey.data();
}

/// How many different codes the picture has; -1 when there is one that cannot be read, and no other.
EXPORTED(read) int latchkey_read() {
    texts.clear();
    isUnreadable = false;
    if (grey.empty()) return 0;
    read(ZXing::ImageView(grey.data(), columns, rows, ZXing::ImageFormat::Lum));
    if (texts.empty() && columns >= 600 && rows >= 600) {
        const auto half = halved();
        read(ZXing::ImageView(half.data(), columns / 2, rows / 2, ZXing::ImageFormat::Lum));
    }
    return texts.empty() && isUnreadable ? -1 : static_cast<int>(texts.size());
}

/// How many bytes a code's text has.
EXPORTED(length) int latchkey_length(int index) {
    return index >= 0 && static_cast<size_t>(index) < texts.size() ? static_cast<int>(texts[index].size()) : 0;
}

/// Where they are.
EXPORTED(text) const char* latchkey_text(int index) { return latchkey_length(index) == 0 ? nullptr : texts[index].data(); }

// The C library would write to files here. The program imports nothing, so that it reaches nothing but its own memory.
extern "C" int __imported_wasi_snapshot_preview1_fd_close(int) { return 8; }
extern "C" int __imported_wasi_snapshot_preview1_fd_seek(int, int64_t, int, int) { return 8; }
extern "C" int __imported_wasi_snapshot_preview1_fd_write(int, int, int, int) { return 8; }

// The program never ends, and nothing has to be tidied up behind it.
extern "C" int __cxa_thread_atexit(void (*)(void*), void*, void*) { return 0; }

// What the library throws ends the reader; reader.js starts it anew, and takes the picture for an unreadable one.
extern "C" void* __cxa_allocate_exception(size_t) { __builtin_trap(); }
extern "C" void __cxa_throw(void*, void*, void (*)(void*)) { __builtin_trap(); }
