// zlib's starting calls are macros, which Swift does not see.
#include <zlib.h>

// Deflate without a header (RFC 1951), as small as it gets.
static inline int latchkey_deflate_start(z_stream *stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
}

static inline int latchkey_inflate_start(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
