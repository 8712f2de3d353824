/* Recording the sentences of a script, one after the other, as a state machine.
 *
 * What a person does goes in; a wish comes out, which whoever owns microphone, loudspeaker and
 * files fulfils and then tells how it went. So the order of things can be tested without any of the
 * three. A take is kept only when the person says so, and what was kept is in its file at once:
 * leaving, or a machine that stops, costs at most the take in hand. The picture is recorder_view's.
 */
#ifndef LULL_SHELL_RECORDER_H
#define LULL_SHELL_RECORDER_H

#include "base/text.h"
#include "platform/input.h"
#include "scene/change.h"
#include "scene/ease.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A sentence to be spoken. */
struct recorder_sentence {
    struct text text;
    bool recorded; /* its own recording is in its file */
};

/* What is going on. */
enum recorder_state { RECORDER_RESTS, RECORDER_RECORDS, RECORDER_PLAYS };

/* What is to be done now. Whatever it is, what plays falls silent first. */
enum recorder_wish {
    RECORDER_NOTHING,
    RECORDER_BEGINS,  /* open the microphone, then recorder_began */
    RECORDER_ENDS,    /* close it and make a take, then recorder_took */
    RECORDER_DROPS,   /* close it; what it heard is not wanted */
    RECORDER_LISTENS, /* play the take, or where has_take is false the file; then recorder_played */
    RECORDER_SILENCES, /* only fall silent */
    RECORDER_KEEPS,    /* write the take to the sentence's file, then recorder_kept */
};

struct recorder {
    struct recorder_sentence *sentences; /* not owned */
    size_t count;                        /* at least 1 */
    size_t at;                           /* which of them is shown */
    enum recorder_state state;
    bool has_take;    /* of this sentence, and not kept yet */
    bool asked;       /* the person has been told so, and may go on without it */
    bool leaving;     /* for good: the page goes dark */
    const char *note; /* told instead of how it stands; NULL: nothing */
    struct ease light;
    struct ease records;    /* 1 while it records */
    struct ease level;      /* how loud the voice is, 0 to 1 */
    int64_t heard_ms;       /* when it was last told that */
    struct change sentence; /* what is seen: the view's */
    struct change status;
    struct change keys;
};

/* A recorder at the first of `count` sentences that has no recording, or at the first of all where
 * every one has. `sentences` must outlive it, and learn what is kept. The page comes from `now_ms`
 * on. */
struct recorder recorder_make(struct recorder_sentence *sentences, size_t count, int64_t now_ms);

/* Takes in what the person did and returns what is to be done for it. */
enum recorder_wish recorder_input(struct recorder *recorder, const struct input *input,
                                  int64_t now_ms);

/* The microphone is open, or cannot be for `problem`: words for people that live as long as the
 * recorder, as with the others; NULL is good news. */
void recorder_began(struct recorder *recorder, const char *problem, int64_t now_ms);

/* While it records: how loud it is, 0 (a quiet room) to 1. */
void recorder_hear(struct recorder *recorder, double level, int64_t now_ms);

/* Recording is over, by a wish or by itself: there is a take, in place of one before; or with
 * `problem` there is none, and one before is still there. */
void recorder_took(struct recorder *recorder, const char *problem, int64_t now_ms);

/* What was played has come to its end, or could not be played for `problem`. */
void recorder_played(struct recorder *recorder, const char *problem);

/* The take is in its file, and the next sentence without a recording is shown, or else the next of
 * all; or with `problem` it is still in hand. */
void recorder_kept(struct recorder *recorder, const char *problem);

/* How it stands, and which keys there are just now, in words (as long-lived as the recorder). */
const char *recorder_status(const struct recorder *recorder);
const char *recorder_keys(const struct recorder *recorder);

/* Whether the person has left and the page is dark. */
bool recorder_is_over(const struct recorder *recorder, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool recorder_moves(const struct recorder *recorder, int64_t now_ms);

#endif
