/* Memory may run out at any request: nothing crashes, nothing leaks, and it is said. */
#include "language/format.h"
#include "support/failing_allocator.h"
#include "support/made_timeline.h"
#include "timeline/layout.h"
#include "timeline/print.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool count_bytes(void *context, struct text piece)
{
    *(size_t *)context += piece.length;
    return true;
}

/* Reads, lays out, formats and prints the script at `path` with memory that `failing` counts.
 * Returns what was wrong with how a lack of memory was taken; NULL: nothing. */
static const char *run_script(const char *path, struct failing_allocator *failing)
{
    struct allocator allocator = failing_allocator_ask(failing);
    const char *wrong = NULL;
    struct made_timeline made;
    made_timeline_read_file(&made, allocator, path);
    if (failing_allocator_failed(failing)) {
        if (!made.arena.failed)
            wrong = "it is not said";
        if (made.laid_out)
            wrong = "there is a timeline";
    } else if (made.laid_out) {
        struct buffer formatted = buffer_make(allocator);
        bool whole = format_source(made.script->main, allocator, &formatted, &made.findings);
        buffer_release(&formatted);
        if (whole == failing_allocator_failed(failing))
            wrong = "formatting does not say it";
        size_t bytes = 0;
        bool printed = timeline_print(&made.timeline, allocator, count_bytes, &bytes);
        if (whole && printed == failing_allocator_failed(failing))
            wrong = "printing does not say it";
    }
    made_timeline_release(&made);
    return failing->live != 0 ? "something stays behind" : wrong;
}

static void run_out_at(const char *path, long request, bool once)
{
    struct failing_allocator failing = {.fail_at = request, .once = once};
    const char *wrong = run_script(path, &failing);
    if (wrong != NULL)
        fail_msg("%s, request %ld%s: %s", path, request, once ? " alone" : "", wrong);
}

static void run_out_at_every_request(const char *path)
{
    struct failing_allocator plenty = {0};
    assert_null(run_script(path, &plenty));
    assert_true(plenty.requests > 0);
    for (long request = 1; request <= plenty.requests; request++) {
        run_out_at(path, request, false);
        run_out_at(path, request, true);
    }
}

/* Every script under `pattern` of the source tree. */
static void run_all(const char *pattern, size_t least)
{
    const char *root = getenv("LULL_SOURCE_DIR");
    assert_non_null(root);
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", root, pattern);
    glob_t found;
    assert_int_equal(glob(path, 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= least);
    for (size_t i = 0; i < found.gl_pathc; i++)
        run_out_at_every_request(found.gl_pathv[i]);
    globfree(&found);
}

static void the_language_s_cases(void **state)
{
    (void)state;
    run_all("tests/language/cases/*/*.lull", 200);
}

static void the_mistakes(void **state)
{
    (void)state;
    run_all("tests/language/mistakes/*.lull", 40);
}

static void the_routines(void **state)
{
    (void)state;
    run_all("assets/routines/*.lull", 10);
}

/* Lays `script` out, which has no errors, with memory that `failing` counts and of which
 * `used_bytes` are gone already. */
static void lay_out_without(struct failing_allocator *failing, const struct script *script,
                            size_t used_bytes)
{
    struct arena arena = arena_make(failing_allocator_ask(failing));
    struct findings findings = findings_make(&arena);
    struct timeline timeline;
    (void)arena_push(&arena, used_bytes, 1);
    bool laid_out = timeline_lay_out(&arena, script, (struct narration){0}, &findings, &timeline);
    bool failed = failing_allocator_failed(failing);
    assert_int_equal(arena.failed, failed);
    assert_int_equal(laid_out, !failed);
    /* An author would look for it in a script that is good. */
    assert_int_equal(findings.errors, 0);
    arena_release(&arena);
    assert_int_equal(failing->live, 0);
}

/* A session's memory comes in blocks, and which line meets the end of one depends on all that was
 * before it. Here it is each of a few lines in turn. */
static void the_first_line_of_a_lane(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "circle\nsay \"a\"\nshow \"a\" for 1s\nsound sea\n"
                              "breathe calm for 1 breath\nrest until out-breath\n");
    for (size_t used_bytes = 0; used_bytes < 4096; used_bytes += 16) {
        struct failing_allocator plenty = {0};
        lay_out_without(&plenty, made.script, used_bytes);
        for (long request = 1; request <= plenty.requests; request++) {
            struct failing_allocator always = {.fail_at = request};
            struct failing_allocator once = {.fail_at = request, .once = true};
            lay_out_without(&always, made.script, used_bytes);
            lay_out_without(&once, made.script, used_bytes);
        }
    }
    made_timeline_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_s_cases),
        cmocka_unit_test(the_mistakes),
        cmocka_unit_test(the_routines),
        cmocka_unit_test(the_first_line_of_a_lane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
