/* One loop: show the page of the end, which is black or nearly so, and sleep until something
 * happens. What the page does is shell/ending's; here are its words, its window and the diary. Time
 * goes by in the page alone, so the loop needs to know only when to look again.
 */
#include "stage/curtain.h"

#include "platform/clock.h"
#include "platform/input.h"
#include "shell/ending.h"
#include "shell/pain_view.h"

#include <assert.h>
#include <stdio.h>

enum { FRAME_MS = 33, LEFT_TELLS_MS = 8000 }; /* long enough for a line of some words */

/* What the listener should know of the session: at most one line each of the diary, of recordings
 * that were damaged, and of sound that was missing. */
static void tell(struct ending *ending, const struct player_report *report,
                 const struct keeper *keeper)
{
    if (keeper->line[0] != '\0')
        ending_tell(ending, keeper->line, clock_now_ms());
    if (report->damaged[0] != '\0')
        ending_tell(ending, report->damaged, clock_now_ms());
    if (report->sound_problem[0] != '\0') {
        char words[ENDING_LINE_BYTES];
        (void)snprintf(words, sizeof words, "Sound was off: %.130s", report->sound_problem);
        ending_tell(ending, words, clock_now_ms());
    }
}

/* What the page is drawn with on `list`. */
static struct page_look look_of(const struct stage *stage, const struct player_choices *choices,
                                const struct draw_list *list)
{
    return (struct page_look){.width_px = list->width_px,
                              .height_px = list->height_px,
                              .scale = (double)(screen_scale(stage->screen) * choices->text_scale),
                              .hue = choices->hue,
                              .brightness = (double)choices->light,
                              .font = view_assets_font(&stage->assets)};
}

/* Shows the page as it is by now. Returns whether the canvas is still on its way to it. */
static bool show(struct stage *stage, const struct player_choices *choices, struct ending *ending)
{
    struct draw_list *list = screen_begin(stage->screen, LIGHT_ATTACK);
    struct page_look look = look_of(stage, choices, list);
    ending_draw(ending, &look, clock_now_ms(), list);
    return screen_show(stage->screen, clock_now_ns());
}

/* Gives what the person did to the page, with the choice under it. */
static void take(struct stage *stage, const struct player_choices *choices, struct ending *ending,
                 const struct input *input)
{
    struct pain_cell pressed = {.question = -1};
    screen_follow(stage->screen, input);
    bool points = input->kind == INPUT_PRESS || input->kind == INPUT_POINTER;
    if (points && ending->asks) {
        /* Where the choices are depends on the size that the window has by now. */
        struct draw_list *list = screen_begin(stage->screen, LIGHT_ATTACK);
        struct page_look look = look_of(stage, choices, list);
        pressed = pain_view_cell(&look, &ending->pain, input->x_px, input->y_px);
    }
    (void)ending_input(ending, input, pressed, clock_now_ms());
}

/* Listens for as long as nothing changes by itself; a picture at a time while anything moves. */
static void listen(struct stage *stage, const struct player_choices *choices, struct ending *ending,
                   bool moving)
{
    int64_t wait_ms = ending_waits_ms(ending, clock_now_ms());
    /* Never less than a picture's time, or it would spin; and no more than an int holds. */
    wait_ms = moving || wait_ms < FRAME_MS ? FRAME_MS : wait_ms < INT32_MAX ? wait_ms : INT32_MAX;
    struct input input;
    while (input_wait((int)wait_ms, &input)) {
        take(stage, choices, ending, &input);
        wait_ms = 0;
    }
}

/* Keeps what has been answered, and says dimly if it could not. */
static void keep(struct ending *ending, struct keeper *keeper)
{
    if (!keeper_keep_pain(keeper, &ending->pain))
        ending_tell(ending, keeper->line, clock_now_ms());
}

bool curtain_stay(struct stage *stage, const struct player_choices *choices,
                  const struct player_report *report, struct keeper *keeper, int64_t stay_ms,
                  bool has_left)
{
    assert(stage->screen != NULL && stay_ms >= 0);
    /* Answers belong to the session's entry, so there must be one. */
    bool asks = keeper->diary != NULL && keeper->entry.id != 0 && stay_ms > 0;
    /* Nor does a form light up before eyes that wanted none, on their way elsewhere. */
    asks = asks && !(has_left && report->dark);
    /* Whoever has left is not kept in the dark, but what is told can be read. */
    if (has_left && stay_ms > 0)
        stay_ms = keeper->line[0] != '\0' ? LEFT_TELLS_MS : 0;
    struct ending ending = ending_make(stay_ms, clock_now_ms());
    if (report->dark && !has_left)
        ending_wait_for_key(&ending);
    tell(&ending, report, keeper);
    if (asks)
        ending_ask(&ending, PAIN_AFTER_SESSION, clock_now_ms());
    while (!ending_is_over(&ending, clock_now_ms())) {
        bool moving = show(stage, choices, &ending);
        listen(stage, choices, &ending, moving);
        if (ending_is_answered(&ending, clock_now_ms()))
            keep(&ending, keeper);
    }
    return (ending.left || has_left) && !ending.quit;
}
