/* From a tree of lines to lanes of spans: when everything happens.
 *
 * The rules of time are here and in breaths.h alone. The layout asks its caller how long a sentence
 * takes to say, since it knows no audio files.
 */
#ifndef LULL_TIMELINE_LAYOUT_H
#define LULL_TIMELINE_LAYOUT_H

#include "base/arena.h"
#include "base/finding.h"
#include "language/script.h"
#include "timeline/timeline.h"

/* A sentence as spoken. */
struct recording {
    const char *path;  /* its file; lives as long as the timeline */
    int32_t length_ms; /* of the recording itself, without the pause that follows it */
};

/* Where sentences as spoken come from. `find` NULL: there are none and captions carry the session.
 */
struct narration {
    /* Looks for the recording of `text`; `from` is the file that the script names for it, or NULL.
     * Returns false when there is none that can be played; `recording` may then hold anything. */
    bool (*find)(void *context, struct text text, const char *from, struct recording *recording);
    void *context;
};

/* Lays `script` out, which has no errors. What needs time to be seen is added to `findings`:
 * errors (no-breath, a session over 24 h or of no length) and, where there are none, every warning.
 * Returns false, with `timeline` empty, where there are errors or no memory (`arena->failed`).
 * What `timeline` points to lives in `arena` and in the script. */
bool timeline_lay_out(struct arena *arena, const struct script *script, struct narration narration,
                      struct findings *findings, struct timeline *timeline);

#endif
