/* Pictures reach the disk whole or not at all, and come back as they went. */
#include "media/picture.h"

#include <png.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 5, HEIGHT = 3, PIXELS = WIDTH * HEIGHT };

static char folder[] = "/tmp/lull-picture-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"rgb.png", "grey.png", "clear.png", "torn.png", "old.png"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove(path_of(names[i]));
    return rmdir(folder);
}

static void pixels_come_back_as_they_went(void **state)
{
    (void)state;
    uint32_t pixels[PIXELS];
    for (uint32_t i = 0; i < PIXELS; i++)
        pixels[i] = i << 20 | (255 - i) << 8 | i;
    assert_null(picture_write(allocator_system(), path_of("rgb.png"), pixels, WIDTH, HEIGHT));
    png_image image = {.version = PNG_IMAGE_VERSION};
    uint8_t bytes[PIXELS * 3];
    assert_true(png_image_begin_read_from_file(&image, path_of("rgb.png")));
    assert_int_equal(image.width, WIDTH);
    assert_int_equal(image.height, HEIGHT);
    assert_int_equal(image.format, PNG_FORMAT_RGB);
    assert_true(png_image_finish_read(&image, NULL, bytes, 0, NULL));
    for (int i = 0; i < PIXELS; i++) {
        assert_int_equal(bytes[3 * i], pixels[i] >> 16);
        assert_int_equal(bytes[3 * i + 1], pixels[i] >> 8 & 0xFF);
        assert_int_equal(bytes[3 * i + 2], pixels[i] & 0xFF);
    }
}

/* Writes a picture of two pixels in the given format. */
static void write_two(const char *name, uint32_t format, const uint8_t *bytes)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = 2, .height = 1, .format = format};
    assert_true(png_image_write_to_file(&image, path_of(name), 0, bytes, 0, NULL));
}

static void a_mask_is_opacity_or_else_brightness(void **state)
{
    (void)state;
    static const uint8_t grey[] = {40, 200};
    static const uint8_t clear[] = {255, 255, 255, 7, 0, 0, 0, 250};
    struct picture_mask mask;
    write_two("grey.png", PNG_FORMAT_GRAY, grey);
    assert_null(picture_read_mask(allocator_system(), path_of("grey.png"), &mask));
    assert_int_equal(mask.width_px, 2);
    assert_int_equal(mask.height_px, 1);
    assert_memory_equal(mask.coverage, grey, 2);
    allocator_release(allocator_system(), mask.coverage);
    write_two("clear.png", PNG_FORMAT_RGBA, clear);
    assert_null(picture_read_mask(allocator_system(), path_of("clear.png"), &mask));
    assert_int_equal(mask.coverage[0], 7);
    assert_int_equal(mask.coverage[1], 250);
    allocator_release(allocator_system(), mask.coverage);
}

static void torn_and_missing_files_are_refused(void **state)
{
    (void)state;
    struct picture_mask mask;
    static const uint8_t grey[] = {1, 2};
    assert_non_null(picture_read_mask(allocator_system(), path_of("none.png"), &mask));
    write_two("torn.png", PNG_FORMAT_GRAY, grey);
    struct stat whole;
    assert_int_equal(stat(path_of("torn.png"), &whole), 0);
    for (off_t length = 0; length < whole.st_size - 12; length++) {
        write_two("torn.png", PNG_FORMAT_GRAY, grey);
        assert_int_equal(truncate(path_of("torn.png"), length), 0);
        assert_non_null(picture_read_mask(allocator_system(), path_of("torn.png"), &mask));
        assert_null(mask.coverage);
    }
}

static void what_cannot_be_written_leaves_the_old(void **state)
{
    (void)state;
    static const uint32_t pixels[PIXELS];
    assert_null(picture_write(allocator_system(), path_of("old.png"), pixels, WIDTH, HEIGHT));
    /* A file may be no larger than this: what a full disk does, at a size that can be had. */
    struct rlimit usual;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    struct rlimit small = {.rlim_cur = 16, .rlim_max = usual.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const char *reason = picture_write(allocator_system(), path_of("old.png"), pixels, 1, 1);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    assert_string_equal(reason, "it would be larger than files may be");
    struct picture_mask mask;
    assert_null(picture_read_mask(allocator_system(), path_of("old.png"), &mask));
    assert_int_equal(mask.width_px, WIDTH);
    allocator_release(allocator_system(), mask.coverage);
    reason = picture_write(allocator_system(), path_of("no/such/folder.png"), pixels, 1, 1);
    assert_string_equal(reason, "there is no such folder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_come_back_as_they_went),
        cmocka_unit_test(a_mask_is_opacity_or_else_brightness),
        cmocka_unit_test(torn_and_missing_files_are_refused),
        cmocka_unit_test(what_cannot_be_written_leaves_the_old),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
