/* The end of a session: black and silent for as long as the person stays.
 *
 * Whoever lies in the dark when it is over shall not be called back. Any key ends it, and after a
 * while it ends by itself. What has to be told about the session stands there as a few dim lines,
 * which come and go softly; and where it is asked for, the form about pain. Whoever had the screen
 * black sees neither before a key is pressed. A state machine like the menu: input and time go in,
 * a picture comes out; it knows no window and keeps no clock.
 */
#ifndef LULL_SHELL_ENDING_H
#define LULL_SHELL_ENDING_H

#include "platform/input.h"
#include "scene/draw_list.h"
#include "scene/ease.h"
#include "scene/page.h"
#include "shell/pain.h"

#include <stdbool.h>
#include <stdint.h>

/* Room for what is told, and for how long it stands there. */
enum { ENDING_MOST_LINES = 3, ENDING_LINE_BYTES = 320, ENDING_TELLS_MS = 30000 };

struct ending {
    char lines[ENDING_MOST_LINES][ENDING_LINE_BYTES];
    int line_count;
    struct pain pain;     /* the form */
    bool asks;            /* it waits for answers */
    bool for_key;         /* what there is to see waits in the dark for a key */
    enum pain_form later; /* that waits with it; 0: none */
    struct ease light;    /* of the lines and the form */
    int64_t quiet_at_ms;  /* when they begin to go */
    int64_t leaves_at_ms;
    bool left; /* a key was pressed, or the window closed */
    bool quit; /* the window was closed, or the system asks the program to end */
};

/* Black from `now_ms` on, for `stay_ms`, at least 0, and for as long as something is asked; it is
 * over at once for 0 and nothing asked. */
struct ending ending_make(int64_t stay_ms, int64_t now_ms);

/* Lets what is told and asked from now on wait in the dark, where it keeps nobody: the first key or
 * press then brings it instead of ending anything. */
void ending_wait_for_key(struct ending *ending);

/* Adds a line to what is told, cut to its room; beyond ENDING_MOST_LINES it is left out. */
void ending_tell(struct ending *ending, const char *words, int64_t now_ms);

/* Shows the form about pain below what is told, until it is answered or enough time has gone by. */
void ending_ask(struct ending *ending, enum pain_form form, int64_t now_ms);

/* Takes in what the person did: any key or press ends it, but for those that answer the form;
 * `pressed` is what pain_view_cell says about an INPUT_PRESS or INPUT_POINTER. Returns whether that
 * changed anything. */
bool ending_input(struct ending *ending, const struct input *input, struct pain_cell pressed,
                  int64_t now_ms);

/* Whether there are answers to be kept: true once, as soon as the form is given. */
bool ending_is_answered(struct ending *ending, int64_t now_ms);

/* Lets what has been told go again in its time, and adds the picture at `now_ms` to `list`, which
 * has the window's size. Texts of `ending` must outlive the list. */
void ending_draw(struct ending *ending, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list);

/* Whether the person has left, or enough time has gone by, and the page is dark. */
bool ending_is_over(const struct ending *ending, int64_t now_ms);

/* When something happens by itself the next time, in ms from `now_ms` on, 0 where the picture
 * moves. */
int64_t ending_waits_ms(const struct ending *ending, int64_t now_ms);

#endif
