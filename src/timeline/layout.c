/* The tree is walked as the session runs: one moment, `now_ms`, moves forward from line to line,
 * and each line writes what it changes into its lane. A line with lines under it lets them run from
 * the moment it takes effect, and is over when they and its own length are. Warnings are collected
 * apart, since they are of use only where there is no error.
 */
#include "timeline/layout.h"

#include "timeline/breaths.h"
#include "timeline/hands.h"
#include "timeline/lane_writer.h"
#include "timeline/report.h"
#include "timeline/safety.h"

#include <assert.h>

enum {
    /* The language's own figures: every timeline of a script that relies on them changes with
     * them. */
    DEFAULT_TRAVEL_MS = 4000, /* move, stroke and release without `over` */
    CHIME_MS = 3000,
    AFTER_SENTENCE_MS = 500,
    /* Reading at an easy 130 words a minute, the pace of the narration too, so that a session
     * without recordings lasts about as long as with them. */
    WORD_MS = 450,
    BEFORE_WORDS_MS = 600,
    SHORTEST_CAPTION_MS = 1200,
};

struct layout {
    struct arena *arena;
    const struct script *script;
    struct narration narration;
    struct recording *sentences; /* by line.sentence; path NULL: not recorded */
    struct findings *errors;
    struct findings warnings;
    int64_t now_ms;
    struct breaths breaths;
    struct hands hands;
    struct lane_writer chapters;
    struct lane_writer voice;
    struct lane_writer sound;
    struct lane_writer light;
    struct lane_writer chimes;
    struct safety safety;
    enum side side; /* of the `each side` that is running; SIDE_BOTH outside of one */
    const struct inclusion *inclusion;
    const struct line *last_line;
    const struct inclusion *last_inclusion;
    bool stopped; /* 24 h are over */
};

/* Blocks and lines run each other, as deep as the script is indented. */
static void run_block(struct layout *layout, const struct line *line);

/* Moves to `now_ms`. Returns false where the layout stops: the session gets too long, or memory has
 * run out. */
static bool move_to(struct layout *layout, const struct line *line, int64_t now_ms)
{
    /* Spans and breaths may be missing from here on, and with them the moments that they give. */
    if (layout->arena->failed)
        return false;
    assert(now_ms >= layout->now_ms);
    if (now_ms > LONGEST_SESSION_MS) {
        report_error(layout->errors, line, "too-long",
                     "with this line the session gets longer than 24 hours",
                     "repeat less often, or rest for less long");
        layout->stopped = true;
        return false;
    }
    layout->now_ms = now_ms;
    return true;
}

/* What `line` writes into its lane, from now on. Its length is still open: it ends where it begins
 * until the line is over, so that a span which is forgotten would never be played. */
static struct span span_of(const struct layout *layout, const struct line *line)
{
    assert(layout->now_ms >= 0 && layout->now_ms <= LONGEST_SESSION_MS); /* so it fits 32 bits */
    return (struct span){.start_ms = (int32_t)layout->now_ms,
                         .end_ms = (int32_t)layout->now_ms,
                         .action = line->action,
                         .pressure = line->pressure,
                         .ambience = line->ambience,
                         .percent = line->percent,
                         .place = line->place,
                         .over_ms = line->over_ms,
                         .text = line->text,
                         .breathing = line->breathing,
                         .written = line,
                         .line = line->number,
                         .inclusion = layout->inclusion};
}

/* When a line takes effect that lasts as `line` does, and how its breaths are counted from there.
 */
struct effect {
    int64_t start_ms;
    struct breath_count count;
    bool has_no_breath; /* breaths should be counted, and none is there */
};

/* The error of every line that counts or awaits breaths while nobody paces them. */
static void fail_no_breath(struct layout *layout, const struct line *line)
{
    report_error(layout->errors, line, "no-breath",
                 "this waits for breaths, and no breathing pattern runs",
                 "write a pattern before it: breathe in 4s, out 6s");
}

/* Waits until `line` takes effect: the next in-breath where its length is counted in breaths, now
 * otherwise. Returns false where the layout stops. */
static bool wait_for_effect(struct layout *layout, const struct line *line, struct effect *effect)
{
    *effect = (struct effect){.start_ms = layout->now_ms};
    if (line->length.kind == LENGTH_BREATHS &&
        !breaths_next_in(&layout->breaths, layout->now_ms, &effect->start_ms)) {
        fail_no_breath(layout, line);
        /* Go on as if it took no time: later lines may have errors of their own to be shown in this
         * run. */
        *effect = (struct effect){.start_ms = layout->now_ms, .has_no_breath = true};
    }
    if (!move_to(layout, line, effect->start_ms))
        return false;
    breaths_advance(&layout->breaths, layout->now_ms);
    effect->count = breaths_start_count(&layout->breaths);
    return true;
}

/* When the length of `line` is over, which took effect at `effect`; `otherwise_ms` is its length
 * where it says none. */
static int64_t own_end(struct layout *layout, const struct line *line, struct effect effect,
                       int64_t otherwise_ms)
{
    assert(effect.start_ms <= layout->now_ms && otherwise_ms >= 0);
    if (line->length.kind == LENGTH_NONE)
        return effect.start_ms + otherwise_ms;
    /* The amount is in ms here, a number of breaths below. */
    if (line->length.kind == LENGTH_TIME)
        return effect.start_ms + line->length.amount;
    if (effect.has_no_breath)
        return effect.start_ms;
    int64_t end_ms;
    breaths_advance(&layout->breaths, layout->now_ms);
    /* The lines under this one may have let breathing become free before its breaths were all
     * over. */
    if (!breaths_end_count(&layout->breaths, effect.count, line->length.amount, &end_ms))
        fail_no_breath(layout, line);
    return end_ms > effect.start_ms ? end_ms : effect.start_ms;
}

/* Runs the lines under `line`, which took effect, and waits until it is over. `*end_ms` is when its
 * own length was. Returns false where the layout stops. */
static bool run_under(struct layout *layout, const struct line *line, struct effect effect,
                      int64_t otherwise_ms, int64_t *end_ms)
{
    run_block(layout, line->first_child);
    if (layout->stopped)
        return false;
    *end_ms = own_end(layout, line, effect, otherwise_ms);
    /* Neither a sentence nor a breath is cut short: the line lasts longer than it says, and its
     * author is told. */
    if (line->length.kind != LENGTH_NONE && layout->now_ms > *end_ms)
        report_warning(&layout->warnings, line, "overrun",
                       "the lines under this one need longer than it says",
                       "give it more time, or take a line out");
    return move_to(layout, line, *end_ms > layout->now_ms ? *end_ms : layout->now_ms);
}

/* Of a change that another one replaced before anybody could notice it. */
static void warn_replaced(struct layout *layout, const struct line *line)
{
    report_warning(&layout->warnings, line, "no-effect",
                   "another line takes the place of this one before it has any effect",
                   "take one of them out, or let some time pass between them");
}

/* A change of the breath. With a length or lines under it, it is waited for; bare, it is only
 * announced, and the next line runs while the old breath ends. */
static void run_breathe(struct layout *layout, const struct line *line)
{
    const void *replaced;
    struct effect effect = {0};
    effect.start_ms = breaths_change(&layout->breaths, layout->now_ms, span_of(layout, line), line,
                                     &replaced);
    if (replaced != NULL)
        warn_replaced(layout, replaced);
    /* `for` counts from the in-breath at which the change takes effect, so that moment comes
     * first. */
    bool bare = line->length.kind == LENGTH_NONE && line->first_child == NULL;
    if (bare || !move_to(layout, line, effect.start_ms))
        return;
    breaths_advance(&layout->breaths, layout->now_ms);
    effect.count = breaths_start_count(&layout->breaths);
    int64_t end_ms;
    run_under(layout, line, effect, 0, &end_ms);
}

/* Where the hands are for `line`: where it sends them, on the side that is running. */
static struct place hands_place(const struct layout *layout, const struct line *line)
{
    if (line->action != ACTION_MOVE && line->action != ACTION_STROKE)
        return layout->hands.place;
    /* A place without a side means both sides, except under `each side`. */
    struct place place = line->place;
    if (place.side == SIDE_BOTH && place_has_sides((enum place_name)place.name))
        place.side = (uint8_t)layout->side;
    return place;
}

/* Anything that the hands do. What they did before ends when this takes effect, and they rest when
 * it is over, unless it took no time: then it goes on until they are told otherwise. */
static void run_hands(struct layout *layout, const struct line *line)
{
    bool travels = line->action == ACTION_MOVE || line->action == ACTION_STROKE ||
                   line->action == ACTION_RELEASE;
    struct effect effect;
    if (!wait_for_effect(layout, line, &effect))
        return;
    struct place place = hands_place(layout, line);
    safety_check_line(&layout->safety, line, place, &layout->warnings);
    hands_begin(&layout->hands, layout->arena, &layout->warnings, line, span_of(layout, line),
                place, (int32_t)layout->now_ms);
    int64_t end_ms;
    if (!run_under(layout, line, effect, travels ? DEFAULT_TRAVEL_MS : 0, &end_ms))
        return;
    /* Lines under it that take no time leave it as if bare: it goes on. */
    bool timeless = line->length.kind == LENGTH_NONE && layout->now_ms == effect.start_ms;
    if (timeless)
        hands_go_on(&layout->hands, line);
    else
        hands_rest(&layout->hands, layout->arena, (int32_t)layout->now_ms);
}

/* Runs of anything but white space, which is space and tab alone throughout the language. */
static int64_t count_words(struct text text)
{
    int64_t words = 0;
    bool in_word = false;
    for (size_t i = 0; i < text.length; i++) {
        bool white = text.bytes[i] == ' ' || text.bytes[i] == '\t';
        words += !white && !in_word;
        in_word = !white;
    }
    return words;
}

/* How long a sentence lasts: as long as its recording and a pause, or as it takes to read it. */
static int64_t sentence_ms(const struct line *line, const struct recording *recording)
{
    if (recording->path != NULL)
        return recording->length_ms + AFTER_SENTENCE_MS;
    int64_t length_ms = WORD_MS * count_words(line->text) + BEFORE_WORDS_MS;
    return length_ms > SHORTEST_CAPTION_MS ? length_ms : SHORTEST_CAPTION_MS;
}

/* A sentence. Its span keeps the length of its words even when lines under it make the line
 * longer, so the end is written apart. */
static void run_say(struct layout *layout, const struct line *line)
{
    assert(line->sentence < layout->script->sentence_count);
    const struct recording *recording = &layout->sentences[line->sentence];
    struct span span = span_of(layout, line);
    span.recording = recording->path;
    struct effect effect = {.start_ms = layout->now_ms};
    size_t index = layout->voice.count;
    lane_writer_add(&layout->voice, layout->arena, span);
    int64_t end_ms;
    if (run_under(layout, line, effect, sentence_ms(line, recording), &end_ms))
        layout->voice.spans[index].end_ms = (int32_t)end_ms;
}

/* A caption without a voice: as a sentence, but its length is written, and may be in breaths. */
static void run_show(struct layout *layout, const struct line *line)
{
    struct effect effect;
    if (!wait_for_effect(layout, line, &effect))
        return;
    size_t index = layout->voice.count;
    lane_writer_add(&layout->voice, layout->arena, span_of(layout, line));
    int64_t end_ms;
    if (run_under(layout, line, effect, 0, &end_ms))
        layout->voice.spans[index].end_ms = (int32_t)end_ms;
}

/* Writes a change of sound or light. */
static void run_change(struct layout *layout, const struct line *line, struct lane_writer *lane)
{
    const struct span *current = lane_writer_current(lane);
    const struct line *before = current != NULL ? current->written : NULL;
    struct span span = span_of(layout, line);
    /* `say` keeps its words where a sound keeps its file's name. */
    if (line->action == ACTION_SOUND) {
        span.text = line->path_text;
        span.recording = line->path;
    }
    if (!lane_writer_open(lane, layout->arena, span, (int32_t)layout->now_ms))
        warn_replaced(layout, before);
}

/* Chimes ring on while others begin, so they are kept apart from the sound lane's spans. */
static void run_chime(struct layout *layout, const struct line *line)
{
    struct span span = span_of(layout, line);
    span.end_ms += CHIME_MS;
    lane_writer_add(&layout->chimes, layout->arena, span);
}

/* Lets time pass. `rest until` has a moment to reach, the plain `rest` a length. */
static void run_rest(struct layout *layout, const struct line *line)
{
    int64_t until_ms = layout->now_ms;
    if (line->until != UNTIL_NONE) {
        bool comes = line->until == UNTIL_IN_BREATH
                         ? breaths_next_turn(&layout->breaths, layout->now_ms, &until_ms)
                         : breaths_next_out(&layout->breaths, layout->now_ms, &until_ms);
        if (!comes)
            fail_no_breath(layout, line);
        move_to(layout, line, comes ? until_ms : layout->now_ms);
        return;
    }
    struct effect effect;
    int64_t end_ms;
    if (wait_for_effect(layout, line, &effect))
        run_under(layout, line, effect, 0, &end_ms);
}

/* Each round is a block of its own: an `at` under it counts from the round's start. */
static void run_repeat(struct layout *layout, const struct line *line)
{
    for (int32_t i = 0; i < line->times && !layout->stopped; i++)
        run_block(layout, line->first_child);
}

/* The block twice, left and then right; places in it that have sides take the one that is
 * running. */
static void run_each_side(struct layout *layout, const struct line *line)
{
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT && !layout->stopped; side++) {
        layout->side = (enum side)side;
        run_block(layout, line->first_child);
    }
    /* The language refuses `each side` under itself, so there is no side to go back to. */
    layout->side = SIDE_BOTH;
}

/* The included file's lines, as if they stood here. It was read with the script, and the reader has
 * made sure that no file includes itself. */
static void run_include(struct layout *layout, const struct line *line)
{
    struct inclusion *inclusion = arena_push(layout->arena, 1, sizeof *inclusion);
    if (inclusion == NULL)
        return;
    *inclusion = (struct inclusion){
        .parent = layout->inclusion, .file = line->included->name, .line = line->number};
    /* Every span that is written until the block is over remembers by which include it came. */
    layout->inclusion = inclusion;
    run_block(layout, line->included->first_line);
    layout->inclusion = inclusion->parent;
}

/* Lets one line happen; what is not named here is something that the hands do. */
static void run_action(struct layout *layout, const struct line *line)
{
    switch ((enum action)line->action) {
    case ACTION_BREATHE:
        safety_check_line(&layout->safety, line, layout->hands.place, &layout->warnings);
        run_breathe(layout, line);
        break;
    case ACTION_SAY:
        run_say(layout, line);
        break;
    case ACTION_SHOW:
        run_show(layout, line);
        break;
    case ACTION_SOUND:
        run_change(layout, line, &layout->sound);
        break;
    case ACTION_LIGHT:
        run_change(layout, line, &layout->light);
        break;
    case ACTION_CHIME:
        run_chime(layout, line);
        break;
    case ACTION_REST:
        run_rest(layout, line);
        break;
    case ACTION_REPEAT:
        run_repeat(layout, line);
        break;
    case ACTION_EACH:
        run_each_side(layout, line);
        break;
    case ACTION_CHAPTER:
        lane_writer_add(&layout->chapters, layout->arena, span_of(layout, line));
        break;
    case ACTION_INCLUDE:
        run_include(layout, line);
        break;
    default:
        run_hands(layout, line);
    }
}

/* Waits as `at` says, in a block that began at `start_ms`. */
static bool wait_for_at(struct layout *layout, const struct line *line, int64_t start_ms)
{
    int64_t at_ms = start_ms + line->at_ms;
    if (at_ms >= layout->now_ms)
        return move_to(layout, line, at_ms);
    report_warning(&layout->warnings, line, "late", "this moment is past when the line is reached",
                   "write a later time, or leave at and its time out");
    return true;
}

/* Runs `line` and those after it, one after another. An `at` among them counts from this moment. */
static void run_block(struct layout *layout, const struct line *line)
{
    int64_t start_ms = layout->now_ms;
    for (; line != NULL && !layout->stopped && !layout->arena->failed; line = line->next) {
        assert(line->fault == NULL && line->action < ACTION_COUNT);
        /* Kept before the line runs: lines under it overwrite them, and the last to run is the
         * innermost. */
        layout->last_line = line;
        layout->last_inclusion = layout->inclusion;
        if (!line->has_at || wait_for_at(layout, line, start_ms))
            run_action(layout, line);
    }
}

/* The sentences of a file that nobody says. */
struct unsaid {
    unsigned count;
    const struct line *first;
};

/* Counts a sentence without a recording. */
static void count_unsaid(struct unsaid *unsaid, const struct line *line)
{
    unsaid->count++;
    if (unsaid->first == NULL || line->number < unsaid->first->number)
        unsaid->first = line;
}

/* Looks for the recordings of the sentences of a block, and counts those that have none. */
static void find_sentences(struct layout *layout, const struct line *line, struct unsaid *unsaid)
{
    for (; line != NULL; line = line->next) {
        if (line->action == ACTION_SAY) {
            struct recording *recording = &layout->sentences[line->sentence];
            *recording = (struct recording){0};
            bool found = layout->narration.find != NULL &&
                         layout->narration.find(layout->narration.context, line->text, line->path,
                                                recording);
            if (!found)
                *recording = (struct recording){0};
            /* With nobody to look (`find` NULL) a file that the script names is taken to be there:
             * it was found when the script was read. */
            if (!found && (layout->narration.find != NULL || line->path == NULL))
                count_unsaid(unsaid, line);
        }
        find_sentences(layout, line->first_child, unsaid);
    }
}

/* Finds all recordings, and warns once a file where some are missing. */
static bool find_narration(struct layout *layout)
{
    layout->sentences = arena_push(layout->arena, layout->script->sentence_count,
                                   sizeof *layout->sentences);
    if (layout->sentences == NULL)
        return false;
    for (const struct source *source = layout->script->main; source != NULL;
         source = source->next) {
        struct unsaid unsaid = {.count = 0};
        find_sentences(layout, source->first_line, &unsaid);
        if (unsaid.count == 0)
            continue;
        struct buffer message = buffer_make(layout->arena->allocator);
        buffer_format(&message, "%u sentence%s of this file %s no recording", unsaid.count,
                      unsaid.count == 1 ? "" : "s", unsaid.count == 1 ? "has" : "have");
        report_warning(&layout->warnings, unsaid.first, "missing-narration",
                       message.failed ? "" : message.bytes,
                       "captions carry them; lull narrate makes the recordings");
        layout->arena->failed |= message.failed;
        buffer_release(&message);
    }
    return true;
}

/* The session ends with the last of several things. */
static int64_t later(int64_t a_ms, int64_t b_ms)
{
    return a_ms > b_ms ? a_ms : b_ms;
}

/* When the fade that is under way on a lane is over; a fade that was replaced is over already. */
static int64_t fade_end(const struct lane_writer *lane)
{
    const struct span *current = lane_writer_current(lane);
    return current == NULL ? 0 : current->start_ms + current->over_ms;
}

/* Waits until every fade, chime and breath is over, and ends all lanes. */
static void end_session(struct layout *layout)
{
    int64_t end_ms = later(layout->now_ms,
                           later(fade_end(&layout->sound), fade_end(&layout->light)));
    for (size_t i = 0; i < layout->chimes.count; i++)
        end_ms = later(end_ms, layout->chimes.spans[i].end_ms);
    /* Last, since a breath is let run out after everything else; one that would begin here does
     * not. */
    end_ms = breaths_end(&layout->breaths, end_ms);
    if (layout->last_line == NULL || !move_to(layout, layout->last_line, end_ms))
        return;
    int32_t now_ms = (int32_t)layout->now_ms;
    if (layout->breaths.span_count > 0)
        layout->breaths.spans[layout->breaths.span_count - 1].end_ms = now_ms;
    hands_end(&layout->hands, &layout->warnings, now_ms);
    lane_writer_close(&layout->sound, now_ms);
    lane_writer_close(&layout->light, now_ms);
    safety_check_holds(lane_writer_spans(&layout->hands.lane), &layout->warnings);
}

/* The one finding that belongs to no line: the script as a whole comes to nothing. */
static void fail_empty(struct layout *layout)
{
    const struct source *main = layout->script->main;
    findings_add(layout->errors,
                 (struct finding){.severity = SEVERITY_ERROR,
                                  .name = "empty-session",
                                  .file = main->name,
                                  .line = 1,
                                  .width = 1,
                                  .message = text_from("this session takes no time"),
                                  .help = text_from("let something last: "
                                                    "breathe in 4s, out 6s for "
                                                    "5m")});
}

/* What the layout has come to. Lanes are handed over as they stand; nothing writes them after
 * this. */
static struct timeline finished(const struct layout *layout)
{
    assert(layout->now_ms > 0 && layout->now_ms <= LONGEST_SESSION_MS);
    return (struct timeline){
        .length_ms = (int32_t)layout->now_ms,
        .phases = layout->script->header.phases,
        .lanes = {[LANE_CHAPTER] = lane_writer_spans(&layout->chapters),
                  [LANE_BREATH] = {layout->breaths.spans, layout->breaths.span_count},
                  [LANE_HANDS] = lane_writer_spans(&layout->hands.lane),
                  [LANE_VOICE] = lane_writer_spans(&layout->voice),
                  [LANE_SOUND] = lane_writer_spans(&layout->sound),
                  [LANE_LIGHT] = lane_writer_spans(&layout->light)},
        .chimes = lane_writer_spans(&layout->chimes),
        .breaths = layout->breaths.starts,
        .breath_count = layout->breaths.count,
        .end_line = layout->last_line->number,
        .end_inclusion = layout->last_inclusion,
    };
}

bool timeline_lay_out(struct arena *arena, const struct script *script, struct narration narration,
                      struct findings *findings, struct timeline *timeline)
{
    assert(script != NULL && findings->errors == 0);
    *timeline = (struct timeline){0};
    struct layout layout = {.arena = arena,
                            .script = script,
                            .narration = narration,
                            .errors = findings,
                            .warnings = findings_make(arena),
                            .breaths = {.arena = arena},
                            .safety = {.script = script}};
    /* Recordings come first: how long a sentence takes decides when all that follows it happens. */
    if (!find_narration(&layout))
        return false;
    run_block(&layout, script->main->first_line);
    if (!layout.stopped)
        end_session(&layout);
    if (!arena->failed && findings->errors == 0 && layout.now_ms == 0)
        fail_empty(&layout);
    if (arena->failed || findings->errors > 0)
        return false;
    /* A warning about a script that does not play would only draw the eye from what stops it. */
    for (size_t i = 0; i < layout.warnings.count; i++)
        findings_add(findings, layout.warnings.items[i]);
    if (arena->failed)
        return false;
    *timeline = finished(&layout);
    return true;
}
