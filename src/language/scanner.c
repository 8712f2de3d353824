/* The comment is found first, by walking over quoted texts, so that what is left is exactly what
 * counts. A quoted text that opens with a straight quote ends at the next straight one; one that
 * opens with a curly quote at the next curly one of either kind. Copying a scanner costs little, so
 * readers that have to look further ahead do so on a copy. The first fault is the one that stays,
 * since all reading stops at it.
 */
#include "language/scanner.h"

#include "language/words.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* In bytes: what is shown of a reader's own words, so that a finding stays a line or two. */
enum { LONGEST_QUOTED_WORD = 40, LONGEST_MESSAGE = 240, LONGEST_MENDED_LINE = 160 };

/* The bytes of a quote at `at`: 1 for a straight one, 3 for a curly one (U+201C or U+201D), 0 for
 * none. */
static size_t quote_length(struct text line, size_t at)
{
    if (at < line.length && line.bytes[at] == '"')
        return 1;
    if (line.length - at < 3 || memcmp(line.bytes + at, "\xE2\x80", 2) != 0)
        return 0;
    return line.bytes[at + 2] == '\x9C' || line.bytes[at + 2] == '\x9D' ? 3 : 0;
}

/* Where the quoted text that opens at `at` has its closing quote; SIZE_MAX when it has none. */
static size_t closing_quote(struct text line, size_t at)
{
    size_t quote = quote_length(line, at);
    assert(quote > 0);
    for (at += quote; at < line.length; at++) {
        char next = at + 1 < line.length ? line.bytes[at + 1] : '\0';
        /* A backslash before anything else is itself, as in a Windows path. */
        if (line.bytes[at] == '\\' && (next == '"' || next == '\\'))
            at++;
        else if (quote_length(line, at) == quote)
            return at;
    }
    return SIZE_MAX;
}

/* Where a comment begins, or the line's end. A `#` within a quoted text is a sign like others, and
 * in a text without an end everything is text. */
static size_t find_comment(struct text line, size_t at)
{
    assert(at <= line.length);
    while (at < line.length && line.bytes[at] != '#') {
        size_t quote = quote_length(line, at);
        if (quote == 0) {
            at++;
            continue;
        }
        size_t closing = closing_quote(line, at);
        if (closing == SIZE_MAX)
            return line.length;
        at = closing + quote;
    }
    return at;
}

struct scanner scanner_make(struct arena *arena, struct text line, size_t start)
{
    assert(start <= line.length);
    struct scanner scanner = {.arena = arena, .line = line, .at = start, .example = ""};
    /* The whole line is searched, its comment too: a hidden sign is no better there. Tabs are white
     * space. */
    scanner.refused = text_first_control(line, true);
    scanner.end = find_comment(line, start);
    /* White space at the end is nobody's, so readers may take `end` for the end of what is
     * written. */
    while (scanner.end > start && text_is_white(line.bytes[scanner.end - 1]))
        scanner.end--;
    scanner_skip(&scanner, 0);
    return scanner;
}

bool scanner_at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->end;
}

size_t scanner_comment(const struct scanner *scanner)
{
    /* `end` stands before the white space; the comment begins behind it. */
    size_t at = scanner->end;
    while (at < scanner->line.length && text_is_white(scanner->line.bytes[at]))
        at++;
    return at;
}

/* The bytes of the word at `at`: up to white space or a sign that stands by itself. Other signs are
 * part of the word, so that `calm;` is one slip and not two. */
static size_t word_length(const struct scanner *scanner, size_t at)
{
    assert(at <= scanner->line.length);
    size_t start = at;
    while (at < scanner->end) {
        char byte = scanner->line.bytes[at];
        if (text_is_white(byte) || byte == ',' || byte == '%' ||
            quote_length(scanner->line, at) > 0)
            break;
        /* The line is valid UTF-8, so every character has a length of at least 1 and the loop goes
         * on. */
        uint32_t character = 0;
        size_t length = text_decode(text_tail(scanner->line, at), &character);
        if (text_is_control(character))
            break;
        at += length;
    }
    return at - start;
}

struct text scanner_peek(const struct scanner *scanner)
{
    size_t length = word_length(scanner, scanner->at);
    return text_slice(scanner->line, scanner->at, scanner->at + length);
}

bool scanner_sees(const struct scanner *scanner, const char *word)
{
    return text_is_word(scanner_peek(scanner), word);
}

bool scanner_take(struct scanner *scanner, const char *word)
{
    if (!scanner_sees(scanner, word))
        return false;
    scanner_skip(scanner, strlen(word));
    return true;
}

/* Whether `sign`, a single byte, stands next. Signs need no white space around them. */
static bool sees_sign(const struct scanner *scanner, char sign)
{
    return !scanner_at_end(scanner) && scanner->line.bytes[scanner->at] == sign;
}

bool scanner_take_sign(struct scanner *scanner, char sign)
{
    if (!sees_sign(scanner, sign))
        return false;
    scanner_skip(scanner, 1);
    return true;
}

bool scanner_sees_text(const struct scanner *scanner)
{
    return !scanner_at_end(scanner) && quote_length(scanner->line, scanner->at) > 0;
}

/* The byte after the digits that stand next; `scanner->at` when none do. */
static size_t after_digits(const struct scanner *scanner)
{
    size_t at = scanner->at;
    while (at < scanner->end && scanner->line.bytes[at] >= '0' && scanner->line.bytes[at] <= '9')
        at++;
    return at;
}

bool scanner_sees_percentage(const struct scanner *scanner)
{
    size_t at = after_digits(scanner);
    if (at == scanner->at)
        return false;
    while (at < scanner->end && text_is_white(scanner->line.bytes[at]))
        at++;
    return at < scanner->end && scanner->line.bytes[at] == '%';
}

struct text scanner_rest(const struct scanner *scanner)
{
    return text_slice(scanner->line, scanner->at, scanner->end);
}

/* A digit is enough: whether it is a whole amount is for its reader to say, with a message of its
 * own. */
bool scanner_sees_number(const struct scanner *scanner)
{
    return after_digits(scanner) > scanner->at && !scanner_sees_percentage(scanner);
}

void scanner_skip(struct scanner *scanner, size_t length)
{
    /* Never past the line. Past `end` only when a reader skips what is no longer counted. */
    assert(scanner->at + length <= scanner->line.length);
    scanner->at += length;
    while (scanner->at < scanner->end && text_is_white(scanner->line.bytes[scanner->at]))
        scanner->at++;
}

/* Takes the next of a list of words with a space between; empty at its end. Lists are strings, so
 * that a reader can write what it expects where it expects it. */
static struct text next_word(const char **words)
{
    assert(*words != NULL);
    while (**words == ' ')
        ++*words;
    const char *start = *words;
    while (**words != ' ' && **words != '\0')
        ++*words;
    return (struct text){.bytes = start, .length = (size_t)(*words - start)};
}

bool scanner_misses(const struct scanner *scanner, const char *followers)
{
    if (scanner_at_end(scanner))
        return true;
    struct text word = scanner_peek(scanner);
    for (struct text follower; (follower = next_word(&followers)).length > 0;) {
        /* Three of the followers stand for kinds of things: a text, a number, a comma. */
        bool stands = text_equal(follower, text_from("\""))  ? scanner_sees_text(scanner)
                      : text_equal(follower, text_from("0")) ? scanner_sees_number(scanner)
                      : text_equal(follower, text_from(","))
                          ? sees_sign(scanner, ',')
                          : text_equal_ignoring_case(word, follower);
        if (stands)
            return true;
    }
    return false;
}

/* A printed text in the arena, cut between characters where it is too long. A text that cannot be
 * printed is empty, and without memory it has no bytes, which the arena remembers. */
static struct text format_text(struct arena *arena, const char *format, va_list arguments)
{
    char bytes[LONGEST_MESSAGE + 4]; /* room for the character that is cut */
    int length = vsnprintf(bytes, sizeof bytes, format, arguments);
    struct text whole = length < 0 ? (struct text){0} : text_from(bytes);
    return arena_copy_text(arena, text_cut(whole, LONGEST_MESSAGE));
}

bool scanner_mend(struct scanner *scanner, size_t start, size_t end, const char *text, ...)
{
    struct fault *fault = &scanner->fault;
    assert(fault->name != NULL && start <= end && end <= scanner->line.length);
    /* The help shows the whole mended line; a long one would hide what has changed in it. */
    if (fault->settled || scanner->line.length > LONGEST_MENDED_LINE)
        return false;
    va_list arguments;
    va_start(arguments, text);
    fault->mending = format_text(scanner->arena, text, arguments);
    va_end(arguments);
    fault->mend_start = start;
    fault->mend_end = end;
    return false;
}

bool scanner_mend_meant(struct scanner *scanner, const struct meaning *meanings, size_t count)
{
    struct text word = scanner_peek(scanner);
    struct scanner behind = *scanner;
    scanner_skip(&behind, word.length);
    /* Every row is tried: no word stands twice in a table. */
    for (size_t i = 0; i < count; i++) {
        const char *meant = meanings[i].meant;
        /* What is to be left out takes the white space behind it along. */
        size_t end = *meant == '\0' ? behind.at : scanner->at + word.length;
        if (text_is_word(word, meanings[i].word))
            scanner_mend(scanner, scanner->at, end, "%s", meant);
    }
    return false;
}

/* Closes the text that opens at `at` and has no end: at the line's, or where a quote of the other
 * kind stands that its author took for the same. */
static void mend_quote(struct scanner *scanner, size_t at)
{
    size_t quote = quote_length(scanner->line, at);
    const char *closing = quote == 1 ? "\"" : "\xE2\x80\x9D";
    size_t end = scanner->end;
    size_t other = quote == 1 ? 3 : 1;
    /* Only at the very end of what counts: a stray quote further left may be part of the words. */
    bool closed_otherwise = end >= at + quote + other &&
                            quote_length(scanner->line, end - other) == other;
    scanner_mend(scanner, closed_otherwise ? end - other : end, end, "%s", closing);
}

/* Notes the fault at byte `at`. Two faults lie under others and win over them: a control character
 * further left, and a text without an end, in which everything else was read wrongly. */
static void record(struct scanner *scanner, size_t at, size_t length, const char *name,
                   const char *message, va_list arguments)
{
    /* A fault at a text that never ends: what was expected there does not matter any more. */
    bool unclosed = at < scanner->end && quote_length(scanner->line, at) > 0 &&
                    closing_quote(scanner->line, at) == SIZE_MAX;
    scanner->fault = (struct fault){.name = name, .at = at, .length = length};
    if (scanner->refused <= at) {
        scanner->fault.name = "unknown-word";
        scanner->fault.at = scanner->refused;
        scanner->fault.message = text_from("a control character stands here");
        scanner->fault.help = text_from("delete it; it may be invisible in your editor");
        scanner->fault.settled = true;
    } else if (unclosed) {
        scanner->fault.name = "unclosed-quote";
        scanner->fault.message = text_from(
            "the text that begins here has no closing quote on this line");
        scanner->fault.help = text_from("write \" where the text ends");
        mend_quote(scanner, at);
        scanner->fault.settled = true;
    } else {
        scanner->fault.message = format_text(scanner->arena, message, arguments);
    }
}

bool scanner_fail_at(struct scanner *scanner, size_t at, size_t length, const char *name,
                     const char *message, ...)
{
    va_list arguments;
    va_start(arguments, message);
    record(scanner, at, length, name, message, arguments);
    va_end(arguments);
    return false;
}

bool scanner_fail(struct scanner *scanner, const char *name, const char *message, ...)
{
    va_list arguments;
    va_start(arguments, message);
    /* Marks the word that stands next; nothing at the line's end, where a finding shows one
     * place. */
    record(scanner, scanner->at, scanner_peek(scanner).length, name, message, arguments);
    va_end(arguments);
    return false;
}

bool scanner_help(struct scanner *scanner, const char *help, ...)
{
    assert(help != NULL);
    assert(scanner->fault.name != NULL);
    /* The first help is that of the fault that won. */
    if (scanner->fault.help.length > 0)
        return false;
    va_list arguments;
    va_start(arguments, help);
    scanner->fault.help = format_text(scanner->arena, help, arguments);
    va_end(arguments);
    return false;
}

bool scanner_fail_missing(struct scanner *scanner, const char *what)
{
    scanner_fail(scanner, "missing-word", "%s is missing here", what);
    return scanner_help(scanner, "write, for example: %s", scanner->example);
}

bool scanner_fail_missing_word(struct scanner *scanner, const char *word)
{
    /* The words of the language are short; a longer one would be cut, in a message only. */
    char what[32];
    snprintf(what, sizeof what, "\"%s\"", word);
    scanner_fail_missing(scanner, what);
    /* At the end of the line the white space goes before the word, else behind it. */
    if (scanner_at_end(scanner))
        return scanner_mend(scanner, scanner->end, scanner->end, " %s", word);
    return scanner_mend(scanner, scanner->at, scanner->at, "%s ", word);
}

struct text scanner_nearest(struct text word, const char *words)
{
    struct text nearest = {0};
    int least = 3;
    for (struct text candidate; (candidate = next_word(&words)).length > 0;) {
        if (candidate.length > word.length + 2 || word.length > candidate.length + 2)
            continue; /* the difference alone is too far */
        int distance = text_distance(word, candidate);
        /* Two slips at most, and fewer in short words: half of a word's letters must be right. */
        if (distance < least && distance * 2 <= (int)candidate.length) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

bool scanner_fail_unknown(struct scanner *scanner, const char *words)
{
    /* A word can be as long as a line; what is shown of it may not. */
    struct text word = scanner_peek(scanner);
    struct text shown = text_cut(word, LONGEST_QUOTED_WORD);
    if (scanner_sees_text(scanner))
        scanner_fail(scanner, "unknown-word", "a quoted text cannot stand here");
    else if (word.length == 0)
        scanner_fail(scanner, "unknown-word", "this sign cannot stand here");
    else
        scanner_fail(scanner, "unknown-word", "\"%.*s\" is not understood here", (int)shown.length,
                     shown.bytes);
    struct text nearest = scanner_nearest(word, words);
    if (nearest.length > 0) {
        scanner_mend(scanner, scanner->at, scanner->at + word.length, "%.*s", (int)nearest.length,
                     nearest.bytes);
        return scanner_help(scanner, "did you mean \"%.*s\"?", (int)nearest.length, nearest.bytes);
    }
    return scanner_help(scanner, "write, for example: %s", scanner->example);
}

bool scanner_require(struct scanner *scanner, const char *word, const char *followers)
{
    if (scanner_take(scanner, word))
        return true;
    /* Something else stands where the word should: is it a slip, or is the word simply not
     * there? */
    if (!scanner_misses(scanner, followers))
        return scanner_fail_unknown(scanner, word);
    return scanner_fail_missing_word(scanner, word);
}

/* Copies what stands between quotes, with `\"` and `\\` resolved. */
static struct text unescape(struct arena *arena, struct text raw)
{
    /* It only ever gets shorter. */
    char *bytes = arena_push(arena, raw.length + 1, 1);
    if (bytes == NULL)
        return (struct text){0};
    size_t length = 0;
    for (size_t i = 0; i < raw.length; i++) {
        char next = i + 1 < raw.length ? raw.bytes[i + 1] : '\0';
        if (raw.bytes[i] == '\\' && (next == '"' || next == '\\'))
            i++;
        bytes[length++] = raw.bytes[i];
    }
    return (struct text){.bytes = bytes, .length = length};
}

/* The bytes of a sign at the start of `text` that people take for a quote; 0 where none stands.
 * Other languages' quotes, the typewriter's, and what a word processor makes of them. */
static size_t foreign_quote(struct text text)
{
    static const char *const signs[] = {
        "\"", "'", "`", ",,", "\xE2\x80\x98", "\xE2\x80\x99", "„",  "‚", "«", "»",
        "‹",  "›", "“", "”",  "「",           "」",           "『", "』"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (text_starts_with(text, text_from(signs[i])))
            return strlen(signs[i]);
    return 0;
}

/* `text` without the signs at both ends that were meant as its quotes. */
static struct text without_quotes(struct text text)
{
    /* At the front one after the other; at the back by length, as text can be read only
     * forwards. */
    for (size_t length; text.length > 0 && (length = foreign_quote(text)) > 0;)
        text = text_tail(text, length);
    for (size_t length = 1; length <= 3 && length <= text.length; length++) {
        if (foreign_quote(text_tail(text, text.length - length)) == length) {
            text = text_slice(text, 0, text.length - length);
            length = 0;
        }
    }
    return text;
}

/* Where the words end that should stand in quotes: before the last `follower`, or with the line. */
static size_t end_of_words(const struct scanner *scanner, const char *follower)
{
    size_t length = strlen(follower);
    /* From the back, since the words may hold the follower too: `show breathe for me for 5s`. */
    for (size_t at = scanner->end; length > 0 && at-- > scanner->at + 1;) {
        struct scanner there = *scanner;
        there.at = at;
        if (text_is_white(scanner->line.bytes[at - 1]) && scanner_take(&there, follower) &&
            (scanner_sees_number(&there) || scanner_sees_text(&there)))
            return at - 1;
    }
    return scanner->end;
}

/* Puts quotes around words that have none, or others. */
static void mend_text(struct scanner *scanner, const char *follower)
{
    size_t end = end_of_words(scanner, follower);
    struct text words = without_quotes(text_slice(scanner->line, scanner->at, end));
    scanner_mend(scanner, scanner->at, end, "\"%.*s\"", (int)words.length, words.bytes);
}

bool scanner_text(struct scanner *scanner, const char *what, const char *followers,
                  struct text *text)
{
    /* Nothing stands there, or what would follow it: then the text is missing, not its quotes. */
    if (!scanner_sees_text(scanner)) {
        if (scanner_misses(scanner, followers))
            return scanner_fail_missing(scanner, what);
        scanner_fail(scanner, "unknown-word", "%s must stand in quotes", what);
        mend_text(scanner, followers);
        return scanner_help(scanner, "write, for example: %s", scanner->example);
    }
    size_t quote = quote_length(scanner->line, scanner->at);
    size_t closing = closing_quote(scanner->line, scanner->at);
    /* The message does not matter: what lies under this fault is recorded in its place. */
    if (closing == SIZE_MAX)
        return scanner_fail(scanner, "unclosed-quote", "%s", "");
    if (scanner->refused < closing)
        return scanner_fail_at(scanner, scanner->refused, 1, "unknown-word", "%s", "");
    /* Behind the closing quote everything goes on as before. */
    *text = unescape(scanner->arena, text_slice(scanner->line, scanner->at + quote, closing));
    scanner_skip(scanner, closing + quote - scanner->at);
    return true;
}

/* Whether what stands next begins an instruction, or goes on to one. */
static bool begins_another(const struct scanner *scanner)
{
    if (scanner_sees(scanner, "and") || scanner_sees(scanner, "then"))
        return true;
    for (int action = 0; action < ACTION_COUNT; action++)
        if (scanner_sees(scanner, action_word((enum action)action)))
            return true;
    return false;
}

bool scanner_finish(struct scanner *scanner, const char *words)
{
    if (!scanner_at_end(scanner)) {
        /* Remarks as other languages write them. */
        static const struct meaning comments[] = {{"//", "#"}, {"--", "#"}};
        scanner_fail_unknown(scanner, words);
        scanner_mend_meant(scanner, comments, sizeof comments / sizeof comments[0]);
        /* What looks like a second instruction is no slip of a word, whatever word it is near
         * to. */
        if (begins_another(scanner) && !scanner->fault.settled)
            scanner->fault.help = text_from("each instruction has a line of its own");
        return false;
    }
    /* A control character fails even a line that is otherwise right, as it may be seen by
     * nobody. */
    if (scanner->refused == SIZE_MAX)
        return true;
    return scanner_fail_at(scanner, scanner->refused, 1, "unknown-word", "%s", "");
}
