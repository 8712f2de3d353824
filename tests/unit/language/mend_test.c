/* A line is mended only into one that can be read, and only by what was meant. */
#include "language/mend.h"

#include "language/actions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The help for a line that has a fault. The arena must outlive it. */
static const char *help_for(struct arena *arena, const char *text)
{
    struct scanner scanner = scanner_make(arena, text_from(text), 0);
    struct line line = {0};
    assert_false(action_read(&scanner, &line));
    mend_help(&scanner);
    assert_true(scanner.fault.help.length > 0);
    return scanner.fault.help.bytes;
}

static void several_slips_of_one_line_are_mended(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    assert_string_equal(help_for(&arena, "breathe in 4 out 6"), "write: breathe in 4s, out 6s");
    assert_string_equal(help_for(&arena, "2) mvoe hands to the tempels 4 secs"),
                        "write: move to temples over 4s");
    assert_string_equal(help_for(&arena, "hold gentle 5 minuts"),
                        "write: hold pressure gentle for 5m");
    arena_release(&arena);
}

static void indentation_and_comments_are_no_part_of_it(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    assert_string_equal(help_for(&arena, "    rest 5 # a while"), "write: rest 5s # a while");
    arena_release(&arena);
}

static void what_cannot_be_mended_gets_an_example(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    assert_null(strstr(help_for(&arena, "hold gentle quietly never"), "never"));
    assert_null(strstr(help_for(&arena, "do the dishes and the laundry \" for"), "dishes"));
    assert_null(strstr(help_for(&arena, "move to throat"), "write: "));
    char line[400] = "breathe in 4 out 6 # ";
    memset(line + strlen(line), 'x', 300);
    assert_null(strstr(help_for(&arena, line), "xxx"));
    arena_release(&arena);
}

static void texts_keep_their_own_signs(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    /* No-break spaces outside quotes are wrong, inside they may be meant. */
    assert_string_equal(help_for(&arena, "say\u00A0\"a\u00A0b – c\""),
                        "some signs here only look right; type anew: say \"a\u00A0b – c\"");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_slips_of_one_line_are_mended),
        cmocka_unit_test(indentation_and_comments_are_no_part_of_it),
        cmocka_unit_test(what_cannot_be_mended_gets_an_example),
        cmocka_unit_test(texts_keep_their_own_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
