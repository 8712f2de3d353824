/* Any text as a script: it is read, laid out and printed, and what comes out is held against what
 * everybody who plays a timeline relies on.
 *
 * Seeds are the scripts of tests/language; script.dict has the words of the language.
 */
#include "base/finding_print.h"
#include "support/made_timeline.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST_SESSION_MS = 24 * 60 * 60 * 1000 };

static void check_utf8(struct text text)
{
    for (size_t at = 0; at < text.length;) {
        size_t length = text_decode(text_tail(text, at), NULL);
        assert(length > 0);
        at += length;
    }
}

/* A finding can be shown: it says something, where something is. */
static void check_finding(const struct finding *finding)
{
    assert(finding->message.length > 0);
    check_utf8(finding->message);
    check_utf8(finding->help);
    assert(finding->line >= 1 && finding->width >= 1);
    assert(finding->column <= text_characters(finding->source) + 1);
}

static void check_findings(struct findings *findings)
{
    findings_sort(findings);
    assert(findings->errors + findings->warnings == findings->count);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        check_finding(finding);
        if (i == 0)
            continue;
        const struct finding *before = &findings->items[i - 1];
        bool same_line = before->line == finding->line && strcmp(before->file, finding->file) == 0;
        assert(!same_line || strcmp(before->name, finding->name) != 0);
        assert(!same_line || strcmp(finding->name, "no-breath") == 0 ||
               strcmp(before->name, "no-breath") == 0 || finding->severity == SEVERITY_WARNING);
    }
    struct buffer shown = buffer_make(allocator_system());
    findings_print(findings, false, &shown);
    for (size_t i = 0; i < findings->count && i < FINDINGS_SHOWN; i++)
        finding_print_json(&findings->items[i], &shown);
    assert(!shown.failed);
    check_utf8(buffer_text(&shown));
    buffer_release(&shown);
}

/* A lane's spans are in order, have a length, do not overlap, and can be found. */
static void check_lane(const struct lane_spans *lane, bool has_length, int32_t length_ms)
{
    int32_t end_ms = 0;
    for (size_t i = 0; i < lane->count; i++) {
        const struct span *span = &lane->spans[i];
        assert(span->start_ms >= end_ms && span->end_ms <= length_ms);
        assert(has_length ? span->start_ms < span->end_ms : span->start_ms == span->end_ms);
        assert(span->percent <= 100 && span->action < ACTION_COUNT && span->line >= 1);
        assert(!has_length || timeline_find(lane, span->start_ms) == i);
        assert(!has_length || timeline_find(lane, span->end_ms - 1) == i);
        end_ms = span->end_ms;
    }
    assert(timeline_find(lane, length_ms) == SIZE_MAX);
}

static void check_chimes(const struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->chimes.count; i++) {
        const struct span *chime = &timeline->chimes.spans[i];
        assert(chime->end_ms == chime->start_ms + 3000 && chime->end_ms <= timeline->length_ms);
        assert(i == 0 || chime->start_ms >= chime[-1].start_ms);
    }
}

/* Breaths follow each other without a gap inside their span, and each has its phases. */
static void check_breaths(const struct timeline *timeline)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_BREATH];
    for (size_t i = 0; i < timeline->breath_count; i++) {
        const struct breath_start *breath = &timeline->breaths[i];
        assert(breath->span < lane->count);
        const struct span *span = &lane->spans[breath->span];
        assert(span->breathing->pattern.count > 0);
        if (breath->start_ms == timeline->length_ms)
            continue;
        assert(breath->start_ms >= span->start_ms && breath->start_ms < span->end_ms);
        struct breath_moment moment;
        assert(timeline_breath_at(timeline, breath->start_ms, &moment));
        assert(moment.breath == i && moment.breath_start_ms == breath->start_ms);
        assert(moment.phase == BREATH_IN && moment.phase_start_ms == breath->start_ms);
        bool last = i + 1 == timeline->breath_count || breath[1].span != breath->span;
        assert(moment.breath_end_ms == (last ? span->end_ms : breath[1].start_ms));
        assert(timeline_breath_at(timeline, moment.breath_end_ms - 1, &moment));
        assert(moment.breath == i && moment.phase_end_ms == moment.breath_end_ms);
        assert(moment.fullness_from >= 0 && moment.fullness_from <= 1);
        assert(moment.fullness_to >= 0 && moment.fullness_to <= 1);
    }
}

static void check_timeline(const struct made_timeline *made)
{
    const struct timeline *timeline = &made->timeline;
    assert(timeline->length_ms > 0 && timeline->length_ms <= LONGEST_SESSION_MS);
    size_t rows = 2 + timeline->chimes.count;
    for (int lane = 0; lane < LANE_COUNT; lane++) {
        check_lane(&timeline->lanes[lane], lane != LANE_CHAPTER, timeline->length_ms);
        rows += timeline->lanes[lane].count;
    }
    check_chimes(timeline);
    check_breaths(timeline);
    struct buffer table = buffer_make(allocator_system());
    made_timeline_print(made, &table);
    assert(!table.failed);
    size_t tabs = 0;
    for (size_t i = 0; i < table.length; i++) {
        tabs += table.bytes[i] == '\t';
        rows -= table.bytes[i] == '\n';
    }
    assert(rows == 0 && tabs % 5 == 0);
    check_utf8(buffer_text(&table));
    buffer_release(&table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct made_timeline made;
    made_timeline_read(&made, allocator_system(), (struct text){(const char *)data, size});
    assert(!made.arena.failed && made.script != NULL);
    assert(made.laid_out == (made.findings.errors == 0));
    check_findings(&made.findings);
    if (made.laid_out)
        check_timeline(&made);
    made_timeline_release(&made);
    return 0;
}
