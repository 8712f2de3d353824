/* A script as a tree: what its author wrote, line by line, understood but not yet laid out in time.
 *
 * A line's indented lines are its children. Included files are read once each, however often they
 * are included, and their trees are shared. The tree knows nothing of time, breath arithmetic or
 * safety; it lives in one arena and does not change once it is read.
 */
#ifndef LULL_LANGUAGE_SCRIPT_H
#define LULL_LANGUAGE_SCRIPT_H

#include "base/arena.h"
#include "base/finding.h"
#include "base/text.h"
#include "language/pattern.h"
#include "language/place.h"
#include "language/words.h"

#include <stdbool.h>
#include <stdint.h>

/* How long something lasts: a time, or a number of breaths. */
enum length_kind { LENGTH_NONE, LENGTH_TIME, LENGTH_BREATHS };

/* How long a line is told to last. */
struct length {
    enum length_kind kind;
    int32_t amount; /* ms, or breaths */
};

/* What a `rest until` waits for. */
enum rest_until { UNTIL_NONE, UNTIL_IN_BREATH, UNTIL_OUT_BREATH };

struct fault;
struct entry;

/* One instruction. Which fields mean something depends on `action`; the others are zero. */
struct line {
    struct line *next;         /* the next line of the same block */
    struct line *first_child;  /* the lines indented under it */
    const struct source *file; /* the file it stands in */
    const struct fault
        *fault;           /* what is wrong with it; it then stands only as a line of its block */
    struct text written;  /* the whole line as it stands, without its end */
    uint32_t number;      /* of the line in its file, from 1 */
    uint16_t word_at;     /* byte of the line at which the action's word stands */
    uint16_t path_at;     /* byte at which the quoted path stands */
    uint8_t action;       /* enum action; ACTION_COUNT: none that is known */
    uint8_t pressure;     /* enum pressure */
    uint8_t ambience;     /* enum ambience */
    uint8_t percent;      /* sound, light */
    uint8_t until;        /* enum rest_until */
    bool has_at;          /* `at T` stands before the action */
    struct place place;   /* move, stroke */
    int32_t at_ms;        /* after the start of its block */
    int32_t over_ms;      /* sound, light: the fade */
    uint32_t sentence;    /* say: its number among all sentences of the script, from 0 */
    int32_t times;        /* repeat */
    struct length length; /* `for`, `over` of a hand action, show's and rest's own */
    struct breathing *breathing; /* breathe */
    struct text text;            /* say, show, do, chapter */
    struct text path_text;       /* say … from, sound "…", include: the path as written */
    const char *path;            /* the file that it names, to open it; NULL: none */
    const char *path_name;       /* the same, relative to the main script's folder */
    struct source *included;     /* include: the file it brings in */
};

/* Texts in the order in which they came, each once. */
struct text_set {
    struct text *items;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* hash table of 1-based indexes into items */
    size_t slot_count;
};

/* What stands before the first action. Texts are empty and phases 0 where it says nothing. */
struct header {
    struct text title;
    struct text about;
    unsigned phases; /* set of enum phase */
    struct text language;
    struct text author;
    struct text licence;
    struct text_set needs;
    struct text_set cautions;
};

/* One file of a script. */
struct source {
    struct source *next; /* the next file that was read */
    const char *name;  /* relative to the main script's folder; the main script: as it was named */
    const char *place; /* relative to the main script's folder; the main script: "" */
    const char *path;  /* to open it; NULL: it was held already */
    struct text text;  /* the whole file, without a byte order mark */
    struct header header;
    struct line *first_line;
    bool holds_anything;   /* an action, or a line that has an error */
    struct entry *entries; /* where its lines stand; NULL once it has been read */
};

struct script {
    struct header header;    /* the main script's, its title never empty; with the included scripts'
                              * needs and cautions */
    struct source *main;     /* the first file of the list */
    uint32_t sentence_count; /* lines that say something, in all files */
};

/* The longest line in bytes, the largest file, the deepest block under the outermost lines, and the
 * deepest include. */
enum {
    LONGEST_LINE_BYTES = 4096,
    LARGEST_FILE_BYTES = 4 * 1024 * 1024,
    DEEPEST_BLOCK = 16,
    DEEPEST_INCLUDE = 16,
    MOST_LINES_RUN = 1000000,
};

/* Reads the script at `path` and all it includes. Every fault that can be found by reading goes to
 * `findings`; the tree is complete where `findings->errors` is 0 afterwards. Returns NULL only when
 * the main file cannot be read (a finding `missing-file` of line 0 says why) or there is no memory
 * (`arena->failed`). What is returned lives in `arena`. */
struct script *script_read(struct arena *arena, const char *path, struct findings *findings);

/* As script_read, of a text that is held already; `name` stands for the file in findings, and what
 * it includes is looked for in the folder of `path` ("" or "x.lull": the current one). */
struct script *script_read_text(struct arena *arena, const char *name, const char *path,
                                struct text text, struct findings *findings);

/* Adds the finding `too-long` of a whole file, which was not read because it has more than
 * LARGEST_FILE_BYTES. `name` stands for the file, and must outlive `findings`. */
void script_report_too_large(const char *name, struct findings *findings);

/* A finding of `severity` at `line`, marking `length` bytes from byte `at` on. */
struct finding script_finding(const struct line *line, enum severity severity, const char *name,
                              size_t at, size_t length);

#endif
