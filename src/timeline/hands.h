/* The hands lane while it is written: what the hands do, where they are, and how they rest.
 *
 * A hand action holds until its line is over, and then the hands rest where they are; an action
 * that takes no time goes on until the next one.
 */
#ifndef LULL_TIMELINE_HANDS_H
#define LULL_TIMELINE_HANDS_H

#include "base/finding.h"
#include "language/script.h"
#include "timeline/lane_writer.h"

struct hands {
    struct lane_writer lane;
    struct place place;         /* where they are */
    const struct line *goes_on; /* the bare action that is still on; NULL: none */
};

/* The hands begin what `line` says at `now_ms`, at `place`. `span` has the line's particulars.
 * Warns of what was on until now (`no-effect`, `never-released`). Without memory (the arena's
 * `failed`) nothing may have begun, and neither of the next two may follow. */
void hands_begin(struct hands *hands, struct arena *arena, struct findings *warnings,
                 const struct line *line, struct span span, struct place place, int32_t now_ms);

/* The line that began last is over at `now_ms`: the hands rest. */
void hands_rest(struct hands *hands, struct arena *arena, int32_t now_ms);

/* The line that began last took no time: what it began goes on. */
void hands_go_on(struct hands *hands, const struct line *line);

/* The session ends. */
void hands_end(struct hands *hands, struct findings *warnings, int32_t end_ms);

#endif
