/* Keys become deeds, and each state says what a deed does in it. A take in hand is guarded: the
 * first key that would lose it only says so, and a second one right after it is obeyed. What takes
 * time or can fail is asked of the caller as a wish; the state changes when the caller tells how it
 * went, except where falling silent is all that is left to do.
 */
#include "shell/recorder.h"

#include <assert.h>

enum {
    COMES_MS = 1500,
    GOES_MS = 1200,
    HURRIES_MS = 600, /* the system asks, and may not be kept waiting */
    RECORDS_MS = 800,
    HEARS_EVERY_MS = 250, /* slower than syllables: a glow that follows them would flicker */
    RISES_MS = 500,
    FALLS_MS = 1500,
};

/* What a person can mean, whichever key or finger they say it with. */
enum deed {
    DEED_NONE,
    DEED_RECORD,
    DEED_AGAIN,
    DEED_LISTEN,
    DEED_KEEP,
    DEED_BACK,
    DEED_FORWARD,
    DEED_LEAVE,
};

/* Static words, so that the view can tell by their address whether they have changed. */
static const char unkept[] = "This take is not kept. Enter keeps it; once more goes on without it.";
static const char nothing_to_keep[] = "There is no new take yet. Space records one.";
static const char nothing_to_play[] = "There is nothing to play yet. Space records.";
static const char all_done[] = "Every sentence is recorded. Space records this one anew.";

/* The whole table of keys. A press anywhere records: the only thing that a hand without a keyboard
 * needs. */
static enum deed deed_of(const struct input *input)
{
    if (input->kind == INPUT_PRESS)
        return DEED_RECORD;
    /* A key that is held down is one wish and not thirty a second. */
    if (input->kind != INPUT_KEY || input->repeated)
        return DEED_NONE;
    switch (input->key) {
    case KEY_SPACE:
        return DEED_RECORD;
    case KEY_ENTER:
        return DEED_KEEP;
    case KEY_ESCAPE:
        return DEED_LEAVE;
    case KEY_LEFT:
    case KEY_PREVIOUS:
        return DEED_BACK;
    case KEY_RIGHT:
    case KEY_NEXT:
        return DEED_FORWARD;
    case KEY_PLAY:
        return DEED_LISTEN;
    case KEY_CHARACTER:
        return input->character == 'r'                              ? DEED_AGAIN
               : input->character == 'p' || input->character == 'l' ? DEED_LISTEN
                                                                    : DEED_NONE;
    default:
        return DEED_NONE;
    }
}

/* The first sentence from `from` on, and then from the beginning, that has no recording; `count`
 * where every one has. */
static size_t next_missing(const struct recorder *recorder, size_t from)
{
    for (size_t i = 0; i < recorder->count; i++) {
        /* Round past the end: sentences left out on the way are found again. */
        size_t at = (from + i) % recorder->count;
        if (!recorder->sentences[at].recorded)
            return at;
    }
    return recorder->count;
}

struct recorder recorder_make(struct recorder_sentence *sentences, size_t count, int64_t now_ms)
{
    assert(sentences != NULL && count > 0);
    struct recorder recorder = {.sentences = sentences, .count = count};
    size_t missing = next_missing(&recorder, 0);
    recorder.at = missing < count ? missing : 0;
    /* Whoever opens a finished script comes to record something anew, and can. */
    recorder.note = missing < count ? NULL : all_done;
    /* From black, as every page. */
    ease_aim(&recorder.light, 1, COMES_MS, now_ms);
    return recorder;
}

/* For good: the page goes dark over `goes_ms`, and nothing is heard any more. */
static void leave(struct recorder *recorder, int64_t goes_ms, int64_t now_ms)
{
    recorder->leaving = true;
    ease_aim(&recorder->light, 0, goes_ms, now_ms);
}

/* The state and its lights alone; the microphone is the caller's to close. */
static void stop_recording(struct recorder *recorder, int64_t now_ms)
{
    recorder->state = RECORDER_RESTS;
    ease_aim(&recorder->records, 0, RECORDS_MS, now_ms);
    ease_aim(&recorder->level, 0, RECORDS_MS, now_ms);
}

/* Shows another sentence, as far as there is one. */
static void turn(struct recorder *recorder, enum deed deed)
{
    /* No way round at either end: the count above the sentence says where one is. */
    if (deed == DEED_BACK && recorder->at > 0)
        recorder->at--;
    if (deed == DEED_FORWARD && recorder->at + 1 < recorder->count)
        recorder->at++;
    /* A take belongs to the sentence it was spoken for. */
    recorder->has_take = false;
}

/* Away from this sentence, unless a take in hand would be lost unsaid. */
static void depart(struct recorder *recorder, enum deed deed, bool asked, int64_t now_ms)
{
    if (recorder->has_take && !asked) {
        recorder->asked = true;
        recorder->note = unkept;
    } else if (deed == DEED_LEAVE) {
        leave(recorder, GOES_MS, now_ms);
    } else {
        turn(recorder, deed);
    }
}

/* What a deed does while nothing runs. Any of them takes back the question of before, so that only
 * two in a row that would lose a take do lose it. */
static enum recorder_wish rest(struct recorder *recorder, enum deed deed, int64_t now_ms)
{
    assert(recorder->state == RECORDER_RESTS);
    /* Whether the key before this one was told that the take is not kept. */
    bool asked = recorder->asked;
    recorder->asked = false;
    recorder->note = NULL;
    switch (deed) {
    case DEED_RECORD:
    case DEED_AGAIN:
        /* Still at rest: the microphone may be missing, and recorder_began tells. */
        return RECORDER_BEGINS;
    case DEED_LISTEN:
        if (recorder->has_take || recorder->sentences[recorder->at].recorded) {
            /* At once, as a second P before the sound has begun must stop it. */
            recorder->state = RECORDER_PLAYS;
            return RECORDER_LISTENS;
        }
        /* A key that does nothing says why, or it would seem to be broken. */
        recorder->note = nothing_to_play;
        return RECORDER_NOTHING;
    case DEED_KEEP:
        if (recorder->has_take)
            /* It is in hand until recorder_kept says that it is in its file. */
            return RECORDER_KEEPS;
        recorder->note = nothing_to_keep;
        return RECORDER_NOTHING;
    default:
        depart(recorder, deed, asked, now_ms);
        return RECORDER_NOTHING;
    }
}

/* While the microphone is open no other key does anything: it is easily brushed by a sleeve. */
static enum recorder_wish record(struct recorder *recorder, enum deed deed, int64_t now_ms)
{
    /* Enter, too: someone who has just spoken wants to be done. */
    if (deed == DEED_RECORD || deed == DEED_KEEP)
        return RECORDER_ENDS;
    if (deed != DEED_LEAVE)
        return RECORDER_NOTHING;
    stop_recording(recorder, now_ms);
    /* An older take of this sentence is still in hand. */
    return RECORDER_DROPS;
}

/* Whatever it is, it falls silent. Space, Esc and a second P mean no more than that. */
static enum recorder_wish play(struct recorder *recorder, enum deed deed, int64_t now_ms)
{
    recorder->state = RECORDER_RESTS;
    if (deed == DEED_RECORD || deed == DEED_LISTEN || deed == DEED_LEAVE)
        return RECORDER_SILENCES;
    enum recorder_wish wish = rest(recorder, deed, now_ms);
    return wish == RECORDER_NOTHING ? RECORDER_SILENCES : wish;
}

/* The window is closed: nobody can be asked any more. What is being recorded or played ends, and a
 * take in hand is lost, as leaving twice would have lost it. */
static enum recorder_wish quit(struct recorder *recorder, int64_t now_ms)
{
    enum recorder_wish wish = recorder->state == RECORDER_RECORDS ? RECORDER_DROPS
                              : recorder->state == RECORDER_PLAYS ? RECORDER_SILENCES
                                                                  : RECORDER_NOTHING;
    stop_recording(recorder, now_ms);
    leave(recorder, HURRIES_MS, now_ms);
    return wish;
}

enum recorder_wish recorder_input(struct recorder *recorder, const struct input *input,
                                  int64_t now_ms)
{
    assert(recorder != NULL && input != NULL);
    /* Going dark; what was pressed too late must not open a microphone. */
    if (recorder->leaving)
        return RECORDER_NOTHING;
    if (input->kind == INPUT_QUIT)
        return quit(recorder, now_ms);
    enum deed deed = deed_of(input);
    /* Not even the question about a take is taken back by a key that means nothing here. */
    if (deed == DEED_NONE)
        return RECORDER_NOTHING;
    switch (recorder->state) {
    case RECORDER_RESTS:
        return rest(recorder, deed, now_ms);
    case RECORDER_RECORDS:
        return record(recorder, deed, now_ms);
    case RECORDER_PLAYS:
        return play(recorder, deed, now_ms);
    }
    return RECORDER_NOTHING;
}

void recorder_began(struct recorder *recorder, const char *problem, int64_t now_ms)
{
    assert(recorder->state == RECORDER_RESTS);
    recorder->note = problem;
    if (problem != NULL)
        return;
    recorder->state = RECORDER_RECORDS;
    recorder->heard_ms = now_ms;
    ease_aim(&recorder->records, 1, RECORDS_MS, now_ms);
}

void recorder_hear(struct recorder *recorder, double level, int64_t now_ms)
{
    assert(level >= 0 && level <= 1);
    /* A last level may be told after it has ended. */
    if (recorder->state != RECORDER_RECORDS || now_ms - recorder->heard_ms < HEARS_EVERY_MS)
        return;
    recorder->heard_ms = now_ms;
    bool rises = level > ease_value(&recorder->level, now_ms);
    /* Up sooner than down, so that a pause between words does not make it pump. */
    ease_aim(&recorder->level, level, rises ? RISES_MS : FALLS_MS, now_ms);
}

void recorder_took(struct recorder *recorder, const char *problem, int64_t now_ms)
{
    assert(recorder->state == RECORDER_RECORDS);
    stop_recording(recorder, now_ms);
    recorder->note = problem;
    /* A take that failed does not take a good one away. */
    recorder->has_take = recorder->has_take || problem == NULL;
}

void recorder_played(struct recorder *recorder, const char *problem)
{
    assert(recorder->state == RECORDER_PLAYS);
    recorder->state = RECORDER_RESTS;
    recorder->note = problem;
}

void recorder_kept(struct recorder *recorder, const char *problem)
{
    assert(recorder->has_take && recorder->at < recorder->count);
    recorder->note = problem;
    if (problem != NULL)
        return;
    recorder->sentences[recorder->at].recorded = true;
    /* The one just kept counts as recorded by now, so this never leads back to it. */
    size_t missing = next_missing(recorder, recorder->at);
    if (missing < recorder->count) {
        recorder->at = missing;
        recorder->has_take = false;
        return;
    }
    /* After the last there is none to turn to, and the person should know that this is the end. */
    if (recorder->at + 1 == recorder->count)
        recorder->note = all_done;
    turn(recorder, DEED_FORWARD);
}

const char *recorder_status(const struct recorder *recorder)
{
    /* A problem, or the answer to the last key, until the next key is pressed. */
    if (recorder->note != NULL)
        return recorder->note;
    if (recorder->state == RECORDER_RECORDS)
        return "Recording. Speak slowly and softly.";
    if (recorder->state == RECORDER_PLAYS)
        return "Playing";
    if (recorder->has_take)
        return "A new take, not kept yet";
    return recorder->sentences[recorder->at].recorded ? "Recorded" : "Not recorded yet";
}

const char *recorder_keys(const struct recorder *recorder)
{
    if (recorder->state == RECORDER_RECORDS)
        return "Space ends it.   Esc drops it.";
    if (recorder->state == RECORDER_PLAYS)
        return "Space stops.";
    if (recorder->has_take)
        return "Enter keeps it.   P plays it.   R records it again.   Esc leaves.";
    if (recorder->sentences[recorder->at].recorded)
        return "Space records anew.   P plays.   Left and Right choose.   Esc leaves.";
    return "Space records.   Left and Right choose.   Esc leaves.";
}

bool recorder_is_over(const struct recorder *recorder, int64_t now_ms)
{
    /* Only once it is dark, so that whatever comes next does not come at once. */
    return recorder->leaving && ease_value(&recorder->light, now_ms) <= 0;
}

bool recorder_moves(const struct recorder *recorder, int64_t now_ms)
{
    /* While it records the level may come at any time, and while it plays the end. */
    return recorder->state != RECORDER_RESTS || ease_moves(&recorder->light, now_ms) ||
           ease_moves(&recorder->records, now_ms) || ease_moves(&recorder->level, now_ms) ||
           change_moves(&recorder->sentence, now_ms) || change_moves(&recorder->status, now_ms) ||
           change_moves(&recorder->keys, now_ms);
}
