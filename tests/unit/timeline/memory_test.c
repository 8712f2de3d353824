/* Memory may run out at any request: nothing crashes, nothing leaks, and it is said. */
#include "language/format.h"
#include "support/failing_allocator.h"
#include "support/made_timeline.h"
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
        bool whole = format_source(made.script->main, allocator, &formatted);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_s_cases),
        cmocka_unit_test(the_mistakes),
        cmocka_unit_test(the_routines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
