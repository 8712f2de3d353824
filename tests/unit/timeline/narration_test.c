/* Sentences last as long as their recordings say, and those that have none are counted. */
#include "support/made_timeline.h"

#include "language/script.h"
#include "timeline/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A voice that knows every sentence with an e in it, and says it in 2 s. */
static bool find(void *context, struct text text, const char *from, struct recording *recording)
{
    ++*(int *)context;
    (void)from;
    *recording = (struct recording){.path = "spoken.ogg", .length_ms = 2000};
    return memchr(text.bytes, 'e', text.length) != NULL;
}

static void recordings_are_asked_for_once_a_line(void **state)
{
    (void)state;
    int asked = 0;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    struct text text = text_from(
        "repeat 10 times\n    say \"Rest.\"\nsay \"Only now\"\nsay \"a\"\n");
    struct script *script = script_read_text(&arena, "a.lull", "", text, &findings);
    struct timeline timeline;
    struct narration narration = {.find = find, .context = &asked};
    assert_true(timeline_lay_out(&arena, script, narration, &findings, &timeline));
    assert_int_equal(asked, 3);
    const struct lane_spans *voice = &timeline.lanes[LANE_VOICE];
    assert_int_equal(voice->count, 12);
    assert_int_equal(voice->spans[1].start_ms, 2500);
    assert_string_equal(voice->spans[1].recording, "spoken.ogg");
    assert_int_equal(voice->spans[10].end_ms - voice->spans[10].start_ms, 1500);
    assert_null(voice->spans[10].recording);
    assert_int_equal(timeline.length_ms, 10 * 2500 + 1500 + 1200);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].name, "missing-narration");
    assert_int_equal(findings.items[0].line, 3);
    assert_true(text_starts_with(findings.items[0].message, text_from("2 sentences")));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recordings_are_asked_for_once_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
