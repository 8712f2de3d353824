/* One entry of the diary: a session, or a headache noted by hand.
 *
 * A plain value, the same whether it comes from the end of a session, a command, a table that a
 * spreadsheet wrote, or the diary itself. Everything but the moment may be left out, since nobody
 * whose head hurts is to be made to fill in a form. Where entries are kept is no business of this
 * file.
 */
#ifndef LULL_STORE_DIARY_ENTRY_H
#define LULL_STORE_DIARY_ENTRY_H

#include "base/arena.h"
#include "base/text.h"
#include "language/words.h"
#include "store/day.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pain is 0 (none) to 10 (the worst there is), a numeric rating scale of eleven steps; or not
 * said. */
enum { PAIN_NOT_SAID = -1, PAIN_MOST = 10 };

/* What one text of an entry may have at most: a note is a line, not a letter. */
enum { DIARY_NOTE_BYTES = 1000, DIARY_NAME_BYTES = 400 };

/* Zero-initialised, but for `before` and `after`, is an entry that says nothing; or use
 * diary_entry_now. */
struct diary_entry {
    int64_t id;           /* what the diary calls it, for ever; 0: it is not kept yet */
    struct moment moment; /* when it began */
    struct text routine;  /* what `lull play` calls it; empty: none was played */
    struct text title;    /* the routine's, as it was then */
    int32_t played_ms;    /* how far it was played, 0 to length_ms */
    int32_t length_ms;    /* how long the routine was, 0 where none was played */
    int before;           /* pain; or PAIN_NOT_SAID */
    int after;
    enum phase phase; /* PHASE_EARLY, PHASE_ATTACK or PHASE_BETWEEN; 0: not said */
    bool medicine;    /* some was taken */
    struct text note; /* one line */
};

/* An entry of this moment that says nothing else. */
struct diary_entry diary_entry_now(void);

/* The name under which entries have the script at `path`: its file's without the folder and
 * ".lull", a part of `path`. */
struct text diary_entry_routine(const char *path);

/* What keeps `entry` from being kept, in plain words that fit after "this entry cannot be kept: ";
 * NULL where nothing does. A static string. For entries that come from outside the program: numbers
 * out of range, text that is not UTF-8 or too long. */
const char *diary_entry_fault(const struct diary_entry *entry);

/* Whether `entry` is of a moment more than a day from now, which nobody has lived yet: a slip of
 * who typed it. A day is left to those whose clock is of another place. No diary_entry_fault: what
 * was kept while a clock was wrong stays to be read. */
bool diary_entry_ahead(const struct diary_entry *entry);

/* Makes the texts of `entry` such as may be kept, as copies in `arena`: a line end, a tab or any
 * other control character becomes a space, spaces at both ends go, a byte that is not UTF-8 becomes
 * "?"; a routine's name and title are cut to what they may have. A note that is too long stays, for
 * diary_entry_fault to tell: nobody's words are to go unnoticed. False when there is no memory. */
bool diary_entry_fit(struct diary_entry *entry, struct arena *arena);

#endif
