/* One loop: show the page of the end, which is black or nearly so, and sleep until something
 * happens.
 */
#include "stage/curtain.h"

#include "platform/clock.h"
#include "platform/input.h"
#include "shell/ending.h"
#include "shell/pain_view.h"

#include <stdio.h>

enum { FRAME_MS = 33, LEFT_TELLS_MS = 8000 };

/* What the listener should know of the session. */
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

static bool show(struct stage *stage, const struct player_choices *choices, struct ending *ending)
{
    struct draw_list *list = screen_begin(stage->screen, LIGHT_ATTACK);
    struct page_look look = look_of(stage, choices, list);
    ending_draw(ending, &look, clock_now_ms(), list);
    return screen_show(stage->screen, clock_now_ns());
}

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
    bool asks = keeper->diary != NULL && keeper->entry.id != 0 && stay_ms > 0;
    /* Whoever has left is not kept in the dark, but what is told can be read. */
    if (has_left && stay_ms > 0)
        stay_ms = keeper->line[0] != '\0' ? LEFT_TELLS_MS : 0;
    struct ending ending = ending_make(stay_ms, clock_now_ms());
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
