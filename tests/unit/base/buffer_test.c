/* Text that grows, and JSON that every reader of JSON takes. */
#include "base/buffer.h"

#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_appended_is_there_in_order(void **state)
{
    (void)state;
    struct buffer buffer = buffer_make(allocator_system());
    buffer_append(&buffer, text_slice(text_from("abc"), 0, 2));
    buffer_append_string(&buffer, "");
    buffer_append_string(&buffer, "-");
    buffer_format(&buffer, "%d%s", 42, "!");
    assert_string_equal(buffer.bytes, "ab-42!");
    assert_int_equal(buffer_text(&buffer).length, 6);
    buffer_release(&buffer);
    assert_int_equal(buffer_text(&buffer).length, 0);
    buffer_append_string(&buffer, "again");
    assert_string_equal(buffer.bytes, "again");
    buffer_release(&buffer);
}

static void long_texts_are_formatted_whole(void **state)
{
    (void)state;
    struct buffer buffer = buffer_make(allocator_system());
    for (int i = 0; i < 300; i++)
        buffer_format(&buffer, "%0100d", i);
    assert_int_equal(buffer.length, 30000);
    assert_int_equal(strlen(buffer.bytes), 30000);
    assert_false(buffer.failed);
    buffer_release(&buffer);
}

static void expect_json(struct text text, const char *expected)
{
    struct buffer buffer = buffer_make(allocator_system());
    buffer_append_json(&buffer, text);
    assert_string_equal(buffer.bytes, expected);
    buffer_release(&buffer);
}

static void json_escapes_what_it_must(void **state)
{
    (void)state;
    expect_json(text_from(""), "\"\"");
    expect_json(text_from("say \"a\\b\""), "\"say \\\"a\\\\b\\\"\"");
    expect_json(text_from("é€🙂/"), "\"é€🙂/\"");
    expect_json(text_from("a\tb\n"), "\"a\\tb\\n\"");
    expect_json((struct text){"\0\x01\x1F", 3}, "\"\\u0000\\u0001\\u001f\"");
    expect_json(text_from("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
}

static void no_memory_is_remembered(void **state)
{
    (void)state;
    for (long n = 1; n <= 3; n++) {
        struct failing_allocator failing = {.fail_at = n};
        struct buffer buffer = buffer_make(failing_allocator_ask(&failing));
        for (int i = 0; i < 2000; i++)
            buffer_format(&buffer, "%d", i);
        assert_true(buffer.failed);
        buffer_release(&buffer);
        assert_int_equal(failing.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_appended_is_there_in_order),
        cmocka_unit_test(long_texts_are_formatted_whole),
        cmocka_unit_test(json_escapes_what_it_must),
        cmocka_unit_test(no_memory_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
