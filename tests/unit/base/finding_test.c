/* Findings come once each, in order, and look as editors and tools expect. */
#include "base/finding.h"

#include "base/finding_print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct finding made(const char *file, unsigned line, unsigned column, const char *name)
{
    return (struct finding){.severity = SEVERITY_ERROR,
                            .name = name,
                            .file = file,
                            .line = line,
                            .column = column,
                            .width = 1,
                            .message = text_from("this is wrong")};
}

static void the_same_is_found_once(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    for (int i = 0; i < 1000; i++) {
        findings_add(&findings, made("a.lull", 1, 1, "bad-number"));
        findings_add(&findings, made("a.lull", 1, 9, "bad-number"));
        findings_add(&findings, made("a.lull", 1, 1, "bad-phase"));
        findings_add(&findings, made("b.lull", 1, 1, "bad-number"));
        findings_add(&findings, made("a.lull", 2, 1, "bad-number"));
    }
    assert_int_equal(findings.count, 4);
    assert_int_equal(findings.errors, 4);
    arena_release(&arena);
}

static void many_are_kept_and_counted(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    for (unsigned i = 0; i < 20000; i++) {
        struct finding finding = made("a.lull", 20000 - i, 1, "late");
        finding.severity = i % 2 == 0 ? SEVERITY_WARNING : SEVERITY_ERROR;
        findings_add(&findings, finding);
    }
    findings_sort(&findings);
    assert_int_equal(findings.count, 20000);
    assert_int_equal(findings.errors, 10000);
    assert_int_equal(findings.warnings, 10000);
    for (unsigned i = 0; i < 20000; i++)
        assert_int_equal(findings.items[i].line, i + 1);
    findings_add(&findings, made("a.lull", 7, 1, "late"));
    assert_int_equal(findings.count, 20000);
    arena_release(&arena);
}

static void files_stay_in_the_order_they_came(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    findings_add(&findings, made("z.lull", 9, 1, "late"));
    findings_add(&findings, made("a.lull", 5, 7, "late"));
    findings_add(&findings, made("a.lull", 5, 3, "overrun"));
    findings_add(&findings, made("z.lull", 2, 1, "late"));
    findings_sort(&findings);
    assert_string_equal(findings.items[0].file, "z.lull");
    assert_int_equal(findings.items[0].line, 2);
    assert_int_equal(findings.items[1].line, 9);
    assert_int_equal(findings.items[2].column, 3);
    assert_int_equal(findings.items[3].column, 7);
    arena_release(&arena);
}

static void expect_print(const struct finding *finding, bool colour, const char *expected)
{
    struct buffer buffer = buffer_make(allocator_system());
    finding_print(finding, colour, &buffer);
    assert_string_equal(buffer.bytes, expected);
    buffer_release(&buffer);
}

static void a_finding_marks_its_spot(void **state)
{
    (void)state;
    struct finding finding = made("a.lull", 3, 6, "bad-duration");
    finding.width = 4;
    finding.source = text_from("\trést 5sek");
    finding.help = text_from("write: rest 5s");
    expect_print(&finding, false,
                 "a.lull:3:6: error: this is wrong [bad-duration]\n"
                 "    \trést 5sek\n"
                 "    \t    ^~~~\n"
                 "help: write: rest 5s\n");
}

static void a_file_as_a_whole_has_no_spot(void **state)
{
    (void)state;
    struct finding finding = made("a.lull", 0, 0, "missing-file");
    expect_print(&finding, false, "a.lull: error: this is wrong [missing-file]\n");
    finding.line = 1;
    expect_print(&finding, false, "a.lull:1:1: error: this is wrong [missing-file]\n");
}

static void nothing_dangerous_reaches_a_terminal(void **state)
{
    (void)state;
    struct finding finding = made("a\n\033.lull", 1, 3, "unknown-word");
    finding.source = text_from("a\033[2J\xFF\xC2\x9B");
    expect_print(&finding, false,
                 "a\xEF\xBF\xBD\xEF\xBF\xBD.lull:1:3: error: this is wrong [unknown-word]\n"
                 "    a\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD\n"
                 "      ^\n");
}

/* Appends `text` so many times. */
static void append_times(struct buffer *buffer, const char *text, int times)
{
    for (int i = 0; i < times; i++)
        buffer_append_string(buffer, text);
}

static void of_a_very_long_line_the_spot_is_shown(void **state)
{
    (void)state;
    /* Each è takes two bytes and one column; the spot is in the middle. */
    enum { BEFORE = 100000, AROUND = 79, AFTER = 120 };
    struct buffer line = buffer_make(allocator_system());
    struct buffer expected = buffer_make(allocator_system());
    append_times(&line, "\xC3\xA8", 2 * BEFORE);
    struct finding finding = made("a.lull", 1, BEFORE + 1, "too-long");
    finding.source = buffer_text(&line);
    finding.width = BEFORE;
    buffer_append_string(&expected, "a.lull:1:100001: error: this is wrong [too-long]\n    ");
    append_times(&expected, "\xC3\xA8", AROUND + 1 + AFTER);
    buffer_append_string(&expected, "\n    ");
    append_times(&expected, " ", AROUND);
    buffer_append_string(&expected, "^");
    append_times(&expected, "~", AFTER - 1);
    buffer_append_string(&expected, "\n");
    expect_print(&finding, false, expected.bytes);
    buffer_release(&line);
    buffer_release(&expected);
}

static void colour_is_only_added(void **state)
{
    (void)state;
    struct finding finding = made("a.lull", 1, 1, "late");
    finding.severity = SEVERITY_WARNING;
    finding.source = text_from("x");
    expect_print(&finding, true,
                 "\033[1ma.lull:1:1: \033[33mwarning\033[0m: this is wrong [late]\n"
                 "    x\n"
                 "    \033[33m^\033[0m\n");
}

static void fifty_are_shown_and_the_rest_is_counted(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    struct buffer buffer = buffer_make(allocator_system());
    for (unsigned i = 1; i <= 70; i++) {
        struct finding finding = made("a.lull", i, 0, "late");
        finding.severity = i > 60 ? SEVERITY_WARNING : SEVERITY_ERROR;
        findings_add(&findings, finding);
    }
    findings_print(&findings, false, &buffer);
    assert_non_null(strstr(buffer.bytes, "a.lull:50:"));
    assert_null(strstr(buffer.bytes, "a.lull:51:"));
    assert_non_null(strstr(buffer.bytes, "20 more (60 errors and 10 warnings in all)"));
    buffer_release(&buffer);
    arena_release(&arena);
}

static void tools_get_an_object_a_line(void **state)
{
    (void)state;
    struct buffer buffer = buffer_make(allocator_system());
    struct finding finding = made("a \"b\".lull", 2, 3, "late");
    finding.source = text_from("say \"x\"");
    finding_print_json(&finding, &buffer);
    assert_string_equal(buffer.bytes,
                        "{\"file\":\"a \\\"b\\\".lull\",\"line\":2,\"column\":3,"
                        "\"severity\":\"error\",\"name\":\"late\",\"message\":\"this is "
                        "wrong\",\"help\":\"\",\"source\":\"say \\\"x\\\"\"}\n");
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_found_once),
        cmocka_unit_test(many_are_kept_and_counted),
        cmocka_unit_test(files_stay_in_the_order_they_came),
        cmocka_unit_test(a_finding_marks_its_spot),
        cmocka_unit_test(a_file_as_a_whole_has_no_spot),
        cmocka_unit_test(nothing_dangerous_reaches_a_terminal),
        cmocka_unit_test(of_a_very_long_line_the_spot_is_shown),
        cmocka_unit_test(colour_is_only_added),
        cmocka_unit_test(fifty_are_shown_and_the_rest_is_counted),
        cmocka_unit_test(tools_get_an_object_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
