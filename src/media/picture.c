/* libpng's simplified interface: no longjmp, and its own memory, which it frees before it returns.
 * Writing goes to PATH.tmp, which is then renamed.
 */
#include "media/picture.h"

#include <assert.h>
#include <png.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_PATH = 4096, LARGEST_SIDE_PX = 4096, RGB_BYTES = 3, GREY_ALPHA_BYTES = 2 };

/* Our pixels as libpng wants them: three bytes each, red first, whatever the machine's byte
 * order. */
static void pack_rgb(const uint32_t *pixels, size_t count, uint8_t *bytes)
{
    for (size_t i = 0; i < count; i++) {
        bytes[RGB_BYTES * i] = (uint8_t)(pixels[i] >> 16);
        bytes[RGB_BYTES * i + 1] = (uint8_t)(pixels[i] >> 8);
        bytes[RGB_BYTES * i + 2] = (uint8_t)pixels[i];
    }
}

/* Writes the packed picture to `path`; leaves nothing there when that fails. */
static bool write_file(const char *path, png_image *image, const uint8_t *bytes)
{
    assert(image->width > 0 && bytes != NULL);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    /* Samples have 8 bits already, and rows follow each other without gaps: hence the zeros. */
    bool written = png_image_write_to_stdio(image, file, 0, bytes, 0, NULL) != 0;
    /* A full disk may show only when the last buffer is written. */
    written = fclose(file) == 0 && written;
    if (!written)
        (void)remove(path);
    return written;
}

const char *picture_write(struct allocator allocator, const char *path, const uint32_t *pixels,
                          int width_px, int height_px)
{
    assert(path != NULL && pixels != NULL && width_px > 0 && height_px > 0);
    char beside[LONGEST_PATH];
    /* Beside it, since a name can be moved in one step only within one file system. */
    int length = snprintf(beside, sizeof beside, "%s.tmp", path);
    if (length < 0 || (size_t)length >= sizeof beside)
        return "its name is too long";
    size_t count = (size_t)width_px * (size_t)height_px;
    uint8_t *bytes = allocator_allocate(allocator, count, RGB_BYTES);
    if (bytes == NULL)
        return "out of memory";
    pack_rgb(pixels, count, bytes);
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)width_px,
        .height = (png_uint_32)height_px,
        .format = PNG_FORMAT_RGB,
    };
    bool written = write_file(beside, &image, bytes);
    png_image_free(&image);
    allocator_release(allocator, bytes);
    if (written && rename(beside, path) == 0)
        return NULL;
    if (written)
        (void)remove(beside);
    return "it cannot be written";
}

/* Reads the opened `image` as pairs of grey and opacity. */
static const char *read_pairs(struct allocator allocator, png_image *image,
                              struct picture_mask *mask)
{
    if (image->width > LARGEST_SIDE_PX || image->height > LARGEST_SIDE_PX)
        return "the picture is too large";
    /* A mask may be drawn as grey on nothing or as white on black: opacity counts where there is
     * any. */
    bool has_opacity = (image->format & PNG_FORMAT_FLAG_ALPHA) != 0;
    image->format = PNG_FORMAT_GA;
    assert(image->width > 0 && image->height > 0);
    size_t count = (size_t)image->width * image->height;
    uint8_t *pairs = allocator_allocate(allocator, count, GREY_ALPHA_BYTES);
    uint8_t *coverage = allocator_allocate(allocator, count, 1);
    const char *problem = pairs == NULL || coverage == NULL ? "out of memory" : NULL;
    if (problem == NULL && !png_image_finish_read(image, NULL, pairs, 0, NULL))
        problem = "it is not a whole PNG picture";
    if (problem == NULL) {
        for (size_t i = 0; i < count; i++)
            coverage[i] = pairs[GREY_ALPHA_BYTES * i + (has_opacity ? 1 : 0)];
        *mask = (struct picture_mask){(int)image->width, (int)image->height, coverage};
    } else {
        allocator_release(allocator, coverage);
    }
    allocator_release(allocator, pairs);
    return problem;
}

const char *picture_read_mask(struct allocator allocator, const char *path,
                              struct picture_mask *mask)
{
    assert(path != NULL && mask != NULL);
    *mask = (struct picture_mask){0};
    png_image image = {.version = PNG_IMAGE_VERSION};
    /* Only the header is read here, so that the size can be refused before memory is asked for. */
    if (!png_image_begin_read_from_file(&image, path)) {
        png_image_free(&image);
        return "it is not a PNG picture that can be read";
    }
    const char *problem = read_pairs(allocator, &image, mask);
    png_image_free(&image);
    return problem;
}
