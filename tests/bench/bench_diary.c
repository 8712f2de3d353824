/* What a diary of twenty years costs: 21,900 entries, three a day. Prints; judges nothing.
 *
 * In a folder of its own under /tmp, with the file closed before each reading, so that nothing but
 * the system's own memory of files helps.
 */
#include "store/diary_csv.h"
#include "store/diary_summary.h"
#include "support/made_diary.h"

#include <stdio.h>
#include <time.h>

enum { ENTRIES = 21900, ROUNDS = 20, TEN_WEEKS = 70 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* Opens, reads the days `from` to `to`, counts and closes, as a page does; the shortest of all. */
static double page_ms(struct made_diary *made, int32_t from, int32_t to)
{
    double least = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        struct diary_summary summary;
        double start = now_ms();
        made_diary_open(made, DIARY_READ);
        struct diary_entries entries = made_diary_read(made, from, to);
        (void)diary_summary_make(&summary, &made->arena, &entries, to < DAY_LAST ? to : from);
        double spent = now_ms() - start;
        least = spent < least ? spent : least;
        arena_clear(&made->arena);
    }
    return least;
}

/* What the end of a session does: opens, keeps an entry, closes. The longest of all. */
static double session_ms(struct made_diary *made)
{
    double most = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct diary_entry entry = made_diary_entry();
        double start = now_ms();
        made_diary_open_to_write(made);
        (void)diary_add(made->diary, &entry);
        diary_close(made->diary);
        made->diary = NULL;
        double spent = now_ms() - start;
        most = spent > most ? spent : most;
    }
    return most;
}

int main(void)
{
    void *state = NULL;
    made_diary_set_up(&state);
    struct made_diary *made = state;
    made_diary_open_to_write(made);
    double start = now_ms();
    made_diary_fill(made, ENTRIES);
    printf("importing %d entries: %.0f ms\n", ENTRIES, now_ms() - start);
    int32_t last = moment_day(made_diary_read_all(made).items[ENTRIES - 1].moment);
    printf("a page of ten weeks: %.2f ms\n", page_ms(made, last - TEN_WEEKS, last));
    printf("a page of all of it: %.2f ms\n", page_ms(made, DAY_FIRST, DAY_LAST));
    printf("an entry at the end of a session: at most %.1f ms\n", session_ms(made));
    return made_diary_tear_down(&state);
}
