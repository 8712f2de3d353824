/* Chapters are looked up from where the session will be, not from where it is still heard: until a
 * skip has arrived, the next one goes on from its aim. One skip is remembered, which is enough to
 * undo a slip.
 */
#include "player/skip.h"

#include "player/transport.h"

#include <assert.h>

/* A chapter that began a moment ago is left for the one before: a second press goes further back.
 */
enum { JUST_AFTER_MS = 3000 };

/* The start of the chapter that one key leads to; false where there is none. */
static bool find_chapter(const struct timeline *timeline, int32_t at_ms, bool forward,
                         int32_t *to_ms)
{
    const struct lane_spans *chapters = &timeline->lanes[LANE_CHAPTER];
    size_t index = timeline_latest(chapters, forward ? at_ms : at_ms - JUST_AFTER_MS);
    if (forward)
        index = index == SIZE_MAX ? 0 : index + 1;
    if (forward && index >= chapters->count)
        return false;
    /* Before the first chapter there is still the session's start. */
    *to_ms = index == SIZE_MAX ? 0 : chapters->spans[index].start_ms;
    return true;
}

bool skip_aim(struct skip *skip, const struct timeline *timeline, int32_t at_ms, bool forward,
              int64_t now_ms, int32_t *to_ms)
{
    assert(skip != NULL && timeline != NULL && to_ms != NULL);
    int64_t since_ms = now_ms - skip->made_at_ms;
    int32_t from_ms = skip->made && since_ms < SKIP_ARRIVES_MS ? skip->to_ms : at_ms;
    if (skip->made && !skip->undone && forward != skip->forward && since_ms < SKIP_UNDO_MS) {
        /* Undone is undone: the same key again leads on from there. */
        *skip = (struct skip){
            .made = true, .undone = true, .to_ms = skip->from_ms, .made_at_ms = now_ms};
        *to_ms = skip->to_ms;
        return true;
    }
    if (!find_chapter(timeline, from_ms, forward, to_ms))
        return false;
    /* Undone, it does not go back into the middle of a word. */
    int64_t resumes = transport_resume_point(timeline, (int64_t)from_ms * TRANSPORT_FRAMES_A_MS);
    *skip = (struct skip){.made = true,
                          .forward = forward,
                          .from_ms = (int32_t)(resumes / TRANSPORT_FRAMES_A_MS),
                          .to_ms = *to_ms,
                          .made_at_ms = now_ms};
    return true;
}
