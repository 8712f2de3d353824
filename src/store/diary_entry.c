/* Every limit is one question of what follows, so that a command, a table and the diary refuse the
 * same in the same words. Fitting comes before judging: texts from outside are made into lines of
 * UTF-8 first, by a copy that is never longer than what it is of, and only what cannot be mended is
 * a fault.
 */
#include "store/diary_entry.h"

#include <assert.h>
#include <string.h>

struct diary_entry diary_entry_now(void)
{
    return (struct diary_entry){
        .moment = moment_now(), .before = PAIN_NOT_SAID, .after = PAIN_NOT_SAID};
}

struct text diary_entry_routine(const char *path)
{
    static const char ending[] = ".lull";
    const char *slash = strrchr(path, '/');
    struct text name = text_from(slash == NULL ? path : slash + 1);
    size_t length = sizeof ending - 1;
    /* A file that has no ending keeps its whole name. */
    if (name.length > length &&
        text_equal(text_tail(name, name.length - length), text_from(ending)))
        name.length -= length;
    return name;
}

/* One of the eleven steps, or not said. */
static bool is_pain(int pain)
{
    return pain >= PAIN_NOT_SAID && pain <= PAIN_MOST;
}

/* One line that any reader can read. */
static bool is_line(struct text text)
{
    return text_first_control(text, false) == SIZE_MAX;
}

/* A moment that every part of the diary can count with. */
static bool is_moment(struct moment moment)
{
    /* As moment_read has it: a day is left free at both ends for those further east and west. */
    const int64_t day_s = 24 * 60 * 60;
    return moment.utc_s >= day_s && moment.utc_s < day_s * DAY_LAST &&
           moment.offset_min >= -DAY_MOST_OFFSET_MIN && moment.offset_min <= DAY_MOST_OFFSET_MIN;
}

const char *diary_entry_fault(const struct diary_entry *entry)
{
    assert(entry != NULL);
    if (entry->id < 0)
        return "its id is less than 1";
    if (!is_moment(entry->moment))
        return "it is not of the years 1970 to 9999";
    if (!is_pain(entry->before) || !is_pain(entry->after))
        return "pain is a whole number from 0 to 10";
    if (entry->played_ms < 0 || entry->length_ms < 0)
        return "a length is less than 0";
    if (entry->played_ms > entry->length_ms)
        return "more of it was played than there is";
    /* Daily practice is a phase of routines; a head has none of that name. */
    if (entry->phase != 0 && entry->phase != PHASE_EARLY && entry->phase != PHASE_ATTACK &&
        entry->phase != PHASE_BETWEEN)
        return "its phase is early, attack or between";
    if (entry->routine.length > DIARY_NAME_BYTES || entry->title.length > DIARY_NAME_BYTES)
        return "a routine's name or title is longer than 400 bytes";
    if (entry->note.length > DIARY_NOTE_BYTES)
        return "the note is longer than 1000 bytes";
    if (!is_line(entry->routine) || !is_line(entry->title) || !is_line(entry->note))
        return "a text in it is not one line of UTF-8";
    return NULL;
}

bool diary_entry_ahead(const struct diary_entry *entry)
{
    assert(entry != NULL);
    const int64_t day_s = 24 * 60 * 60;
    /* A day, since a moment may come from a clock of another place. */
    return entry->moment.utc_s > moment_now().utc_s + day_s;
}

/* A copy of `text` as one line, cut to `most_bytes`. */
static struct text fit_line(struct arena *arena, struct text text, size_t most_bytes)
{
    assert(most_bytes > 0);
    /* Nothing gets longer: a byte that is no character becomes one of one byte. */
    char *bytes = arena_push(arena, text.length + 1, 1);
    if (bytes == NULL)
        return (struct text){0};
    for (size_t at = 0; at < text.length;) {
        uint32_t character = 0;
        size_t length = text_decode(text_tail(text, at), &character);
        if (length == 0)
            bytes[at++] = '?';
        else if (text_is_control(character))
            /* Those of C1 have two bytes and become two spaces, so that every byte stays where it
             * was. */
            memset(bytes + at, ' ', length);
        else
            memcpy(bytes + at, text.bytes + at, length);
        at += length;
    }
    /* Cut first, so that no space is left at the end by cutting. */
    struct text line = text_cut((struct text){.bytes = bytes, .length = text.length}, most_bytes);
    while (line.length > 0 && line.bytes[0] == ' ')
        line = text_tail(line, 1);
    while (line.length > 0 && line.bytes[line.length - 1] == ' ')
        line.length--;
    return line;
}

bool diary_entry_fit(struct diary_entry *entry, struct arena *arena)
{
    assert(entry != NULL && arena != NULL);
    entry->routine = fit_line(arena, entry->routine, DIARY_NAME_BYTES);
    entry->title = fit_line(arena, entry->title, DIARY_NAME_BYTES);
    /* Not cut, see diary_entry.h. */
    entry->note = fit_line(arena, entry->note, SIZE_MAX);
    return !arena->failed;
}
