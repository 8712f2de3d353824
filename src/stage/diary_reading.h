/* The diary as it was read for the page that shows it. */
#ifndef LULL_STAGE_DIARY_READING_H
#define LULL_STAGE_DIARY_READING_H

#include "base/arena.h"
#include "store/diary.h"

#include <stdint.h>

/* All of it up to today; or why there is none. */
struct diary_reading {
    struct arena arena; /* owned */
    struct diary_entries entries;
    int32_t today;
    char line[DIARY_LINE_BYTES]; /* what its owner should know; empty: nothing */
};

/* Reads the listener's diary. diary_reading_release must follow. */
void diary_reading_make(struct diary_reading *reading);

/* Frees it; it can be made again. */
void diary_reading_release(struct diary_reading *reading);

#endif
