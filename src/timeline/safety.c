/* Most is judged line by line, as the layout runs it; how long a place is held is a sum over spans,
 * kept for each place and side, that a break of a second or more ends. Each kind of warning comes
 * once for a line, with what to write instead.
 */
#include "timeline/safety.h"

#include "timeline/report.h"

#include <assert.h>

enum {
    /* Limits as the manual gives them, with their reasons. */
    LONGEST_BREATH_HOLD_MS = 7000,
    SHORTEST_BREATH_MS = 4000,
    LONGEST_BREATH_MS = 24000,
    BREAK_MS = 1000,
    LONGEST_TENSE_MS = 15000,
    SIDES = 3, /* both, left and right, as enum side numbers them */
};

/* Whether a line lays hands on the listener. Moving and letting go do not press on anything; what
 * `do` says in free words cannot be judged. */
static bool touches(const struct line *line)
{
    return line->action == ACTION_HOLD || line->action == ACTION_CIRCLE ||
           line->action == ACTION_STROKE || line->action == ACTION_LIFT ||
           line->action == ACTION_TENSE;
}

/* What the header owes a script that touches, and how firmly it may. The first two are asked once a
 * session, at the first touch. */
static void check_touch(struct safety *safety, const struct line *line, struct place place,
                        struct findings *warnings)
{
    const struct header *header = &safety->script->header;
    if (!safety->touched && header->phases == 0)
        report_warning(warnings, line, "no-phase",
                       "this touches, and the header does not say which phase the script is for",
                       "write at the top, for example: phase between");
    if (!safety->touched && header->cautions.count == 0)
        report_warning(warnings, line, "no-caution", "this touches, and the header has no caution",
                       "write at the top, for example: caution \"Stop when pain rises.\"");
    safety->touched = true;
    /* The skin of most people hurts in an attack (allodynia), often before it is fully there. */
    bool firm = line->pressure == PRESSURE_FIRM &&
                (header->phases & (PHASE_EARLY | PHASE_ATTACK)) != 0;
    bool tender = (place.name == PLACE_EYES || place.name == PLACE_FACE) &&
                  line->pressure != PRESSURE_LIGHT;
    /* One name and one line get one finding: the more telling of the two. */
    if (firm)
        report_warning(warnings, line, "firm-pressure",
                       "firm pressure can make early signs or an attack worse",
                       "write gentle or light");
    else if (tender)
        report_warning(warnings, line, "firm-pressure", "eyes and face are touched only lightly",
                       "write light");
    if ((header->phases & PHASE_ATTACK) != 0)
        report_warning(warnings, line, "touch-in-attack",
                       "touch hurts many people during an attack",
                       "take attack out of the phases, or only breathe and rest");
}

/* Judges a pattern as written: holds that stand next to each other are one hold to the lungs. What
 * follows over a breath's end is not added: the new breath begins with an in-phase. */
static void check_pattern(const struct script *script, const struct line *line,
                          const struct pattern *pattern, struct findings *warnings)
{
    assert(pattern->count >= 0);
    /* Free breathing, or a line that does not ease to another pattern. */
    if (pattern->count == 0)
        return;
    bool early = (script->header.phases & (PHASE_EARLY | PHASE_ATTACK)) != 0;
    bool any_hold = false;
    int64_t held_ms = 0;
    int64_t longest_ms = 0;
    for (int i = 0; i < pattern->count; i++) {
        bool hold = pattern->phases[i] == BREATH_HOLD;
        any_hold |= hold;
        held_ms = hold ? held_ms + pattern->lengths_ms[i] : 0;
        longest_ms = held_ms > longest_ms ? held_ms : longest_ms;
    }
    /* The stricter of the two alone: one line gets one finding of a name. */
    if (early && any_hold)
        report_warning(warnings, line, "breath-hold",
                       "holding the breath can make early signs or an attack worse",
                       "breathe in and out without a hold");
    else if (longest_ms > LONGEST_BREATH_HOLD_MS)
        report_warning(warnings, line, "breath-hold", "the breath is held for over 7 seconds",
                       "hold it for 7s at most");
    int64_t length_ms = pattern_length_ms(pattern);
    if (length_ms < SHORTEST_BREATH_MS || length_ms > LONGEST_BREATH_MS)
        report_warning(warnings, line, "breath-rate",
                       length_ms < SHORTEST_BREATH_MS
                           ? "a breath shorter than 4 seconds is too fast to be calm"
                           : "a breath longer than 24 seconds is too slow for most people",
                       "let a breath last between 4 and 24 seconds");
}

void safety_check_line(struct safety *safety, const struct line *line, struct place place,
                       struct findings *warnings)
{
    assert(line->action != ACTION_BREATHE || line->breathing != NULL);
    if (line->action == ACTION_BREATHE) {
        /* Both ends suffice: all that an easing passes through lies between them. */
        check_pattern(safety->script, line, &line->breathing->pattern, warnings);
        check_pattern(safety->script, line, &line->breathing->easing_to, warnings);
    }
    if (!touches(line))
        return;
    /* A stroke brings its place along. */
    if (line->action != ACTION_STROKE && place.name == PLACE_NONE)
        report_warning(warnings, line, "no-place", "the hands have not been told where to go",
                       "write before it, for example: move to temples");
    check_touch(safety, line, place, warnings);
}

/* How long a place may be held without a break. Sources: the manual's page on touch. */
static int32_t longest_hold_ms(enum place_name name)
{
    switch (name) {
    case PLACE_BASE_OF_SKULL:
        return 5 * 60 * 1000;
    case PLACE_SHOULDERS:
    case PLACE_UPPER_BACK:
        return 90 * 1000;
    case PLACE_TEMPLES:
    case PLACE_JAW:
    case PLACE_JAW_JOINTS:
    case PLACE_BROW:
    case PLACE_FOREHEAD:
    case PLACE_BETWEEN_THE_BROWS:
    case PLACE_ABOVE_EARS:
    case PLACE_WEBS_OF_THUMB:
        return 60 * 1000;
    case PLACE_EYES:
        return 20 * 1000;
    default:
        return 3 * 60 * 1000;
    }
}

/* A place that has been held for a while, with breaks shorter than BREAK_MS. */
struct hold {
    bool begun;
    bool warned;
    int32_t start_ms;
    int32_t end_ms;
};

/* Adds a span to what a place bears. Returns whether it passes `longest_ms` just now. Spans come in
 * order of time, so one sum for each place is enough. */
static bool passes_limit(struct hold *hold, const struct span *span, int32_t longest_ms)
{
    assert(longest_ms > 0 && (!hold->begun || span->start_ms >= hold->end_ms));
    /* A shorter break is only a change of grip: its time counts as held. */
    if (!hold->begun || span->start_ms - hold->end_ms >= BREAK_MS)
        *hold = (struct hold){.begun = true, .start_ms = span->start_ms};
    hold->end_ms = span->end_ms;
    bool passes = !hold->warned && hold->end_ms - hold->start_ms > longest_ms;
    /* Once for each hold: every further span would pass the limit again. */
    hold->warned |= passes;
    return passes;
}

void safety_check_holds(struct lane_spans hands, struct findings *warnings)
{
    /* Tensing is the listener's own muscles at work, not pressure on them: it has a limit of its
     * own and does not add to the other. */
    struct hold held[PLACE_COUNT][SIDES] = {0};
    struct hold tensed[PLACE_COUNT][SIDES] = {0};
    for (size_t i = 0; i < hands.count; i++) {
        const struct span *span = &hands.spans[i];
        struct place place = span->place;
        assert(place.name < PLACE_COUNT && place.side < SIDES);
        bool holds = span->action == ACTION_HOLD || span->action == ACTION_LIFT;
        if (holds && passes_limit(&held[place.name][place.side], span,
                                  longest_hold_ms((enum place_name)place.name)))
            /* At the line that went too far, which need not be the one that began it. */
            report_warning(warnings, span->written, "held-too-long",
                           "this place has been held for longer than is good for it",
                           "let go for some seconds before, or hold it for less long");
        if (span->action == ACTION_TENSE &&
            passes_limit(&tensed[place.name][place.side], span, LONGEST_TENSE_MS))
            report_warning(warnings, span->written, "held-too-long",
                           "muscles are tensed for over 15 seconds",
                           "tense them for less long, and let go in between");
    }
}
