/* One sentence a row, in the words of someone who tells it to a friend; the sums come last. Rows
 * are asked for in the order of the printed table, and each lane has a function that says what a
 * change of it comes to. Everything is appended to one buffer, whose failure is looked at once, at
 * the end.
 */
#include "timeline/explain.h"

#include "language/amount.h"
#include "timeline/rows.h"

#include <assert.h>

/* Both, left and right, as enum side numbers them. */
enum { SIDES = 3 };

/* Appends `1:05` or `1:02:05`. Whole seconds, rounded down, as a player's clock shows them. */
static void say_clock(int32_t time_ms, struct buffer *buffer)
{
    assert(time_ms >= 0);
    int seconds = time_ms / 1000;
    if (seconds >= 3600)
        buffer_format(buffer, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        buffer_format(buffer, "%d:%02d", seconds / 60, seconds % 60);
}

/* How many breaths begin within a span. One that began before it is not counted, so that the spans
 * of a lane that follow each other share the breaths out among them. */
static size_t count_breaths(const struct timeline *timeline, const struct span *span)
{
    assert(span->start_ms <= span->end_ms);
    size_t count = 0;
    /* A session can have tens of thousands of breaths and rows, so the first is found by halves. */
    size_t low = 0;
    size_t high = timeline->breath_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (timeline->breaths[middle].start_ms < span->start_ms)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < timeline->breath_count &&
           timeline->breaths[low + count].start_ms < span->end_ms)
        count++;
    return count;
}

/* Appends a length to a tenth of a second, since sentences are not whole numbers long. Rounded down
 * as a clock is, so that the session's length is never more than the moment at which it ends. */
static void say_time(int64_t time_ms, struct buffer *buffer)
{
    amount_print_time(time_ms / 100 * 100, buffer);
}

/* Appends ` for 30s` and how many breaths that is: a listener counts breaths, an author seconds. */
static void say_length(const struct timeline *timeline, const struct span *span,
                       struct buffer *buffer)
{
    size_t breaths = count_breaths(timeline, span);
    buffer_append_string(buffer, " for ");
    say_time(span->end_ms - span->start_ms, buffer);
    /* Where nobody paces the breath there is nothing to count, and `0 breaths` would puzzle. */
    if (breaths > 0)
        buffer_format(buffer, ", %zu breath%s", breaths, breaths == 1 ? "" : "s");
}

/* Appends `in 4s, out 6s`: the words of the language, which an author reads back at once. */
static void say_pattern(const struct pattern *pattern, struct buffer *buffer)
{
    for (int i = 0; i < pattern->count; i++) {
        buffer_format(buffer, "%s%s ", i == 0 ? "" : ", ",
                      breath_phase_word((enum breath_phase)pattern->phases[i]));
        amount_print_seconds(pattern->lengths_ms[i], buffer);
    }
}

/* Appends what is asked of the breath, without its length. */
static void say_breathing(const struct breathing *breathing, struct buffer *buffer)
{
    /* A pattern without phases is how the tree says `breathe freely`. */
    if (breathing->pattern.count == 0) {
        buffer_append_string(buffer, "Breathe freely");
        return;
    }
    buffer_append_string(buffer, "Breathe ");
    say_pattern(&breathing->pattern, buffer);
    /* Most patterns stay as they are. */
    if (breathing->easing_to.count == 0)
        return;
    buffer_append_string(buffer, ", easing to ");
    say_pattern(&breathing->easing_to, buffer);
    buffer_append_string(buffer, " over ");
    amount_print_time(breathing->easing_ms, buffer);
}

/* Appends `before` and the place; nothing where the hands have not been sent anywhere yet. */
static void say_place(const char *before, struct place place, struct buffer *buffer)
{
    if (place.name == PLACE_NONE)
        return;
    buffer_append_string(buffer, before);
    place_print(place, buffer);
}

/* Appends what the hands do. Sentences speak of places after a colon or comma, so that they read
 * well with any place's name, be it one or two. */
static void say_hands(const struct timeline *timeline, const struct span *span,
                      struct buffer *buffer)
{
    const char *pressure = pressure_word((enum pressure)span->pressure);
    switch ((enum action)span->action) {
    case ACTION_MOVE:
        say_place("The hands move to: ", span->place, buffer);
        break;
    case ACTION_HOLD:
        buffer_format(buffer, "Press and hold, %s", pressure);
        say_place(", at: ", span->place, buffer);
        break;
    case ACTION_RELEASE:
        buffer_append_string(buffer, "Let the pressure go");
        break;
    case ACTION_CIRCLE:
        buffer_format(buffer, "Small slow circles, %s", pressure);
        say_place(", at: ", span->place, buffer);
        break;
    case ACTION_STROKE:
        buffer_format(buffer, "Glide, %s", pressure);
        say_place(", to: ", span->place, buffer);
        break;
    case ACTION_LIFT:
        buffer_format(buffer, "A soft pull, %s", pressure);
        say_place(", at: ", span->place, buffer);
        break;
    case ACTION_TENSE:
        buffer_format(buffer, "Tense the muscles, %s", pressure);
        say_place(", at: ", span->place, buffer);
        break;
    /* An exercise in the author's own words, which need none of ours. */
    case ACTION_DO:
        buffer_append(buffer, span->text);
        break;
    /* A rest that the layout wrote after what the hands did; the script has no line for it. */
    default:
        buffer_append_string(buffer, "The hands rest");
        say_place(", at: ", span->place, buffer);
    }
    say_length(timeline, span, buffer);
}

/* Appends a change of the sound, or a bell. A change is told by where it leads, and by how long it
 * is on its way. */
static void say_sound(const struct span *span, struct buffer *buffer)
{
    if (span->action == ACTION_CHIME) {
        buffer_append_string(buffer, "A soft bell");
        return;
    }
    if (span->ambience == AMBIENCE_OFF) {
        buffer_append_string(buffer, "The sound fades out over ");
    } else {
        buffer_append_string(buffer, "Sound: ");
        /* A script's own recording has no word of ours; the name of its file says what the author
         * meant. */
        if (span->ambience == AMBIENCE_FILE)
            buffer_append(buffer, span->text);
        else
            buffer_append_string(buffer, ambience_word((enum ambience)span->ambience));
        buffer_format(buffer, " at %u%%, over ", span->percent);
    }
    amount_print_time(span->over_ms, buffer);
}

/* Appends a change of the light. At 0 % nothing is seen at all, which deserves its own words. */
static void say_light(const struct span *span, struct buffer *buffer)
{
    if (span->percent == 0)
        buffer_append_string(buffer, "The screen goes black over ");
    else
        buffer_format(buffer, "The light goes to %u%% over ", span->percent);
    amount_print_time(span->over_ms, buffer);
}

/* Appends one row: when, and what. A chapter stands apart by an empty line before it. */
static void say_row(const struct timeline *timeline, const struct span *span, enum lane lane,
                    struct buffer *buffer)
{
    if (lane == LANE_CHAPTER)
        buffer_append_string(buffer, "\n");
    say_clock(span->start_ms, buffer);
    buffer_append_string(buffer, "  ");
    switch (lane) {
    case LANE_CHAPTER:
        buffer_append(buffer, span->text);
        break;
    case LANE_BREATH:
        say_breathing(span->breathing, buffer);
        say_length(timeline, span, buffer);
        break;
    case LANE_HANDS:
        say_hands(timeline, span, buffer);
        break;
    /* A caption without a voice is told apart: a listener with closed eyes never meets it. */
    case LANE_VOICE:
        buffer_append_string(buffer, span->action == ACTION_SAY ? "\"" : "Shown: \"");
        buffer_append(buffer, span->text);
        buffer_append_string(buffer, "\"");
        break;
    case LANE_SOUND:
        say_sound(span, buffer);
        break;
    default:
        say_light(span, buffer);
    }
    buffer_append_string(buffer, "\n");
}

/* Appends each of a header's texts on a line of its own. */
static void say_texts(const char *label, const struct text_set *texts, struct buffer *buffer)
{
    for (size_t i = 0; i < texts->count; i++) {
        buffer_append_string(buffer, label);
        buffer_append(buffer, texts->items[i]);
        buffer_append_string(buffer, "\n");
    }
}

/* Appends what someone wants to know before they lie down. */
static void say_header(const struct header *header, struct buffer *buffer)
{
    buffer_append(buffer, header->title);
    buffer_append_string(buffer, "\n");
    if (header->about.length > 0) {
        buffer_append(buffer, header->about);
        buffer_append_string(buffer, "\n");
    }
    say_texts("Needs: ", &header->needs, buffer);
    say_texts("Caution: ", &header->cautions, buffer);
}

/* Appends how long each place is held or lifted in all, in the order of the manual. */
static void say_holds(const struct timeline *timeline, struct buffer *buffer)
{
    /* Left, right and both are summed apart, as the limits on holding count them. */
    int64_t held_ms[PLACE_COUNT][SIDES] = {0};
    const struct lane_spans *hands = &timeline->lanes[LANE_HANDS];
    for (size_t i = 0; i < hands->count; i++) {
        const struct span *span = &hands->spans[i];
        assert(span->place.name < PLACE_COUNT && span->place.side < SIDES);
        if (span->action == ACTION_HOLD || span->action == ACTION_LIFT)
            held_ms[span->place.name][span->place.side] += span->end_ms - span->start_ms;
    }
    for (int name = 0; name < PLACE_COUNT; name++) {
        for (int side = 0; side < SIDES; side++) {
            if (held_ms[name][side] == 0)
                continue;
            struct place place = {.name = (uint8_t)name, .side = (uint8_t)side};
            buffer_append_string(buffer, "  held       ");
            /* A hold before any `move`: `lull check` has warned of it. */
            if (name == PLACE_NONE)
                buffer_append_string(buffer, "no place");
            place_print(place, buffer);
            buffer_append_string(buffer, ", ");
            say_time(held_ms[name][side], buffer);
            buffer_append_string(buffer, "\n");
        }
    }
}

/* Appends how much of the session is silent and how much of it can be spoken. Silence is wanted: a
 * session that talks all the time lets nobody rest. */
static void say_voice_totals(const struct timeline *timeline, struct buffer *buffer)
{
    const struct lane_spans *voice = &timeline->lanes[LANE_VOICE];
    int64_t words_ms = 0;
    size_t recorded = 0;
    /* Captions without a voice are words, but nobody has to record them. */
    size_t sentences = 0;
    for (size_t i = 0; i < voice->count; i++) {
        words_ms += voice->spans[i].end_ms - voice->spans[i].start_ms;
        sentences += voice->spans[i].action == ACTION_SAY;
        recorded += voice->spans[i].recording != NULL;
    }
    /* Sentences never overlap, so what is left is silence; rounded half up. */
    int64_t silent_ms = timeline->length_ms - words_ms;
    assert(silent_ms >= 0);
    /* Twice the number and the half of what divides it: rounding half up in whole numbers. */
    buffer_format(buffer, "  silence    %d%%\n",
                  (int)((silent_ms * 200 + timeline->length_ms) / (2 * timeline->length_ms)));
    buffer_format(buffer, "  narration  %zu sentence%s, %zu recorded, %zu missing\n", sentences,
                  sentences == 1 ? "" : "s", recorded, sentences - recorded);
}

/* Appends the sums. They stand under the session's end, where they can be seen at once. */
static void say_totals(const struct timeline *timeline, struct buffer *buffer)
{
    say_clock(timeline->length_ms, buffer);
    buffer_append_string(buffer, "  The session ends\n\nIn all\n  length     ");
    say_time(timeline->length_ms, buffer);
    buffer_format(buffer, "\n  breaths    %zu\n", timeline->breath_count);
    say_holds(timeline, buffer);
    say_voice_totals(timeline, buffer);
}

bool explain_timeline(const struct timeline *timeline, const struct script *script,
                      struct buffer *buffer)
{
    assert(timeline->length_ms > 0);
    struct arena scratch = arena_make(buffer->allocator);
    struct rows rows;
    /* Without memory the header and the totals are made all the same, and the caller throws them
     * away. */
    bool begun = rows_begin(&rows, &scratch, timeline);
    say_header(&script->header, buffer);
    const struct lane_spans *chapters = &timeline->lanes[LANE_CHAPTER];
    /* A chapter brings its own empty line; the header shall not be followed by two. */
    bool begins_with_chapter = chapters->count > 0 && chapters->spans[0].start_ms == 0;
    buffer_append_string(buffer, begins_with_chapter ? "" : "\n");
    enum lane lane;
    for (const struct span *span; begun && (span = rows_next(&rows, &lane)) != NULL;)
        say_row(timeline, span, lane, buffer);
    say_totals(timeline, buffer);
    arena_release(&scratch);
    return begun && !buffer->failed;
}
