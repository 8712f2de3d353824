/* Every change goes through hands_begin, which ends what was on before. */
#include "timeline/hands.h"

#include "timeline/report.h"

/* Whether an action, left on, waits to be let go. */
static bool presses(const struct line *line)
{
    return line->action == ACTION_HOLD || line->action == ACTION_LIFT ||
           line->action == ACTION_TENSE;
}

static void warn_never_released(struct findings *warnings, const struct line *line)
{
    report_warning(warnings, line, "never-released",
                   "this is never let go before the hands go elsewhere or the session ends",
                   "write release after it, or say for how long: for 30s");
}

void hands_begin(struct hands *hands, struct arena *arena, struct findings *warnings,
                 const struct line *line, struct span span, struct place place, int32_t now_ms)
{
    const struct line *before = hands->goes_on;
    bool leaves = line->action == ACTION_MOVE && !place_equal(place, hands->place);
    if (before != NULL && leaves && presses(before))
        warn_never_released(warnings, before);
    hands->goes_on = NULL;
    hands->place = place;
    span.place = place;
    bool had_length = lane_writer_open(&hands->lane, arena, span, now_ms);
    if (before != NULL && !had_length)
        report_warning(warnings, before, "no-effect",
                       "the next hand action takes the place of this one in the same moment",
                       "say for how long: for 30s");
}

void hands_rest(struct hands *hands, struct arena *arena, int32_t now_ms)
{
    struct span *current = lane_writer_current(&hands->lane);
    if (current == NULL)
        return;
    struct span rest = {.action = ACTION_REST,
                        .place = hands->place,
                        .written = current->written,
                        .line = current->line,
                        .inclusion = current->inclusion};
    lane_writer_open(&hands->lane, arena, rest, now_ms);
}

void hands_go_on(struct hands *hands, const struct line *line)
{
    hands->goes_on = line;
}

void hands_end(struct hands *hands, struct findings *warnings, int32_t end_ms)
{
    if (hands->goes_on != NULL && presses(hands->goes_on))
        warn_never_released(warnings, hands->goes_on);
    lane_writer_close(&hands->lane, end_ms);
}
