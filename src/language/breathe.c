/* A pattern is read phase by phase in one loop, or by its name, which begins with no phase's word.
 * What is wrong with it is `bad-pattern`, but for its times, which are judged as times are
 * everywhere, and for what is missing at its end. What stands around a pattern (`easing to`, `for`)
 * is read afterwards, word by word, so that the leftmost fault is the one that is said.
 */
#include "language/actions.h"
#include "language/amount.h"

#include <assert.h>

/* The phase of that name, in any case; false where there is none. */
static bool breath_phase_from_word(struct text word, enum breath_phase *phase)
{
    for (int i = BREATH_IN; i <= BREATH_OUT; i++) {
        if (text_equal_ignoring_case(word, text_from(breath_phase_word((enum breath_phase)i)))) {
            *phase = (enum breath_phase)i;
            return true;
        }
    }
    return false;
}

/* Faults the word that stands next, with the simplest pattern for help. */
static bool fail_pattern(struct scanner *scanner, const char *message)
{
    scanner_fail(scanner, "bad-pattern", "%s", message);
    return scanner_help(scanner, "write, for example: breathe in 4s, out 6s");
}

/* Whether a phase begins here; the name of a pattern never does. */
static bool sees_phase(const struct scanner *scanner)
{
    enum breath_phase phase;
    return breath_phase_from_word(scanner_peek(scanner), &phase);
}

/* Whether nothing follows a comma but what may stand after the whole pattern, or another comma:
 * then a phase was forgotten, rather than misspelt. */
static bool phase_is_missing(const struct scanner *scanner, const char *followers)
{
    return scanner_misses(scanner, followers) || scanner_misses(scanner, ",");
}

/* The length of a phase is missing, or has a `for` before it, which belongs to whole lines. */
static bool fail_phase_length(struct scanner *scanner)
{
    scanner_fail_missing(scanner, "how long it lasts");
    struct scanner behind = *scanner;
    if (scanner_take(&behind, "for") && scanner_sees_number(&behind))
        scanner_mend(scanner, scanner->at, behind.at, "%s", "");
    return false;
}

/* The comma is missing between two phases, or an `and` stands for it. It goes right behind the last
 * phase, before the white space. */
static bool mend_comma(struct scanner *scanner)
{
    size_t end = scanner->at;
    while (end > 0 && (scanner->line.bytes[end - 1] == ' ' || scanner->line.bytes[end - 1] == '\t'))
        end--;
    bool word = scanner_sees(scanner, "and") || scanner_sees(scanner, "then");
    return scanner_mend(scanner, end, word ? scanner->at + scanner_peek(scanner).length : end, ",");
}

/* Reads one `in 4s`. */
static bool read_phase(struct scanner *scanner, const char *followers, struct pattern *pattern)
{
    assert(pattern->count >= 0 && pattern->count <= PATTERN_MOST_PHASES);
    enum breath_phase phase;
    if (!breath_phase_from_word(scanner_peek(scanner), &phase))
        return fail_pattern(scanner, "a pattern is made of in, hold and out");
    if (pattern->count == PATTERN_MOST_PHASES)
        return fail_pattern(scanner, "a pattern has eight phases at most");
    if (pattern->count == 0 && phase != BREATH_IN)
        return fail_pattern(scanner, "a pattern begins with in");
    /* Judged above, so this only goes past it. */
    scanner_take(scanner, breath_phase_word(phase));
    if (phase_is_missing(scanner, followers))
        return fail_phase_length(scanner);
    int32_t length_ms;
    if (!amount_time(scanner, "", &length_ms))
        return false;
    /* One past the last phase is never written: the limit is looked at above. */
    pattern->phases[pattern->count] = (uint8_t)phase;
    pattern->lengths_ms[pattern->count++] = length_ms;
    return true;
}

/* Whether there is a phase of breathing out. A breath needs one: rests wait for it, and lungs
 * do. */
static bool has_out(const struct pattern *pattern)
{
    for (int i = 0; i < pattern->count; i++)
        if (pattern->phases[i] == BREATH_OUT)
            return true;
    return false;
}

/* Reads phases with commas between them. Whatever is wrong is said of the first spot where it
 * shows. The pattern is whole only where this returns true. */
static bool read_phases(struct scanner *scanner, const char *followers, struct pattern *pattern)
{
    *pattern = (struct pattern){0};
    do {
        /* A comma promises one more phase. */
        if (pattern->count > 0 && phase_is_missing(scanner, followers))
            return scanner_fail_missing(scanner, "a phase of the breath");
        if (!read_phase(scanner, followers, pattern))
            return false;
    } while (scanner_take_sign(scanner, ','));
    /* Without a comma the loop has ended, but the pattern was meant to go on. */
    if (sees_phase(scanner)) {
        fail_pattern(scanner, "a comma is missing between these two phases");
        return mend_comma(scanner);
    }
    if (has_out(pattern))
        return true;
    fail_pattern(scanner, "a pattern needs at least one out");
    /* At the line's end the simplest out-breath is offered; elsewhere something was written, and it
     * may be the comma that is missing before it. */
    return scanner_at_end(scanner) ? scanner_mend(scanner, scanner->end, scanner->end, ", out 6s")
                                   : mend_comma(scanner);
}

bool breathe_read_pattern(struct scanner *scanner, const char *followers, struct pattern *pattern)
{
    if (phase_is_missing(scanner, followers))
        return scanner_fail_missing(scanner, "a breathing pattern");
    if (sees_phase(scanner))
        return read_phases(scanner, followers, pattern);
    struct text word = scanner_peek(scanner);
    /* Names begin with no phase's word, so the two forms cannot be mistaken for each other. */
    const struct pattern *named = pattern_named(word);
    if (named == NULL) {
        scanner_fail(scanner, "bad-pattern", "this is not a breathing pattern");
        struct text nearest = scanner_nearest(word, "calm slow coherent box sigh freely");
        if (nearest.length > 0)
            scanner_mend(scanner, scanner->at, scanner->at + word.length, "%.*s",
                         (int)nearest.length, nearest.bytes);
        return scanner_help(scanner, "write how long each phase lasts, breathe in 4s, out 6s, or a "
                                     "name: calm, slow, coherent, box, 4-7-8 or sigh");
    }
    assert(named->count > 0);
    scanner_skip(scanner, word.length);
    *pattern = *named;
    /* `calm, hold 2s` looks as if a name could be added to. */
    if (!scanner_take_sign(scanner, ','))
        return true;
    if (phase_is_missing(scanner, followers))
        return scanner_fail_missing(scanner, "a phase of the breath");
    return fail_pattern(scanner, "a pattern with a name has no further phases");
}

/* Reads `for T`; a length without its `for` is a missing word. Free breathing is not counted, so
 * breaths are no length for it. */
static bool read_free_time(struct scanner *scanner, struct line *line)
{
    if (scanner_take(scanner, "for")) {
        line->length.kind = LENGTH_TIME;
        return amount_time(scanner, "", &line->length.amount) && scanner_finish(scanner, "");
    }
    /* Neither: free until the next `breathe` line. */
    if (scanner_sees_number(scanner))
        return scanner_fail_missing_word(scanner, "for");
    return scanner_finish(scanner, "for");
}

/* Reads `to PATTERN over T`. Both must have the same phases, or there would be nothing to mix. The
 * time is in time only, as breaths change their length meanwhile. */
static bool read_easing(struct scanner *scanner, struct breathing *breathing)
{
    assert(breathing->pattern.count > 0);
    if (!scanner_require(scanner, "to", "in calm slow coherent box 4-7-8 sigh over for"))
        return false;
    /* The finding marks the second pattern, which is the one that does not fit. */
    size_t start = scanner->at;
    if (!breathe_read_pattern(scanner, "over for", &breathing->easing_to))
        return false;
    if (!pattern_same_phases(&breathing->pattern, &breathing->easing_to)) {
        scanner_fail_at(scanner, start, scanner->at - start, "bad-pattern",
                        "both patterns of an easing have the same phases in the same order");
        return scanner_help(scanner, "write, for example: breathe in 3s, out 4s easing to "
                                     "in 4s, out 6s over 2m");
    }
    return scanner_require(scanner, "over", "0 for") &&
           amount_time(scanner, "for", &breathing->easing_ms);
}

bool breathe_read(struct scanner *scanner, struct line *line)
{
    /* Pushed for every such line, also a faulty one: the arena has it all back at once. */
    struct breathing *breathing = arena_push(scanner->arena, 1, sizeof *breathing);
    if (breathing == NULL)
        return false;
    /* A breathing without phases is free: that is what `freely` leaves behind. */
    line->breathing = breathing;
    if (scanner_take(scanner, "freely"))
        return read_free_time(scanner, line);
    if (!breathe_read_pattern(scanner, "easing for", &breathing->pattern))
        return false;
    /* Nothing else is followed by `to` here, so it is `easing` that was forgotten. */
    if (scanner_sees(scanner, "to"))
        return scanner_fail_missing_word(scanner, "easing");
    if (scanner_take(scanner, "easing") && !read_easing(scanner, breathing))
        return false;
    if (scanner_take(scanner, "for"))
        return amount_length(scanner, "", &line->length) && scanner_finish(scanner, "");
    if (scanner_sees_number(scanner))
        return scanner_fail_missing_word(scanner, "for");
    /* Once it eases, `easing` cannot stand there again. */
    return scanner_finish(scanner, breathing->easing_to.count > 0 ? "for" : "easing for");
}
