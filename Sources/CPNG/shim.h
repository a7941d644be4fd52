// libpng's simplified interface: memory in, pixels out, no calls back.
#include <png.h>
#include <string.h>

static const unsigned latchkey_png_gray = PNG_FORMAT_GRAY;

// Empties an image, which libpng then knows by its version.
static inline void latchkey_png_start(png_image *image) {
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
}
