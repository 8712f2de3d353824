/* Lines in scripts that the program's typeface does not have, drawn with the fonts of this machine
 * (fonts-dejavu-core, fonts-lohit-deva) and read back pixel by pixel. */
#include "base/allocator.h"
#include "platform/fonts.h"
#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE_PX = 40, MOST_COLUMNS = 2000, MOST_PIXELS = MOST_COLUMNS * 100 };

/* A line as it was drawn; the font's own picture lives only until its next. */
struct drawn {
    int width_px;
    int height_px;
    uint8_t pixels[MOST_PIXELS];
};

/* The program's own typeface. */
static struct fonts *opened(struct allocator allocator, const char **problem)
{
    const char *assets = getenv("LULL_ASSETS");
    char path[4096];
    snprintf(path, sizeof path, "%s/fonts/atkinson-hyperlegible-regular.ttf",
             assets == NULL ? "assets" : assets);
    return fonts_open(allocator, path, problem);
}

static int open_fonts(void **state)
{
    const char *problem = NULL;
    *state = opened(allocator_system(), &problem);
    return *state == NULL ? -1 : 0;
}

static int close_fonts(void **state)
{
    fonts_close(*state);
    return 0;
}

/* Draws a line that can be drawn. */
static struct drawn *draw(void **state, const char *string)
{
    const struct font *font = fonts_font(*state);
    struct text_mask mask;
    assert_true(font->rasterise(font->context, text_from(string), SIZE_PX, &mask));
    struct drawn *drawn = malloc(sizeof *drawn);
    assert_non_null(drawn);
    drawn->width_px = mask.width_px;
    drawn->height_px = mask.height_px;
    assert_true(mask.width_px * mask.height_px <= MOST_PIXELS);
    memcpy(drawn->pixels, mask.coverage, (size_t)mask.width_px * (size_t)mask.height_px);
    return drawn;
}

static int width_of(void **state, const char *string)
{
    const struct font *font = fonts_font(*state);
    return font->measure(font->context, text_from(string), SIZE_PX);
}

static bool column_has_ink(const struct drawn *drawn, int x)
{
    for (int y = 0; y < drawn->height_px; y++)
        if (drawn->pixels[y * drawn->width_px + x] > 60)
            return true;
    return false;
}

/* How many pieces, with empty columns between them, a line falls into. */
static int pieces(void **state, const char *string)
{
    struct drawn *drawn = draw(state, string);
    int count = 0;
    bool inside = false;
    for (int x = 0; x < drawn->width_px; x++) {
        bool ink = column_has_ink(drawn, x);
        count += ink && !inside ? 1 : 0;
        inside = ink;
    }
    free(drawn);
    return count;
}

/* Whether `part` is drawn in `whole` with its left edge `left_px` from the left, measured from the
 * baselines' common top: own letters stand equally high in both. */
static bool stands_at(void **state, const char *whole, const char *part, int left_px)
{
    struct drawn *line = draw(state, whole);
    struct drawn *piece = draw(state, part);
    bool found = false;
    /* Another typeface of the line may be higher: then the piece's rows are further down. */
    for (int down = 0; down <= line->height_px - piece->height_px && !found; down++) {
        found = true;
        for (int y = 0; y < piece->height_px && found; y++)
            found = memcmp(line->pixels + (y + down) * line->width_px + left_px,
                           piece->pixels + y * piece->width_px, (size_t)piece->width_px) == 0;
    }
    free(line);
    free(piece);
    return found;
}

static void arabic_letters_join(void **state)
{
    assert_int_equal(pieces(state, "ضعف"), 1);
    /* With signs between them that forbid it, the same letters stand by themselves. */
    assert_int_equal(pieces(state, "ض\u200Cع\u200Cف"), 3);
}

static void hebrew_starts_at_the_right(void **state)
{
    /* Said: "hands", then "Lull"; so Lull stands at the left end. */
    assert_true(stands_at(state, "ידיים Lull", "Lull", 0));
    assert_true(stands_at(state, "Lull ידיים", "Lull", 0));
    /* In a text of Hebrew the line that begins with Lull has it at its right. */
    const char *within = "\u200FLull ידיים";
    assert_true(
        stands_at(state, within, "Lull", width_of(state, within) - width_of(state, "Lull")));
}

static void digits_keep_their_order(void **state)
{
    assert_true(stands_at(state, "שלום 1234", "1234", 0));
}

static void devanagari_is_shaped(void **state)
{
    /* One sign is made of two letters and the stroke that kills the vowel between them. */
    assert_true(width_of(state, "क्ष") < width_of(state, "क") + width_of(state, "ष"));
    /* A head line holds a word together. */
    assert_int_equal(pieces(state, "नमन"), 1);
}

static void a_letter_that_is_missing_is_no_box(void **state)
{
    struct drawn *box = draw(state, "\U000E1234");
    const char *letters[] = {"ب", "ש", "क", "Ж", "ω", "→"};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        struct drawn *letter = draw(state, letters[i]);
        bool same = letter->width_px == box->width_px && letter->height_px == box->height_px &&
                    memcmp(letter->pixels, box->pixels,
                           (size_t)box->width_px * (size_t)box->height_px) == 0;
        assert_false(same);
        assert_true(pieces(state, letters[i]) > 0);
        free(letter);
    }
    free(box);
}

static void latin_looks_the_same_whatever_came_before(void **state)
{
    struct drawn *before = draw(state, "Größe – “fine”");
    free(draw(state, "Größe ضعف क्ष"));
    struct drawn *after = draw(state, "Größe – “fine”");
    assert_int_equal(before->width_px, after->width_px);
    assert_memory_equal(before->pixels, after->pixels,
                        (size_t)before->width_px * (size_t)before->height_px);
    free(before);
    free(after);
}

static void words_stand_on_one_line(void **state)
{
    /* The mark below the last letter must not lift the word that it belongs to. */
    struct drawn *plain = draw(state, "ثوان");
    struct drawn *marked = draw(state, "ثوانٍ");
    int low[2] = {0, 0};
    const struct drawn *both[2] = {plain, marked};
    for (int i = 0; i < 2; i++)
        for (int y = 0; y < both[i]->height_px; y++)
            for (int x = both[i]->width_px * 3 / 4; x < both[i]->width_px; x++)
                if (both[i]->pixels[y * both[i]->width_px + x] > 128)
                    low[i] = y;
    assert_int_equal(low[0], low[1]);
    free(plain);
    free(marked);
}

static void a_width_is_what_is_drawn(void **state)
{
    const char *lines[] = {"Lull",    "ضع يديك Lull 10", "שלום, hello!",
                           "धीरे 4 s", "日本 한국 ไทย",   " "};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct drawn *drawn = draw(state, lines[i]);
        assert_int_equal(drawn->width_px, width_of(state, lines[i]));
        /* A second time, from memory. */
        assert_int_equal(drawn->width_px, width_of(state, lines[i]));
        free(drawn);
    }
}

static void direction_is_that_of_the_first_letter(void **state)
{
    const struct font *font = fonts_font(*state);
    assert_true(font->reads_leftward(font->context, text_from("1. שלום Lull")));
    assert_true(font->reads_leftward(font->context, text_from("“ضع")));
    assert_false(font->reads_leftward(font->context, text_from("Lull שלום")));
    assert_false(font->reads_leftward(font->context, text_from("10 …")));
}

static void bytes_that_are_no_text_are_drawn_as_something(void **state)
{
    const struct font *font = fonts_font(*state);
    struct text_mask mask;
    (void)font->rasterise(font->context, text_from("\xFFש\xC3"), SIZE_PX, &mask);
    assert_false(font->rasterise(font->context, text_from(""), SIZE_PX, &mask));
    assert_int_equal(font->measure(font->context, text_from(""), SIZE_PX), 0);
}

static void without_memory_nothing_opens(void **state)
{
    (void)state;
    bool failed = true;
    for (long at = 1; failed; at++) {
        struct failing_allocator failing = {.fail_at = at};
        const char *problem = NULL;
        struct fonts *fonts = opened(failing_allocator_ask(&failing), &problem);
        failed = failing_allocator_failed(&failing);
        assert_true((fonts == NULL) == failed);
        assert_true((problem != NULL) == failed);
        fonts_close(fonts);
        assert_int_equal(failing.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(arabic_letters_join, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(hebrew_starts_at_the_right, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(digits_keep_their_order, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(devanagari_is_shaped, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(a_letter_that_is_missing_is_no_box, open_fonts,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(latin_looks_the_same_whatever_came_before, open_fonts,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(words_stand_on_one_line, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(a_width_is_what_is_drawn, open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(direction_is_that_of_the_first_letter, open_fonts,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_are_drawn_as_something, open_fonts,
                                        close_fonts),
        cmocka_unit_test(without_memory_nothing_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
