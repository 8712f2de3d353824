/* One loop: show the page of the end, which is black or nearly so, and sleep until something
 * happens.
 */
#include "stage/curtain.h"

#include "platform/clock.h"
#include "platform/input.h"
#include "shell/ending.h"

#include <stdio.h>

enum { FRAME_MS = 33 };

static int64_t now_ms(void)
{
    return clock_now_ns() / 1000000;
}

/* What the listener should know of the session. */
static void tell(struct ending *ending, const struct player_report *report)
{
    char line[ENDING_LINE_BYTES];
    if (report->unread_recordings == 0)
        return;
    (void)snprintf(line, sizeof line, "Recordings that could not be read: %zu",
                   report->unread_recordings);
    ending_tell(ending, line, now_ms());
}

static void show(struct stage *stage, const struct player_choices *choices, struct ending *ending)
{
    struct draw_list *list = screen_begin(stage->screen, LIGHT_ATTACK);
    struct page_look look = {.width_px = list->width_px,
                             .height_px = list->height_px,
                             .scale = (double)(screen_scale(stage->screen) * choices->text_scale),
                             .hue = choices->hue,
                             .brightness = (double)choices->light,
                             .font = view_assets_font(&stage->assets)};
    ending_draw(ending, &look, now_ms(), list);
    (void)screen_show(stage->screen, clock_now_ns());
}

bool curtain_stay(struct stage *stage, const struct player_choices *choices,
                  const struct player_report *report, int64_t stay_ms)
{
    struct ending ending = ending_make(stay_ms, now_ms());
    tell(&ending, report);
    while (!ending_is_over(&ending, now_ms())) {
        show(stage, choices, &ending);
        int64_t wait_ms = ending_waits_ms(&ending, now_ms());
        /* While the lines come or go a picture at a time, else until there is something to do. */
        wait_ms = wait_ms < FRAME_MS ? FRAME_MS : wait_ms < INT32_MAX ? wait_ms : INT32_MAX;
        struct input input;
        while (input_wait((int)wait_ms, &input)) {
            screen_follow(stage->screen, &input);
            (void)ending_input(&ending, &input, now_ms());
            wait_ms = 0;
        }
    }
    return ending.left && !ending.quit;
}
