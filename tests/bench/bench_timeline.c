/* What a script costs: seconds from its text to its printed timeline, and bytes a row, from a
 * thousand rows to a million. Prints; judges nothing.
 *
 *     bench_timeline [LULL ROUTINE.lull]
 *
 * A row comes either of a line that runs many times or of a line of its own. With the program and a
 * routine, also how long `lull check` takes from process to process.
 */
#include "support/made_timeline.h"
#include "timeline/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEARCHES = 1000000, PROCESSES = 100 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool count_bytes(void *context, struct text piece)
{
    *(size_t *)context += piece.length;
    return true;
}

/* Four rows a round, in as many lanes. */
static void write_rounds(struct buffer *script, long rows)
{
    long rounds = (rows - 2) / 4;
    long inner = rounds < 250 ? rounds : 250;
    buffer_format(script, "repeat %ld times\n    repeat %ld times\n", rounds / inner, inner);
    buffer_append_string(script, "        light 10%\n        sound sea at 5%\n        chime\n"
                                 "        do \"Let it be.\" for 0.3s\n");
}

static void write_lines(struct buffer *script, long rows)
{
    for (long i = 0; i < rows - 1; i++)
        buffer_append_string(script, i % 2 == 0 ? "light 9%\n" : "rest 0.1s\nchime\n");
}

/* How long it takes to find what holds, per call, at moments all over the session. */
static double search_ns(const struct timeline *timeline)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_LIGHT];
    size_t found = 0;
    double start = seconds();
    for (uint32_t i = 0; i < SEARCHES; i++) {
        uint64_t moment = (uint64_t)(i * 2654435761u) * (uint64_t)timeline->length_ms >> 32;
        found += timeline_find(lane, (int32_t)moment) != SIZE_MAX;
    }
    double spent = seconds() - start;
    return found == 0 ? 0 : spent * 1e9 / SEARCHES;
}

static size_t count_rows(const struct timeline *timeline)
{
    size_t rows = 1 + timeline->chimes.count;
    for (int lane = 0; lane < LANE_COUNT; lane++)
        rows += timeline->lanes[lane].count;
    return rows;
}

static void bench_script(const char *kind, struct text script)
{
    struct made_timeline made;
    double start = seconds();
    made_timeline_read(&made, allocator_system(), script);
    double laid_out = seconds();
    size_t bytes = 0;
    if (!made.laid_out ||
        !timeline_print(&made.timeline, allocator_system(), count_bytes, &bytes)) {
        printf("%-8s has an error\n", kind);
        return;
    }
    double printed = seconds();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double rows = (double)count_rows(&made.timeline);
    printf(
        "%-8s %8.0f rows %8.4f s (%.4f read and laid out, %.4f printed) %6.1f bytes a row in the "
        "arena, %6.1f of the process, %5.1f ns a search\n",
        kind, rows, printed - start, laid_out - start, printed - laid_out,
        (double)made.arena.total_bytes / rows, (double)usage.ru_maxrss * 1024 / rows,
        search_ns(&made.timeline));
    made_timeline_release(&made);
}

/* Each script in a process of its own, so that the peak of its memory is its own too. */
static void bench_rows(const char *kind, void (*write)(struct buffer *script, long rows), long rows)
{
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct buffer script = buffer_make(allocator_system());
        write(&script, rows);
        bench_script(kind, buffer_text(&script));
        exit(0);
    }
    waitpid(child, NULL, 0);
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double run_check(const char *lull, const char *routine)
{
    double start = seconds();
    pid_t child = fork();
    if (child == 0) {
        execl(lull, lull, "check", routine, (char *)NULL);
        exit(127);
    }
    waitpid(child, NULL, 0);
    return seconds() - start;
}

static void bench_process(const char *lull, const char *routine)
{
    double spent[PROCESSES];
    for (int i = 0; i < PROCESSES; i++)
        spent[i] = run_check(lull, routine);
    qsort(spent, PROCESSES, sizeof spent[0], compare_doubles);
    printf("lull check, process to process: median %.2f ms, fastest %.2f, slowest %.2f\n",
           1000 * spent[PROCESSES / 2], 1000 * spent[0], 1000 * spent[PROCESSES - 1]);
}

int main(int count, char **words)
{
    for (long rows = 1000; rows <= 1000000; rows *= 10)
        bench_rows("rounds", write_rounds, rows);
    for (long rows = 1000; rows <= 100000; rows *= 10)
        bench_rows("lines", write_lines, rows);
    if (count == 3)
        bench_process(words[1], words[2]);
    return 0;
}
