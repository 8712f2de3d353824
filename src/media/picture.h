/* Pictures to and from PNG files.
 *
 * A file is written beside its place and moved there when it is whole, so that no reader ever finds
 * half of one. It does not know what the pictures show.
 */
#ifndef LULL_MEDIA_PICTURE_H
#define LULL_MEDIA_PICTURE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

/* Writes `pixels` (0x00RRGGBB, row by row without gaps; each side at least 1) to `path` as a PNG of
 * 8 bits a channel. Returns NULL, or why not in a few words (static), and `path` is then as it was.
 */
const char *picture_write(struct allocator allocator, const char *path, const uint32_t *pixels,
                          int width_px, int height_px);

/* A picture read for its coverage: 0 to 255 a pixel, row by row. */
struct picture_mask {
    int width_px;
    int height_px;
    uint8_t *coverage; /* owned by the caller: release with the allocator that it came from */
};

/* Reads the PNG at `path` into `*mask`: its opacity where it has any, else its brightness. At most
 * 4096 pixels a side. Returns NULL, or why not in a few words (static), and `*mask` is then empty.
 */
const char *picture_read_mask(struct allocator allocator, const char *path,
                              struct picture_mask *mask);

#endif
