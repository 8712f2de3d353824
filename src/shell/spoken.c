/* A short queue. A new choice empties it, and waits for a moment, so that walking quickly through
 * the list says only where it ends. What was said last is remembered (the group, the routine, that
 * none was found), so that asking thirty times a second says a thing once. One piece after another
 * is given out, each when the one before has ended and a little rest is over.
 */
#include "shell/spoken.h"

#include "shell/catalogue.h"
#include "shell/safety.h"

#include <assert.h>

/* All that the menu says of itself. Each is recorded by these very words, so changing one needs a
 * new recording (assets/narration/menu.txt). */
static const char turned_on[] = "The menu speaks now. The arrows choose, and Enter plays.";
static const char turned_off[] = "The menu is silent now.";
static const char touch_hidden[] = "Touch hurts: what touches is hidden.";
static const char touch_shown[] = "What touches is shown again.";
static const char own_routine[] = "One of your own routines.";
static const char has_mistake[] = "This one has a mistake in it, and cannot be played.";
static const char none[] = "There is none.";
static const char goes_on[] = "Enter goes on.";
static const char is_needed[] = "You need";
static const char plays_or_back[] = "Enter plays, and Escape goes back.";

/* Forgets what waits; what is being said goes on until something else is. */
static void empty(struct spoken *spoken)
{
    spoken->count = 0;
    spoken->next = 0;
}

/* Puts something at the end of the queue; what there is no room for is not said. Sixteen hold the
 * page of cautions. */
static void add(struct spoken *spoken, struct utterance utterance)
{
    if (spoken->count < SPOKEN_MOST)
        spoken->queue[spoken->count++] = utterance;
}

/* Words of the menu's own, which belong to no routine. */
static void add_words(struct spoken *spoken, const char *words)
{
    add(spoken, (struct utterance){.words = text_from(words)});
}

void spoken_turn(struct spoken *spoken, bool on, int64_t now_ms)
{
    assert(spoken != NULL);
    spoken->on = on;
    /* Also when it is turned on: the row is to be said again, after this. */
    spoken_hush(spoken);
    add_words(spoken, on ? turned_on : turned_off);
    spoken->due_ms = now_ms;
}

/* Words of a routine's header; silence where nobody has recorded them, for they can be read. */
static void add_from(struct spoken *spoken, const struct routine *routine, struct text words)
{
    add(spoken, (struct utterance){.words = words, .script_path = routine->path});
}

/* The name of the group where it is a new one, the title, and what is wrong with it. A title that
 * nobody has recorded, as of the person's own routines, is told as such. */
static void say_row(struct spoken *spoken, const char *heading, const struct routine *routine)
{
    /* Walking within a group, its name is said only once. Names are constants, so addresses
     * tell. */
    if (heading != spoken->heading)
        add(spoken, (struct utterance){.words = text_from(heading), .heading = heading});
    add(spoken, (struct utterance){.words = routine->title,
                                   .script_path = routine->path,
                                   .otherwise = own_routine});
    if (routine->fault.length > 0)
        add_words(spoken, has_mistake);
}

void spoken_follow(struct spoken *spoken, const struct menu *menu, int64_t now_ms)
{
    const struct routine *routine = menu_routine(menu);
    /* Nothing found is worth a word once, but not while the list has not been read yet. */
    bool found_none = routine == NULL && menu_search(menu).length > 0;
    if (!spoken->on || (routine == spoken->routine && found_none == spoken->found_none))
        return;
    /* What a key has done is said before the row that this leads to. */
    if (spoken->routine != NULL || spoken->found_none)
        empty(spoken);
    spoken->routine = routine;
    spoken->found_none = found_none;
    /* An empty list that was not searched for is one that is not read yet: nothing is said. */
    if (routine != NULL)
        say_row(spoken, menu_heading(menu), routine);
    else if (found_none)
        add_words(spoken, none);
    /* Each further step puts it off again. */
    spoken->due_ms = now_ms + SPOKEN_SETTLES_MS;
}

void spoken_hush(struct spoken *spoken)
{
    empty(spoken);
    spoken->heading = NULL;
    spoken->routine = NULL;
    spoken->found_none = false;
}

void spoken_say_touch(struct spoken *spoken, bool touch_hurts, int64_t now_ms)
{
    /* Silent: nothing gathers that would be said all at once when it is turned on. */
    if (!spoken->on)
        return;
    const char *words = touch_hurts ? touch_hidden : touch_shown;
    /* In the midst of the cautions it is said between two of them, and they go on. */
    if (spoken->routine == NULL && spoken->next > 0 && spoken_waits(spoken)) {
        /* In the place of what was said last, which nobody needs any more. */
        spoken->queue[--spoken->next] = (struct utterance){.words = text_from(words)};
        return;
    }
    spoken_hush(spoken);
    add_words(spoken, words);
    spoken->due_ms = now_ms;
}

void spoken_say_cautions(struct spoken *spoken, int64_t now_ms)
{
    if (!spoken->on)
        return;
    spoken_hush(spoken);
    for (size_t i = 0; safety_words(i) != NULL; i++)
        add_words(spoken, safety_words(i));
    add_words(spoken, goes_on);
    spoken->due_ms = now_ms + SPOKEN_SETTLES_MS;
}

void spoken_say_routine(struct spoken *spoken, const struct routine *routine, int64_t now_ms)
{
    assert(routine != NULL);
    if (!spoken->on)
        return;
    spoken_hush(spoken);
    if (routine->needs.length > 0) {
        add_words(spoken, is_needed);
        add_from(spoken, routine, routine->needs);
    }
    for (size_t i = 0; i < routine->caution_count; i++)
        add_from(spoken, routine, routine->cautions[i]);
    /* Last, so that whoever has heard enough of it has heard the cautions. */
    add_words(spoken, plays_or_back);
    spoken->due_ms = now_ms + SPOKEN_SETTLES_MS;
}

bool spoken_next(struct spoken *spoken, bool busy, int64_t now_ms, struct utterance *utterance)
{
    assert(spoken->next <= spoken->count);
    /* A little rest after each. */
    if (spoken->busy && !busy && spoken->due_ms < now_ms + SPOKEN_GAP_MS)
        spoken->due_ms = now_ms + SPOKEN_GAP_MS;
    spoken->busy = busy;
    /* The first of a new queue does not wait for what it takes the place of. */
    bool waits = busy && spoken->next > 0;
    if (waits || now_ms < spoken->due_ms || spoken->next == spoken->count)
        return false;
    *utterance = spoken->queue[spoken->next++];
    /* Only now: a name that was taken out of the queue again has not been heard. */
    if (utterance->heading != NULL)
        spoken->heading = utterance->heading;
    return true;
}

bool spoken_waits(const struct spoken *spoken)
{
    return spoken->next < spoken->count;
}
