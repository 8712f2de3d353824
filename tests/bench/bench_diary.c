/* What a diary of twenty years costs: 21,900 entries, three a day. Prints; judges nothing.
 *
 * In a folder of its own under /tmp, with the file closed before each reading, so that nothing but
 * the system's own memory of files helps.
 */
#include "canvas/fixed_font.h"
#include "shell/diary_page.h"
#include "store/diary_csv.h"
#include "support/made_diary.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ENTRIES = 21900, ROUNDS = 20, WIDTH = 1920, HEIGHT = 1080 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* Draws the page as it is once all its light has come. */
static void draw(struct diary_page *page, int64_t at_ms, const struct font *font)
{
    struct arena arena = arena_make(allocator_system());
    struct draw_list list = draw_list_make(&arena, WIDTH, HEIGHT, LIGHT_ATTACK);
    struct page_look look = {
        .width_px = WIDTH, .height_px = HEIGHT, .scale = 1, .brightness = 1, .font = font};
    diary_page_draw(page, &look, at_ms, &list);
    arena_release(&arena);
}

/* Processor time, which does not grow when other programs run. */
static double spent_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* One kind of thing, measured in every round. */
struct times {
    double ms[ROUNDS];
};

static int compare(const void *left, const void *right)
{
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0;
}

static void print_times(const char *what, struct times *times)
{
    qsort(times->ms, ROUNDS, sizeof times->ms[0], compare);
    printf("%s: %.1f ms (%.1f to %.1f)\n", what, times->ms[ROUNDS / 2], times->ms[0],
           times->ms[ROUNDS - 1]);
}

/* All that the key F3 brings about: opens the file, reads all of it, closes, counts, charts and
 * draws; and the key Up after it. In processor time, since it waits for nothing. */
static void measure_page(struct made_diary *made, int32_t today, struct times *weeks,
                         struct times *months)
{
    struct fixed_font letters;
    struct font font = fixed_font_make(allocator_system(), &letters);
    struct input up = {.kind = INPUT_KEY, .key = KEY_UP};
    for (int round = 0; round < ROUNDS; round++) {
        struct diary_page page = diary_page_make(allocator_system());
        double start = spent_ms();
        made_diary_open(made, DIARY_READ);
        struct diary_entries entries = made_diary_read(made, DAY_FIRST, today);
        made_diary_close(made);
        diary_page_set(&page, &entries, today, "", 0);
        diary_page_appear(&page, 0);
        draw(&page, 5000, &font);
        weeks->ms[round] = spent_ms() - start;
        (void)diary_page_input(&page, &up, 5000);
        start = spent_ms();
        draw(&page, 7000, &font); /* dark by now: made anew */
        draw(&page, 9000, &font);
        months->ms[round] = spent_ms() - start;
        diary_page_release(&page);
        arena_clear(&made->arena);
    }
    fixed_font_release(&letters);
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
    struct times weeks, months;
    measure_page(made, last, &weeks, &months);
    print_times("the page, from key to picture", &weeks);
    print_times("from its weeks to its months", &months);
    printf("an entry at the end of a session: at most %.1f ms\n", session_ms(made));
    return made_diary_tear_down(&state);
}
