/* Tables as text: what somebody wrote comes back as it was, and no spreadsheet runs it. */
#include "store/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* What `words` is as a cell of a file, and that reading it gives `words` back. */
static void comes_back(const char *words, const char *written)
{
    struct arena arena = arena_make(allocator_system());
    struct buffer text = buffer_make(allocator_system());
    struct csv_row row;
    csv_print_words(&text, text_from(words), true);
    csv_print_words(&text, text_from("next"), false);
    assert_false(text.failed);
    assert_int_equal(strncmp(text.bytes, written, strlen(written)), 0);
    assert_string_equal(text.bytes + strlen(written), ",next");
    struct csv_reader reader = csv_reader_make(&arena, buffer_text(&text));
    assert_true(csv_reader_next(&reader, &row));
    assert_null(row.fault);
    assert_int_equal(row.count, 2);
    assert_true(text_equal(csv_words(row.cells[0]), text_from(words)));
    assert_false(csv_reader_next(&reader, &row));
    buffer_release(&text);
    arena_release(&arena);
}

static void what_a_spreadsheet_would_run_is_made_harmless(void **state)
{
    (void)state;
    comes_back("=1+1", "'=1+1");
    comes_back("+49 30", "'+49 30");
    comes_back("-3 degrees", "'-3 degrees");
    comes_back("@SUM(A1)", "'@SUM(A1)");
    comes_back("\t=1", "'\t=1");
    comes_back("\r=1", "\"'\r=1\"");
    comes_back("=A1,\"x\"", "\"'=A1,\"\"x\"\"\"");
    comes_back("2 = 2", "2 = 2");
}

static void apostrophes_of_ones_own_stay(void **state)
{
    (void)state;
    comes_back("'twas dark", "'twas dark");
    comes_back("'", "'");
    comes_back("''", "''");
    /* One more before what would be dangerous without the first; reading takes one off. */
    comes_back("'=1", "''=1");
    comes_back("''@x", "'''@x");
}

static void commas_quotes_and_lines_are_part_of_a_cell(void **state)
{
    (void)state;
    comes_back("", "");
    comes_back("one, two", "\"one, two\"");
    comes_back("3\" wide", "\"3\"\" wide\"");
    comes_back("two\nlines", "\"two\nlines\"");
    comes_back("5 o'clock; later", "5 o'clock; later");
}

/* How many cells the second row of `text` has. */
static size_t cells_of(const char *text)
{
    struct arena arena = arena_make(allocator_system());
    struct csv_reader reader = csv_reader_make(&arena, text_from(text));
    struct csv_row row = {.count = 0};
    assert_true(csv_reader_next(&reader, &row));
    assert_true(csv_reader_next(&reader, &row));
    assert_null(row.fault);
    arena_release(&arena);
    return row.count;
}

static void semicolons_separate_where_the_first_line_has_no_comma(void **state)
{
    (void)state;
    assert_int_equal(cells_of("a;b;c\n1;\"2;2\";3,5\n"), 3);
    assert_int_equal(cells_of("\xEF\xBB\xBF"
                              "a;b\r\n1;2\r\n"),
                     2);
    assert_int_equal(cells_of("a,b\n1;2,3\n"), 2);
    assert_int_equal(cells_of("a\n1;2\n"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_spreadsheet_would_run_is_made_harmless),
        cmocka_unit_test(apostrophes_of_ones_own_stay),
        cmocka_unit_test(commas_quotes_and_lines_are_part_of_a_cell),
        cmocka_unit_test(semicolons_separate_where_the_first_line_has_no_comma),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
