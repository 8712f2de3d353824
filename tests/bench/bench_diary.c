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

/* All that the key F3 brings about: opens the file, reads all of it, closes, counts, charts and
 * draws. Returns the longest of all rounds; `*months` is that of the key Up after it. */
static double page_ms(struct made_diary *made, int32_t today, double *months)
{
    double most = 0;
    struct fixed_font letters;
    struct font font = fixed_font_make(allocator_system(), &letters);
    struct input up = {.kind = INPUT_KEY, .key = KEY_UP};
    *months = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct diary_page page = diary_page_make(allocator_system());
        double start = now_ms();
        made_diary_open(made, DIARY_READ);
        struct diary_entries entries = made_diary_read(made, DAY_FIRST, today);
        made_diary_close(made);
        diary_page_set(&page, &entries, today, "", 0);
        diary_page_appear(&page, 0);
        draw(&page, 5000, &font);
        double spent = now_ms() - start;
        most = spent > most ? spent : most;
        (void)diary_page_input(&page, &up, 5000);
        start = now_ms();
        draw(&page, 7000, &font); /* dark by now: made anew */
        draw(&page, 9000, &font);
        spent = now_ms() - start;
        *months = spent > *months ? spent : *months;
        diary_page_release(&page);
        arena_clear(&made->arena);
    }
    fixed_font_release(&letters);
    return most;
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
    double months;
    printf("the page, from key to picture: at most %.1f ms\n", page_ms(made, last, &months));
    printf("from its weeks to its months: at most %.1f ms\n", months);
    printf("an entry at the end of a session: at most %.1f ms\n", session_ms(made));
    return made_diary_tear_down(&state);
}
