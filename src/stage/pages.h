/* The pages that take the place of the menu's list, one at a time: the cautions, one
 * routine, the diary, the settings, and what each key does. What they have in common is said here
 * once, so that the menu's loop need not know them.
 */
#ifndef LULL_STAGE_PAGES_H
#define LULL_STAGE_PAGES_H

#include "base/allocator.h"
#include "platform/input.h"
#include "player/key_page.h"
#include "scene/draw_list.h"
#include "scene/page.h"
#include "shell/diary_page.h"
#include "shell/routine_page.h"
#include "shell/safety.h"
#include "shell/settings_page.h"
#include "stage/diary_reading.h"
#include "stage/preferences.h"

#include <stdbool.h>
#include <stdint.h>

/* Which page is shown. */
enum shown_page {
    PAGE_LIST,
    PAGE_CAUTIONS,
    PAGE_ROUTINE,
    PAGE_DIARY,
    PAGE_KEYS,
    PAGE_SETTINGS,
};

struct pages {
    enum shown_page shown; /* PAGE_LIST: none of these */
    struct safety safety;
    struct routine_page routine;
    struct diary_page diary;
    struct diary_reading reading; /* what the diary's page shows */
    struct key_page keys;
    struct settings_page settings;
    struct preferences *preferences; /* not owned; the page of settings changes them */
};

/* The pages for someone with these `preferences`, which must outlive them. pages_release must
 * follow. */
struct pages pages_make(struct allocator allocator, struct preferences *preferences);

/* Begins to show the page of `routine`, from black; its texts must outlive the page. */
void pages_show_routine(struct pages *pages, const struct routine *routine, int64_t now_ms);

/* Begins to show `page`, any other, from black, for whoever asked for it with `key`; `touch_hurts`
 * is what the cautions and the settings begin with. */
void pages_show(struct pages *pages, enum shown_page page, enum key key, bool touch_hurts,
                int64_t now_ms);

/* Takes in what the person did. */
void pages_input(struct pages *pages, const struct input *input, int64_t now_ms);

/* Does what the page that is shown has been told by now: keeps an answer in the diary, and lets
 * changed settings hold; they are not written to their file yet. */
void pages_follow(struct pages *pages, int64_t now_ms);

/* Whether touch hurts, as the page that is shown has it; `before` where it does not ask. */
bool pages_touch_hurts(const struct pages *pages, bool before);

/* Adds the page that is shown to `list`. */
void pages_draw(struct pages *pages, const struct page_look *look, int64_t now_ms,
                struct draw_list *list);

/* Whether the person has gone on from the page, which may not be dark yet. */
bool pages_are_left(const struct pages *pages);

/* Whether the person has gone on and the page is dark; pages.shown says which it was. */
bool pages_are_over(const struct pages *pages, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool pages_move(const struct pages *pages, int64_t now_ms);

/* Frees what the pages hold. */
void pages_release(struct pages *pages);

#endif
