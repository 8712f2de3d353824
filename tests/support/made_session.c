/* Spans are appended to the arrays of the session, whose lanes point there. */
#include "support/made_session.h"

#include <assert.h>
#include <string.h>

void made_session_start(struct made_session *made, int32_t length_ms)
{
    memset(made, 0, sizeof *made);
    made->timeline.length_ms = length_ms;
    made->timeline.breaths = made->breaths;
    made->timeline.chimes.spans = made->chimes;
    for (int lane = 0; lane < LANE_COUNT; lane++)
        made->timeline.lanes[lane].spans = made->lanes[lane];
}

static void add_phase(struct pattern *pattern, enum breath_phase phase, int32_t length_ms)
{
    if (length_ms == 0)
        return;
    pattern->phases[pattern->count] = (uint8_t)phase;
    pattern->lengths_ms[pattern->count++] = length_ms;
}

static struct span *add_span(struct made_session *made, enum lane lane)
{
    struct lane_spans *spans = &made->timeline.lanes[lane];
    assert(spans->count < MADE_MOST_SPANS);
    return &made->lanes[lane][spans->count++];
}

void made_session_breathe(struct made_session *made, int32_t from_ms, int32_t to_ms, int32_t in_ms,
                          int32_t full_ms, int32_t out_ms, int32_t empty_ms)
{
    struct pattern *pattern = &made->breathing.pattern;
    add_phase(pattern, BREATH_IN, in_ms);
    add_phase(pattern, BREATH_HOLD, full_ms);
    add_phase(pattern, BREATH_OUT, out_ms);
    add_phase(pattern, BREATH_HOLD, empty_ms);
    *add_span(made, LANE_BREATH) = (struct span){.start_ms = from_ms,
                                                 .end_ms = to_ms,
                                                 .action = ACTION_BREATHE,
                                                 .breathing = &made->breathing};
    int32_t breath_ms = in_ms + full_ms + out_ms + empty_ms;
    for (int32_t at_ms = from_ms; at_ms + breath_ms <= to_ms; at_ms += breath_ms) {
        assert(made->timeline.breath_count < MADE_MOST_BREATHS);
        made->breaths[made->timeline.breath_count++].start_ms = at_ms;
    }
}

void made_session_say(struct made_session *made, int32_t at_ms, int32_t words_ms)
{
    *add_span(made, LANE_VOICE) = (struct span){.start_ms = at_ms,
                                                .end_ms = at_ms + words_ms + 500,
                                                .action = ACTION_SAY,
                                                .recording = "words.ogg"};
}

void made_session_sound(struct made_session *made, int32_t at_ms, enum ambience ambience,
                        int percent, int32_t over_ms, const char *recording)
{
    struct span *span = add_span(made, LANE_SOUND);
    if (made->timeline.lanes[LANE_SOUND].count > 1)
        span[-1].end_ms = at_ms;
    *span = (struct span){.start_ms = at_ms,
                          .end_ms = made->timeline.length_ms,
                          .action = ACTION_SOUND,
                          .ambience = (uint8_t)ambience,
                          .percent = (uint8_t)percent,
                          .over_ms = over_ms,
                          .recording = recording};
}

void made_session_chime(struct made_session *made, int32_t at_ms)
{
    assert(made->timeline.chimes.count < MADE_MOST_SPANS);
    made->chimes[made->timeline.chimes.count++] = (struct span){
        .start_ms = at_ms, .end_ms = at_ms + 3000, .action = ACTION_CHIME};
}
