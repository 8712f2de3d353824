/* Names of recordings: what scripts/narrate-routines writes, the program must find. */
#include "store/narration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void assert_key(const char *sentence, const char *expected)
{
    char key[NARRATION_KEY_BYTES];
    narration_key(text_from(sentence), key);
    assert_string_equal(key, expected);
}

static void test_key_is_slug_and_hash(void **state)
{
    (void)state;
    assert_key("Breathe out, and let your shoulders spread on the floor.",
               "breathe-out-and-let-your-shoulde-c0eeae95");
    assert_key("", "811c9dc5");
    assert_key("\xE2\x80\xA6!", "bf7fe7ce");
    assert_key("a", "a-e40c292c");
}

static void test_key_cut_at_a_gap_has_no_dash_at_its_end(void **state)
{
    (void)state;
    char key[NARRATION_KEY_BYTES];
    narration_key(text_from("abcdefghijklmnopqrstuvwxyz12345 tail"), key);
    assert_memory_equal(key, "abcdefghijklmnopqrstuvwxyz12345-", 32);
    assert_int_equal(strlen(key), 31 + 1 + 8);
}

/* Stands in for a decoder: a "recording" is there when its path holds "voice-b". */
static bool only_in_b(const char *path, int32_t *length_ms)
{
    *length_ms = 1234;
    return strstr(path, "voice-b") != NULL;
}

static void test_folders_are_looked_through_in_order(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct narration_folders folders = narration_folders_make(&arena, only_in_b);
    narration_folders_add_own(&folders, "mine/evening.lull");
    assert_string_equal(folders.folders[0], "mine/evening.narration");
    struct narration_sources sources = {.personal = "/home", .assets = "/share", .narrator = "rms"};
    narration_folders_add_sources(&folders, &sources);
    assert_string_equal(folders.folders[1], "/home/narration");
    assert_string_equal(folders.folders[2], "/share/narration/rms");
    narration_folders_add(&folders, "voice-b");
    struct narration narration = narration_folders_ask(&folders);
    struct recording found = {0};
    assert_true(narration.find(narration.context, text_from("a"), NULL, &found));
    assert_string_equal(found.path, "voice-b/a-e40c292c.ogg");
    assert_int_equal(found.length_ms, 1234);
    arena_release(&arena);
}

static void test_a_named_recording_is_the_only_one_that_counts(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct narration_folders folders = narration_folders_make(&arena, only_in_b);
    narration_folders_add(&folders, "voice-b");
    struct narration narration = narration_folders_ask(&folders);
    struct recording found = {0};
    assert_false(narration.find(narration.context, text_from("a"), "gone.ogg", &found));
    assert_true(narration.find(narration.context, text_from("a"), "my-voice-b.ogg", &found));
    assert_string_equal(found.path, "my-voice-b.ogg");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_is_slug_and_hash),
        cmocka_unit_test(test_key_cut_at_a_gap_has_no_dash_at_its_end),
        cmocka_unit_test(test_folders_are_looked_through_in_order),
        cmocka_unit_test(test_a_named_recording_is_the_only_one_that_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
