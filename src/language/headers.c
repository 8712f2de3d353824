/* Every header line is a word and one value: a quoted text, a list of phases or a language tag. A
 * row of the table says what its word allows; the order of the rows is the order of the canonical
 * form. A line is read into a copy of the header, so that a faulty one leaves nothing.
 */
#include "language/headers.h"

#include "language/text_set.h"

#include <assert.h>

/* In the order in which the formatter puts them. */
enum header_word {
    HEADER_TITLE,
    HEADER_ABOUT,
    HEADER_PHASE,
    HEADER_NEEDS,
    HEADER_CAUTION,
    HEADER_LANGUAGE,
    HEADER_AUTHOR,
    HEADER_LICENCE,
    HEADER_COUNT,
};

static const struct {
    const char *word;
    const char *also;
    const char *example;
    bool repeats; /* may stand more than once */
} rows[HEADER_COUNT] = {
    [HEADER_TITLE] = {"title", NULL, "title \"Base of the skull\"", false},
    [HEADER_ABOUT] = {"about", NULL, "about \"Your head rests on two tennis balls.\"", false},
    [HEADER_PHASE] = {"phase", NULL, "phase early, between", false},
    [HEADER_NEEDS] = {"needs", NULL, "needs \"two tennis balls\"", true},
    [HEADER_CAUTION] = {"caution", NULL, "caution \"Not after a recent neck injury.\"", true},
    [HEADER_LANGUAGE] = {"language", NULL, "language en", false},
    [HEADER_AUTHOR] = {"author", NULL, "author \"Your name\"", false},
    [HEADER_LICENCE] = {"licence", "license", "licence \"CC BY 4.0\"", false},
};

bool headers_sees(const struct scanner *scanner, size_t index)
{
    assert(index < HEADER_COUNT);
    return scanner_sees(scanner, rows[index].word) ||
           (rows[index].also != NULL && scanner_sees(scanner, rows[index].also));
}

/* The header word that stands next; HEADER_COUNT where an instruction begins. */
static enum header_word sees_word(const struct scanner *scanner)
{
    size_t word = 0;
    while (word < HEADER_COUNT && !headers_sees(scanner, word))
        word++;
    return (enum header_word)word;
}

bool headers_begin(const struct scanner *scanner)
{
    return sees_word(scanner) != HEADER_COUNT;
}

const char *headers_word(size_t index)
{
    return index < HEADER_COUNT ? rows[index].word : NULL;
}

const char *headers_other_spelling(size_t index)
{
    assert(index < HEADER_COUNT);
    return rows[index].also;
}

/* Reads phases with commas between them into a set. Naming one twice is harmless. */
static bool read_phases(struct scanner *scanner, unsigned *phases)
{
    *phases = 0;
    do {
        /* A second comma in a row is a phase that is missing, as is the line's end. */
        if (scanner_misses(scanner, ","))
            return scanner_fail_missing(scanner, "a phase");
        struct text word = scanner_peek(scanner);
        enum phase phase;
        if (!phase_from_word(word, &phase)) {
            scanner_fail(scanner, "bad-phase", "this is not a phase");
            struct text nearest = scanner_nearest(word, "early attack between daily");
            if (nearest.length > 0)
                scanner_mend(scanner, scanner->at, scanner->at + word.length, "%.*s",
                             (int)nearest.length, nearest.bytes);
            return scanner_help(scanner, "phases are early, attack, between and daily");
        }
        *phases |= phase;
        scanner_skip(scanner, word.length);
    } while (scanner_take_sign(scanner, ','));
    if (scanner_at_end(scanner))
        /* Looks for control characters, even in the comment. */
        return scanner_finish(scanner, "");
    /* A word without its comma: the mending goes where the comma belongs, before the white
     * space. */
    size_t start = scanner->at;
    while (start > 0 && scanner->line.bytes[start - 1] == ' ')
        start--;
    bool and = scanner_sees(scanner, "and");
    scanner_fail(scanner, "unknown-word", "commas stand between phases, and nothing else");
    scanner_mend(scanner, start, and? scanner->at + 3 : start, ",");
    return scanner_help(scanner, "write, for example: %s", scanner->example);
}

/* ASCII, as language tags are: what a tag's further parts are made of. */
static bool is_alphanumeric(char byte)
{
    return text_is_letter(byte) || text_is_digit(byte);
}

/* Whether `word` has the form of a language tag (RFC 5646, section 2.1): a language of two to eight
 * letters, or x for private use, and subtags of one to eight letters and digits. */
static bool is_language_tag(struct text word)
{
    /* One loop over the parts between dashes: `length` counts the current part, and `first` tells
     * the language from its subtags. */
    size_t length = 0;
    bool first = true;
    /* x alone would name no language, hence the dash. */
    bool private_use = word.length > 1 && (word.bytes[0] == 'x' || word.bytes[0] == 'X') &&
                       word.bytes[1] == '-';
    for (size_t i = 0; i <= word.length; i++) {
        /* A part ends at a dash or at the word's end, which is why the loop goes one byte
         * further. */
        if (i < word.length && word.bytes[i] != '-') {
            if (first ? !text_is_letter(word.bytes[i]) : !is_alphanumeric(word.bytes[i]))
                return false;
            length++;
            continue;
        }
        /* `x-` begins a private tag; no language has a name of one letter. */
        bool long_enough = length >= (first && !private_use ? 2 : 1);
        if (!long_enough || length > 8)
            return false;
        first = false;
        length = 0;
    }
    return true;
}

/* Reads a tag without quotes. Whether a voice for it exists is not for the language to know. */
static bool read_language(struct scanner *scanner, struct text *language)
{
    if (scanner_at_end(scanner))
        return scanner_fail_missing(scanner, "a language");
    struct text word = scanner_peek(scanner);
    if (word.length == 0 || !is_language_tag(word)) {
        scanner_fail(scanner, "unknown-word", "this is not a language tag");
        return scanner_help(scanner, "write one without quotes: language en, or language pt-BR");
    }
    scanner_skip(scanner, word.length);
    *language = word;
    return scanner_finish(scanner, "");
}

/* Reads one text that is all of the line. */
static bool read_quoted(struct scanner *scanner, struct text *text)
{
    return scanner_text(scanner, "the text", "", text) && scanner_finish(scanner, "");
}

/* Reads what stands after the header word into `header`. */
static bool read_value(struct scanner *scanner, enum header_word word, struct header *header)
{
    struct text text = {0};
    switch (word) {
    case HEADER_PHASE:
        return read_phases(scanner, &header->phases);
    case HEADER_LANGUAGE:
        return read_language(scanner, &header->language);
    case HEADER_TITLE:
        return read_quoted(scanner, &header->title);
    case HEADER_ABOUT:
        return read_quoted(scanner, &header->about);
    case HEADER_AUTHOR:
        return read_quoted(scanner, &header->author);
    case HEADER_LICENCE:
        return read_quoted(scanner, &header->licence);
    /* What may repeat: the value is added, and one that is there already counts once. */
    case HEADER_NEEDS:
    case HEADER_CAUTION:
        if (!read_quoted(scanner, &text))
            return false;
        text_set_add(word == HEADER_NEEDS ? &header->needs : &header->cautions, scanner->arena,
                     text);
        return true;
    case HEADER_COUNT:
        break;
    }
    assert(!"a word of the header");
    return false;
}

bool headers_read(struct scanner *scanner, struct header *header, bool late, unsigned *seen)
{
    assert(scanner->fault.name == NULL);
    enum header_word word = sees_word(scanner);
    assert(word != HEADER_COUNT);
    scanner->example = rows[word].example;
    /* Late is judged before twice: a line that must move anyway is not also one too many. */
    if (late) {
        scanner_fail(scanner, "header-late", "\"%s\" must stand above the first instruction",
                     rows[word].word);
        return scanner_help(scanner, "move this line to the top of the script");
    }
    if (!rows[word].repeats && (*seen & 1u << word) != 0) {
        scanner_fail(scanner, "header-twice", "\"%s\" has been given already", rows[word].word);
        return scanner_help(scanner, "keep one of them");
    }
    /* The word itself, however it is spelled. */
    scanner_skip(scanner, scanner_peek(scanner).length);
    /* Read into a copy: a line with a fault leaves nothing behind. */
    struct header changed = *header;
    if (!read_value(scanner, word, &changed))
        return false;
    *header = changed;
    *seen |= 1u << word;
    return true;
}
