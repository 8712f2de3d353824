/* What could hurt: pressure, holds, breaths and places, held against what keeps people safe.
 *
 * The limits are those of gentle self-massage; each is only a warning, since an author may have
 * reasons, but no bundled routine has any.
 */
#ifndef LULL_TIMELINE_SAFETY_H
#define LULL_TIMELINE_SAFETY_H

#include "base/finding.h"
#include "language/script.h"
#include "timeline/timeline.h"

/* What is remembered from line to line. Zero-initialised but for `script`. */
struct safety {
    const struct script *script;
    bool touched; /* a line that touches has run */
};

/* Judges `line` as it runs, with the hands at `place` when it is done. */
void safety_check_line(struct safety *safety, const struct line *line, struct place place,
                       struct findings *warnings);

/* Judges how long places are held, over the whole hands lane. */
void safety_check_holds(struct lane_spans hands, struct findings *warnings);

#endif
