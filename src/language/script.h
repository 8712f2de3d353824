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
struct length {
    enum { LENGTH_NONE, LENGTH_TIME, LENGTH_BREATHS } kind;
    int32_t amount; /* ms, or breaths */
};

enum rest_until { UNTIL_NONE, UNTIL_IN_BREATH, UNTIL_OUT_BREATH };

/* One instruction. Which fields mean something depends on `action`; the others are zero. */
struct line {
    struct line *next;         /* the next line of the same block */
    struct line *first_child;  /* the lines indented under it */
    const struct source *file; /* the file it stands in */
    uint32_t number;           /* line in that file, from 1 */
    uint32_t column;           /* of the action's first word, in characters from 1 */
    uint8_t action;            /* enum action */
    bool broken;               /* has an error: stands only as a line of its block */
    bool has_at;               /* `at T` stands before the action */
    uint8_t pressure;          /* enum pressure */
    uint8_t ambience;          /* enum ambience */
    uint8_t percent;           /* sound, light */
    uint8_t until;             /* enum rest_until */
    struct place place;        /* move, stroke */
    int32_t at_ms;             /* after the start of its block */
    int32_t over_ms;           /* sound, light: the fade */
    int32_t times;             /* repeat */
    struct length length;      /* `for`, `over` of a hand action, show's and rest's own */
    struct pattern pattern;    /* breathe; count 0: freely */
    struct pattern easing_to;  /* count 0: no easing */
    int32_t easing_ms;
    struct text text;        /* say, show, do, chapter; include and sound: the path as written */
    const char *path;        /* say … from, sound "…": the file to read; or NULL */
    struct source *included; /* include: the file it brings in */
};

/* One file of a script. */
struct source {
    const char *name; /* relative to the main script's folder; the main script: as it was named */
    const char *path; /* to open it */
    struct text text; /* the whole file, without a byte order mark */
    struct line *first_line;
    struct source *next; /* the next file that was read */
};

struct header {
    struct text title; /* the file's name without its ending where the script gives none */
    struct text about;
    unsigned phases; /* set of enum phase; 0: none given */
    struct text language;
    struct text author;
    struct text licence;
    struct text *needs; /* each text once, included scripts' too */
    size_t needs_count;
    struct text *cautions;
    size_t caution_count;
};

struct script {
    struct header header;
    struct source *main;
    unsigned safety_line; /* line of the main script's first action */
};

/* Reads the script at `path` and all it includes. Every fault that can be found by reading goes to
 * `findings`; the tree is complete where `findings->errors` is 0 afterwards. Returns NULL only when
 * the main file cannot be read (a finding `missing-file` says why) or there is no memory
 * (`arena->failed`). What is returned lives in `arena`. */
struct script *script_read(struct arena *arena, const char *path, struct findings *findings);

#endif
