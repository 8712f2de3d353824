/* Rows come in order from rows.c and are written one after the other into a buffer, which is handed
 * over whenever it has grown to a piece, so that no table is ever held whole. Numbers are written
 * digit by digit, since a timeline can have millions of them and printf would read its format for
 * each.
 */
#include "timeline/print.h"

#include "language/amount.h"
#include "timeline/rows.h"

#include <assert.h>

/* Large enough for few writes, small beside the timeline itself. */
enum { PIECE_BYTES = 1 << 18 };

/* A table under way: what has gathered, and where it goes. */
struct printing {
    struct buffer buffer;
    bool json;
    print_sink sink;
    void *context;
};

const char *lane_word(enum lane lane)
{
    /* In the order of enum lane. Tools read these words: they are part of the format. */
    static const char *const words[LANE_COUNT] = {"chapter", "breath", "hands",
                                                  "voice",   "sound",  "light"};
    assert(lane < LANE_COUNT);
    return words[lane];
}

/* Appends a whole number. Its digits come from the last to the first, and so are gathered from the
 * end of their place. */
static void print_number(uint32_t number, struct buffer *buffer)
{
    /* The most digits a 32-bit number has. */
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buffer_append(buffer, (struct text){digits + at, sizeof digits - at});
}

/* Appends a time in seconds with three decimals. */
static void print_seconds(int32_t time_ms, struct buffer *buffer)
{
    assert(time_ms >= 0);
    uint32_t thousandths = (uint32_t)time_ms % 1000;
    char decimals[] = {'.', (char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10),
                       (char)('0' + thousandths % 10)};
    print_number((uint32_t)time_ms / 1000, buffer);
    buffer_append(buffer, (struct text){decimals, sizeof decimals});
}

/* Appends `in 4s, out 6s`: names written out and all in seconds, however the script spells them. */
static void print_pattern(const struct pattern *pattern, struct buffer *buffer)
{
    for (int i = 0; i < pattern->count; i++) {
        buffer_append_string(buffer, i == 0 ? "" : ", ");
        buffer_append_string(buffer, breath_phase_word((enum breath_phase)pattern->phases[i]));
        buffer_append_string(buffer, " ");
        amount_print_seconds(pattern->lengths_ms[i], buffer);
    }
}

/* Appends a pattern, an easing between two, or `freely`. */
static void print_breathing(const struct breathing *breathing, struct buffer *buffer)
{
    if (breathing->pattern.count == 0)
        buffer_append_string(buffer, "freely");
    print_pattern(&breathing->pattern, buffer);
    if (breathing->easing_to.count == 0)
        return;
    buffer_append_string(buffer, " easing to ");
    print_pattern(&breathing->easing_to, buffer);
    buffer_append_string(buffer, " over ");
    amount_print_seconds(breathing->easing_ms, buffer);
}

/* Appends `30% over 4s`, without the percentage where it is `off`, whose loudness is none. */
static void print_fade(const struct span *span, bool off, struct buffer *buffer)
{
    if (!off) {
        print_number(span->percent, buffer);
        buffer_append_string(buffer, "%");
    }
    buffer_append_string(buffer, off ? "over " : " over ");
    amount_print_seconds(span->over_ms, buffer);
}

/* Appends `sea 20% over 4s`; a file stands in quotes, so that none is taken for a name of ours. */
static void print_sound(const struct span *span, struct buffer *buffer)
{
    if (span->ambience == AMBIENCE_FILE) {
        buffer_append_string(buffer, "\"");
        buffer_append(buffer, span->text);
        buffer_append_string(buffer, "\"");
    } else {
        buffer_append_string(buffer, ambience_word((enum ambience)span->ambience));
    }
    buffer_append_string(buffer, " ");
    print_fade(span, span->ambience == AMBIENCE_OFF, buffer);
}

void span_print_detail(const struct span *span, struct buffer *buffer)
{
    switch ((enum action)span->action) {
    case ACTION_CHAPTER:
    case ACTION_SAY:
    case ACTION_SHOW:
    case ACTION_DO:
        buffer_append(buffer, span->text);
        break;
    case ACTION_BREATHE:
        print_breathing(span->breathing, buffer);
        break;
    case ACTION_MOVE:
    case ACTION_REST:
        place_print(span->place, buffer);
        break;
    case ACTION_STROKE:
        place_print(span->place, buffer);
        buffer_append_string(buffer, " ");
        buffer_append_string(buffer, pressure_word((enum pressure)span->pressure));
        break;
    case ACTION_HOLD:
    case ACTION_CIRCLE:
    case ACTION_LIFT:
    case ACTION_TENSE:
        buffer_append_string(buffer, pressure_word((enum pressure)span->pressure));
        break;
    case ACTION_SOUND:
        print_sound(span, buffer);
        break;
    case ACTION_LIGHT:
        print_fade(span, false, buffer);
        break;
    /* A release and a chime say all in their action's word. */
    default:
        break;
    }
}

void span_print_line(uint32_t line, const struct inclusion *inclusion, struct buffer *buffer)
{
    assert(line > 0);
    /* A line of the main script is a bare number, as it is the file that the reader has open. */
    if (inclusion != NULL) {
        buffer_append_string(buffer, inclusion->file);
        buffer_append_string(buffer, ":");
    }
    print_number(line, buffer);
}

/* Writes tabs and backslashes of what was appended from `start` on as `\t` and `\\`, so that a tab
 * always parts two columns. A text has no line ends. */
static void escape_from(struct buffer *buffer, size_t start)
{
    size_t escapes = 0;
    for (size_t i = start; i < buffer->length; i++)
        escapes += buffer->bytes[i] == '\t' || buffer->bytes[i] == '\\';
    /* Hardly a text has any; most rows end here. */
    if (escapes == 0)
        return;
    /* In place and backwards: room for the signs to add is made at the end, and each byte moves
     * there once. */
    size_t from = buffer->length;
    for (size_t i = 0; i < escapes; i++)
        buffer_append_string(buffer, "\\");
    if (buffer->failed)
        return;
    for (size_t to = buffer->length; from > start;) {
        char byte = buffer->bytes[--from];
        /* The sign comes before the byte, and so is written after it on the way back. */
        bool escaped = byte == '\t' || byte == '\\';
        buffer->bytes[--to] = byte == '\t' ? 't' : byte;
        if (escaped)
            buffer->bytes[--to] = '\\';
    }
}

/* What a row of the table says. */
struct row {
    int32_t start_ms;
    int32_t end_ms;
    const char *lane; /* static, as the action's word is */
    const char *action;
    const struct span *span; /* NULL: no detail */
    uint32_t line;
    const struct inclusion *inclusion;
};

/* One row for people. A tab can be in a text alone: in the detail, and in an included file's
 * name. */
static void print_table_row(struct buffer *buffer, const struct row *row)
{
    print_seconds(row->start_ms, buffer);
    buffer_append_string(buffer, "\t");
    print_seconds(row->end_ms, buffer);
    buffer_append_string(buffer, "\t");
    buffer_append_string(buffer, row->lane);
    buffer_append_string(buffer, "\t");
    buffer_append_string(buffer, row->action);
    buffer_append_string(buffer, "\t");
    size_t detail = buffer->length;
    if (row->span != NULL)
        span_print_detail(row->span, buffer);
    escape_from(buffer, detail);
    buffer_append_string(buffer, "\t");
    size_t line = buffer->length;
    span_print_line(row->line, row->inclusion, buffer);
    escape_from(buffer, line);
    buffer_append_string(buffer, "\n");
}

/* One row for tools. Times are numbers with three decimals; a line is text, since it may name a
 * file. */
static void print_json_row(struct buffer *buffer, const struct row *row)
{
    /* Both are made as text first, since JSON escapes them as a whole. */
    struct buffer detail = buffer_make(buffer->allocator);
    struct buffer line = buffer_make(buffer->allocator);
    if (row->span != NULL)
        span_print_detail(row->span, &detail);
    span_print_line(row->line, row->inclusion, &line);
    buffer_append_string(buffer, "{\"start\":");
    print_seconds(row->start_ms, buffer);
    buffer_append_string(buffer, ",\"end\":");
    print_seconds(row->end_ms, buffer);
    buffer_format(buffer, ",\"lane\":\"%s\",\"action\":\"%s\",\"detail\":", row->lane, row->action);
    buffer_append_json(buffer, buffer_text(&detail));
    buffer_append_string(buffer, ",\"line\":");
    buffer_append_json(buffer, buffer_text(&line));
    buffer_append_string(buffer, "}\n");
    buffer->failed |= detail.failed || line.failed;
    buffer_release(&detail);
    buffer_release(&line);
}

/* Prints a row, and hands over what has gathered when it is enough, or when it is the last. False
 * where the sink has had enough or there is no memory: the table then ends in the midst, and
 * whoever asked for it says so. */
static bool print_row(struct printing *printing, const struct row *row, bool last)
{
    assert(printing->sink != NULL && row->start_ms <= row->end_ms);
    struct buffer *buffer = &printing->buffer;
    if (printing->json)
        print_json_row(buffer, row);
    else
        print_table_row(buffer, row);
    if (buffer->failed)
        return false;
    if (buffer->length < PIECE_BYTES && !last)
        return true;
    bool taken = printing->sink(printing->context, buffer_text(buffer));
    /* The memory stays for the next piece. */
    buffer->length = 0;
    return taken;
}

/* A span as a row; its text is written only when the row is. */
static bool print_span(struct printing *printing, const struct span *span, enum lane lane)
{
    struct row row = {.start_ms = span->start_ms,
                      .end_ms = span->end_ms,
                      .lane = lane_word(lane),
                      .action = action_word((enum action)span->action),
                      .span = span,
                      .line = span->line,
                      .inclusion = span->inclusion};
    return print_row(printing, &row, false);
}

/* All rows in order, and the end. False where the sink has had enough or there is no memory. */
static bool print_rows(struct printing *printing, const struct timeline *timeline,
                       struct arena *scratch)
{
    struct rows rows;
    if (!rows_begin(&rows, scratch, timeline))
        return false;
    enum lane lane;
    for (const struct span *span; (span = rows_next(&rows, &lane)) != NULL;)
        if (!print_span(printing, span, lane))
            return false;
    struct row end = {.start_ms = timeline->length_ms,
                      /* The session's end is no span of any lane, but a row all the same. */
                      .end_ms = timeline->length_ms,
                      .lane = "end",
                      .action = "end",
                      .line = timeline->end_line,
                      .inclusion = timeline->end_inclusion};
    return print_row(printing, &end, true);
}

/* Prints to the end or to the first failure. Whatever happens, memory is given back here. */
static bool print_all(struct printing *printing, const struct timeline *timeline)
{
    struct arena scratch = arena_make(printing->buffer.allocator);
    bool printed = print_rows(printing, timeline, &scratch);
    arena_release(&scratch);
    buffer_release(&printing->buffer);
    return printed;
}

bool timeline_print(const struct timeline *timeline, struct allocator allocator, print_sink sink,
                    void *context)
{
    struct printing printing = {.buffer = buffer_make(allocator), .sink = sink, .context = context};
    /* Goes out with the first piece; where it finds no memory, the first row notices. */
    buffer_append_string(&printing.buffer, "start\tend\tlane\taction\tdetail\tline\n");
    return print_all(&printing, timeline);
}

bool timeline_print_json(const struct timeline *timeline, struct allocator allocator,
                         print_sink sink, void *context)
{
    struct printing printing = {
        .buffer = buffer_make(allocator), .json = true, .sink = sink, .context = context};
    return print_all(&printing, timeline);
}
