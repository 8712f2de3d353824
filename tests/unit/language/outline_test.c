/* Which line belongs to which is said by white space alone, whatever its signs. */
#include "language/outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 16 };

struct fixture {
    struct arena arena;
    struct outline outline;
    struct line lines[MOST];
    struct line *first;
    uint32_t count;
};

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){.arena = arena_make(allocator_system())};
    fixture->outline.arena = &fixture->arena;
}

/* Adds a line that begins with `white`; returns the number of the line it belongs to, 0 for none.
 */
static uint32_t add(struct fixture *fixture, const char *white, enum placing expected)
{
    struct line *line = &fixture->lines[fixture->count++];
    line->number = fixture->count;
    struct entry *entry = outline_add(&fixture->outline, line, text_from(white), false,
                                      &fixture->first);
    assert_non_null(entry);
    assert_int_equal(entry->placing, expected);
    return entry->parent == NULL ? 0 : entry->parent->line->number;
}

static void deeper_lines_belong_to_the_nearest_less_deep(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    assert_int_equal(add(&fixture, "", PLACED), 0);
    assert_int_equal(add(&fixture, "    ", PLACED_FIRST_OF_BLOCK), 1);
    assert_int_equal(add(&fixture, "      ", PLACED_FIRST_OF_BLOCK), 2);
    assert_int_equal(add(&fixture, "    ", PLACED), 1);
    assert_int_equal(add(&fixture, "\t", PLACED_BADLY), 1);
    assert_int_equal(add(&fixture, "", PLACED), 0);
    assert_int_equal(add(&fixture, "\t", PLACED_FIRST_OF_BLOCK), 6);
    assert_ptr_equal(fixture.first, &fixture.lines[0]);
    assert_ptr_equal(fixture.lines[0].next, &fixture.lines[5]);
    assert_ptr_equal(fixture.lines[0].first_child, &fixture.lines[1]);
    assert_ptr_equal(fixture.lines[1].next, &fixture.lines[3]);
    assert_ptr_equal(fixture.lines[1].first_child, &fixture.lines[2]);
    arena_release(&fixture.arena);
}

static void white_space_between_two_levels_is_bad(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, "", PLACED);
    add(&fixture, "    ", PLACED_FIRST_OF_BLOCK);
    assert_int_equal(add(&fixture, "  ", PLACED_BADLY), 1);
    assert_int_equal(add(&fixture, "    ", PLACED_FIRST_OF_BLOCK), 3);
    arena_release(&fixture.arena);
}

static void the_first_line_sets_the_outermost(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    assert_int_equal(add(&fixture, "  ", PLACED), 0);
    assert_int_equal(add(&fixture, "", PLACED_BADLY), 0);
    assert_int_equal(add(&fixture, "  ", PLACED_FIRST_OF_BLOCK), 2);
    arena_release(&fixture.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deeper_lines_belong_to_the_nearest_less_deep),
        cmocka_unit_test(white_space_between_two_levels_is_bad),
        cmocka_unit_test(the_first_line_sets_the_outermost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
