/* For people a finding is up to three lines: where and what, the line of the script with a caret
 * under it, and help. The caret's line repeats the tabs of the source line, so that it stands right
 * at any tab width; characters that would move the cursor are shown as a replacement sign. Of a
 * very long line only what is around the caret is shown: a file that is no script may have one of
 * megabytes.
 */
#include "base/finding_print.h"

#include <assert.h>

/* In characters: two or three rows of a terminal, and how much of them is before the caret. */
enum { MOST_SHOWN = 200, SHOWN_BEFORE = 80 };

/* The words that editors' error lists look for. */
static const char *severity_word(enum severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

/* Appends `text` as it can be shown: control characters other than tab, and bytes that are not
 * UTF-8, as U+FFFD. */
static void print_shown(struct text text, struct buffer *buffer)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t character = 0;
        size_t length = text_decode(text_tail(text, at), &character);
        /* A script comes from anywhere, and an escape sequence in it could rewrite the reader's
         * terminal. */
        bool control = (character < 0x20 && character != '\t') ||
                       (character >= 0x7F && character <= 0x9F);
        if (length == 0 || control)
            buffer_append_string(buffer, "\xEF\xBF\xBD");
        else
            buffer_append(buffer, text_slice(text, at, at + length));
        at += length == 0 ? 1 : length;
    }
}

/* The bytes that the first `characters` of `text` take. */
static size_t bytes_of(struct text text, size_t characters)
{
    size_t at = 0;
    for (; characters > 0 && at < text.length; characters--) {
        size_t length = text_decode(text_tail(text, at), NULL);
        at += length == 0 ? 1 : length;
    }
    return at;
}

/* The finding with no more of its line than is to be shown. */
static struct finding cut_to_caret(struct finding finding)
{
    assert(finding.column > 0);
    if (text_characters(finding.source) <= MOST_SHOWN)
        return finding;
    /* What is cut off before the caret moves its column along, or it would stand under nothing. */
    unsigned passed = finding.column > SHOWN_BEFORE ? finding.column - SHOWN_BEFORE : 0;
    finding.column -= passed;
    finding.source = text_tail(finding.source, bytes_of(finding.source, passed));
    finding.source = text_slice(finding.source, 0, bytes_of(finding.source, MOST_SHOWN));
    /* A mark that goes on beyond what is shown would wrap onto a row of its own. */
    if (finding.column + finding.width > MOST_SHOWN)
        finding.width = MOST_SHOWN - finding.column;
    return finding;
}

/* Marks the spot. One column is one character, as finding.h counts them; a line's tabs are copied,
 * everything else takes one place. */
static void print_caret(const struct finding *finding, struct buffer *buffer)
{
    size_t at = 0;
    for (unsigned column = 1; column < finding->column; column++) {
        bool tab = at < finding->source.length && finding->source.bytes[at] == '\t';
        buffer_append_string(buffer, tab ? "\t" : " ");
        if (at < finding->source.length) {
            size_t length = text_decode(text_tail(finding->source, at), NULL);
            at += length == 0 ? 1 : length;
        }
    }
    buffer_append_string(buffer, "^");
    /* The caret is the first of the characters marked, so one less of these. */
    for (unsigned i = 1; i < finding->width; i++)
        buffer_append_string(buffer, "~");
}

void finding_print(const struct finding *finding, bool colour, struct buffer *buffer)
{
    assert(finding->file != NULL && finding->name != NULL);
    /* Bold for the place, red or yellow for how bad it is, as compilers have it; all empty without
     * colour. */
    const char *strong = colour ? "\033[1m" : "";
    const char *mark = !colour ? "" : finding->severity == SEVERITY_ERROR ? "\033[31m" : "\033[33m";
    const char *plain = colour ? "\033[0m" : "";
    buffer_append_string(buffer, strong);
    /* A name may hold what it likes, and an editor reads one line. */
    print_shown(text_from(finding->file), buffer);
    /* A file that cannot be read at all has no line. */
    if (finding->line > 0)
        buffer_format(buffer, ":%u:%u", finding->line, finding->column > 0 ? finding->column : 1);
    buffer_format(buffer, ": %s%s%s: ", mark, severity_word(finding->severity), plain);
    buffer_append(buffer, finding->message);
    buffer_format(buffer, " [%s]\n", finding->name);
    if (finding->column > 0) {
        struct finding shown = cut_to_caret(*finding);
        buffer_append_string(buffer, "    ");
        print_shown(shown.source, buffer);
        buffer_format(buffer, "\n    %s", mark);
        print_caret(&shown, buffer);
        buffer_format(buffer, "%s\n", plain);
    }
    if (finding->help.length > 0) {
        buffer_append_string(buffer, "help: ");
        buffer_append(buffer, finding->help);
        buffer_append_string(buffer, "\n");
    }
}

void finding_print_json(const struct finding *finding, struct buffer *buffer)
{
    assert(finding->file != NULL && finding->name != NULL);
    /* No cutting and no replacing here: a tool gets the line as it stands, and JSON's own escapes
     * keep its control characters from anyone's terminal. */
    buffer_append_string(buffer, "{\"file\":");
    buffer_append_json(buffer, text_from(finding->file));
    buffer_format(buffer, ",\"line\":%u,\"column\":%u,\"severity\":\"%s\",\"name\":\"%s\"",
                  finding->line, finding->column, severity_word(finding->severity), finding->name);
    buffer_append_string(buffer, ",\"message\":");
    buffer_append_json(buffer, finding->message);
    buffer_append_string(buffer, ",\"help\":");
    buffer_append_json(buffer, finding->help);
    buffer_append_string(buffer, ",\"source\":");
    buffer_append_json(buffer, finding->source);
    buffer_append_string(buffer, "}\n");
}

void findings_print(const struct findings *findings, bool colour, struct buffer *buffer)
{
    /* A file that is no script at all would bring a screen full of them for every page of it. */
    size_t shown = findings->count < FINDINGS_SHOWN ? findings->count : FINDINGS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        finding_print(&findings->items[i], colour, buffer);
    /* Counted in full, so that an author who mends the first fifty knows how far there is to go. */
    if (findings->count > shown)
        buffer_format(buffer, "… and %zu more (%zu errors and %zu warnings in all)\n",
                      findings->count - shown, findings->errors, findings->warnings);
}
