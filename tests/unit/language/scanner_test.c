/* A line is read word by word, and its first fault is the one that stays. */
#include "language/scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int start(void **state)
{
    (void)state;
    arena = arena_make(allocator_system());
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct scanner scan(const char *line)
{
    return scanner_make(&arena, text_from(line), 0);
}

static void words_come_in_any_case_and_white_space(void **state)
{
    (void)state;
    struct scanner scanner = scan("  Move\t to  TEMPLES  # there");
    assert_false(scanner_take(&scanner, "mov"));
    assert_true(scanner_take(&scanner, "move"));
    assert_true(scanner_sees(&scanner, "to"));
    assert_true(scanner_take(&scanner, "to"));
    assert_true(text_equal(scanner_peek(&scanner), text_from("TEMPLES")));
    assert_true(scanner_take(&scanner, "temples"));
    assert_true(scanner_at_end(&scanner));
    assert_true(scanner_finish(&scanner, ""));
}

static void signs_end_words(void **state)
{
    (void)state;
    struct scanner scanner = scan("in,20%out\"x\"");
    assert_true(scanner_take(&scanner, "in"));
    assert_true(scanner_take_sign(&scanner, ','));
    assert_true(scanner_sees_percentage(&scanner));
    assert_false(scanner_sees_number(&scanner));
    assert_true(scanner_take(&scanner, "20"));
    assert_true(scanner_take_sign(&scanner, '%'));
    assert_true(scanner_take(&scanner, "out"));
    assert_true(scanner_sees_text(&scanner));
    assert_int_equal(scanner_peek(&scanner).length, 0);
}

static void expect_text(const char *line, const char *expected)
{
    struct scanner scanner = scan(line);
    struct text text;
    assert_true(scanner_text(&scanner, "the words", "", &text));
    assert_true(text_equal(text, text_from(expected)));
    assert_true(scanner_finish(&scanner, ""));
}

static void texts_are_unescaped(void **state)
{
    (void)state;
    expect_text("\"a # b\" # c", "a # b");
    expect_text("\"\"", "");
    expect_text("\"a \\\"b\\\" c\"", "a \"b\" c");
    expect_text("\"a\\\\\"", "a\\");
    expect_text("\"a\\n\"", "a\\n");
    expect_text("“a \"b\"”", "a \"b\"");
    expect_text("”a“", "a");
    expect_text("\"a “b”\"", "a “b”");
}

static void expect_fault(const char *line, const char *name, size_t at)
{
    struct scanner scanner = scan(line);
    struct text text;
    scanner.example = "say \"x\"";
    assert_false(scanner_text(&scanner, "the words", "from", &text) &&
                 scanner_finish(&scanner, "from"));
    assert_string_equal(scanner.fault.name, name);
    assert_int_equal(scanner.fault.at, at);
    assert_true(scanner.fault.message.length > 0 && scanner.fault.help.length > 0);
}

static void faults_stand_where_they_are(void **state)
{
    (void)state;
    expect_fault("", "missing-word", 0);
    expect_fault("from \"x\"", "missing-word", 0);
    expect_fault("hello", "unknown-word", 0);
    expect_fault("\"hello", "unclosed-quote", 0);
    expect_fault("“hello\"", "unclosed-quote", 0);
    expect_fault("\"a\\\"", "unclosed-quote", 0);
    expect_fault("\"a\" b", "unknown-word", 4);
    expect_fault("\"a\x01\"", "unknown-word", 2);
    expect_fault("\"a\" \x7F", "unknown-word", 4);
    expect_fault("\"a\" # \x01", "unknown-word", 6);
}

static void the_nearest_word_must_be_near(void **state)
{
    (void)state;
    static const char words[] = "light gentle firm for";
    assert_true(text_equal(scanner_nearest(text_from("gentel"), words), text_from("gentle")));
    assert_true(text_equal(scanner_nearest(text_from("LIHGT"), words), text_from("light")));
    assert_true(text_equal(scanner_nearest(text_from("four"), words), text_from("for")));
    assert_int_equal(scanner_nearest(text_from("hard"), words).length, 0);
    assert_int_equal(scanner_nearest(text_from("gentle"), "").length, 0);
}

static void long_words_are_shown_cut(void **state)
{
    (void)state;
    char line[2001];
    memset(line, 'x', 2000);
    line[2000] = '\0';
    struct scanner scanner = scan(line);
    assert_false(scanner_fail_unknown(&scanner, ""));
    assert_true(scanner.fault.message.length < 100);
    assert_int_equal(scanner.fault.length, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_come_in_any_case_and_white_space, start, end),
        cmocka_unit_test_setup_teardown(signs_end_words, start, end),
        cmocka_unit_test_setup_teardown(texts_are_unescaped, start, end),
        cmocka_unit_test_setup_teardown(faults_stand_where_they_are, start, end),
        cmocka_unit_test_setup_teardown(the_nearest_word_must_be_near, start, end),
        cmocka_unit_test_setup_teardown(long_words_are_shown_cut, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
