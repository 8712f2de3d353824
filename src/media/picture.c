/* libpng's simplified interface: no longjmp, and its own memory, which it frees before it returns.
 * It writes to a stream of the standard library, which is laid over the new file's descriptor;
 * pixels are packed into bytes for it first. A picture that is read is asked for as grey and
 * opacity, whatever it was written as, and one of the two is kept.
 */
#include "media/picture.h"

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_SIDE_PX = 4096, RGB_BYTES = 3, GREY_ALPHA_BYTES = 2 };

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

/* Writes the packed picture to `descriptor`, which stays open. Returns NULL, or why not. */
static const char *write_packed(int descriptor, png_image *image, const uint8_t *bytes)
{
    assert(image->width > 0 && bytes != NULL);
    /* The stream closes what it is laid over, and the replacement has to close its own. */
    int copy = dup(descriptor);
    FILE *file = copy == -1 ? NULL : fdopen(copy, "wb");
    if (file == NULL) {
        const char *reason = file_reason(errno);
        if (copy != -1)
            close(copy);
        return reason;
    }
    errno = 0;
    /* Samples have 8 bits already, and rows follow each other without gaps: hence the zeros. */
    bool written = png_image_write_to_stdio(image, file, 0, bytes, 0, NULL) != 0;
    int error = errno;
    /* A full disk may show only when the last buffer is written. */
    if (fclose(file) != 0 && written) {
        written = false;
        error = errno;
    }
    return written ? NULL : file_reason(error);
}

const char *picture_write(struct allocator allocator, const char *path, const uint32_t *pixels,
                          int width_px, int height_px)
{
    assert(path != NULL && pixels != NULL && width_px > 0 && height_px > 0);
    size_t count = (size_t)width_px * (size_t)height_px;
    uint8_t *bytes = allocator_allocate(allocator, count, RGB_BYTES);
    if (bytes == NULL)
        return file_reason(ENOMEM);
    pack_rgb(pixels, count, bytes);
    /* Left at zero, `flags` and `colormap_entries` ask for nothing special. */
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)width_px,
        .height = (png_uint_32)height_px,
        .format = PNG_FORMAT_RGB,
    };
    struct file_replacement replacement;
    const char *reason = NULL;
    /* Whatever fails below, `path` keeps what it had: the new picture takes its place as a
     * whole. */
    if (file_replacement_begin(&replacement, allocator, path, &reason)) {
        reason = write_packed(replacement.descriptor, &image, bytes);
        if (reason == NULL)
            (void)file_replacement_finish(&replacement, &reason);
        else
            file_replacement_abandon(&replacement);
    }
    png_image_free(&image);
    allocator_release(allocator, bytes);
    return reason;
}

/* Reads the opened `image` as pairs of grey and opacity, and keeps one of the two in `mask`.
 * Returns NULL, or why not. Both pieces of memory are given back on failure, the pairs always. */
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
    /* At most 2^24, as the sides were looked at above. */
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
