/* Every change goes through hands_begin, which ends what was on before; hands_rest writes the spans
 * that no line of the script has. What a line that takes no time began goes on, and is remembered
 * until the next change, since only that shows whether a press is ever let go.
 */
#include "timeline/hands.h"

#include "timeline/report.h"

#include <assert.h>

/* Whether an action, left on, waits to be let go. */
static bool presses(const struct line *line)
{
    return line->action == ACTION_HOLD || line->action == ACTION_LIFT ||
           line->action == ACTION_TENSE;
}

/* Of a press without an end: the listener would be left with hands that never let go. */
static void warn_never_released(struct findings *warnings, const struct line *line)
{
    report_warning(warnings, line, "never-released",
                   "this is never let go before the hands go elsewhere or the session ends",
                   "write release after it, or say for how long: for 30s");
}

void hands_begin(struct hands *hands, struct arena *arena, struct findings *warnings,
                 const struct line *line, struct span span, struct place place, int32_t now_ms)
{
    assert(line != NULL && now_ms >= 0);
    const struct line *before = hands->goes_on;
    /* Circling or working on at another place is a change of place; pressing is not carried
     * along. */
    bool leaves = line->action == ACTION_MOVE && !place_equal(place, hands->place);
    if (before != NULL && leaves && presses(before))
        warn_never_released(warnings, before);
    /* Judged once: whatever follows, that line has had its warning or needs none. */
    hands->goes_on = NULL;
    hands->place = place;
    span.place = place;
    /* Only a line that goes on can be replaced in the same moment; one with a length has had it. */
    bool had_length = lane_writer_open(&hands->lane, arena, span, now_ms);
    if (before != NULL && !had_length)
        report_warning(warnings, before, "no-effect",
                       "the next hand action takes the place of this one in the same moment",
                       "say for how long: for 30s");
}

void hands_rest(struct hands *hands, struct arena *arena, int32_t now_ms)
{
    const struct span *current = lane_writer_current(&hands->lane);
    assert(current != NULL && now_ms >= current->start_ms);
    /* The rest counts as that line's, so that the table shows what the hands rest from. */
    struct span rest = {.action = ACTION_REST,
                        .place = hands->place,
                        .written = current->written,
                        .line = current->line,
                        .inclusion = current->inclusion};
    lane_writer_open(&hands->lane, arena, rest, now_ms);
}

void hands_go_on(struct hands *hands, const struct line *line)
{
    assert(line != NULL && hands->lane.count > 0);
    hands->goes_on = line;
}

void hands_end(struct hands *hands, struct findings *warnings, int32_t end_ms)
{
    assert(end_ms >= 0);
    if (hands->goes_on != NULL && presses(hands->goes_on))
        warn_never_released(warnings, hands->goes_on);
    /* What the hands did last goes on to the end, be it a rest. */
    lane_writer_close(&hands->lane, end_ms);
}
