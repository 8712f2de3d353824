/* The routines there are: those that come with the program and the listener's own.
 *
 * A library is filled while it is used: adding a folder only lists its names, and each call of
 * library_read_more reads as many scripts as its time allows, so that a menu is there at once
 * however many files a folder holds. What it keeps of a script is what a list shows; the script
 * itself is read again to be played. It knows no display and nothing of what a listener chose.
 */
#ifndef LULL_STORE_LIBRARY_H
#define LULL_STORE_LIBRARY_H

#include "base/allocator.h"
#include "base/arena.h"
#include "base/text.h"
#include "store/narration.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One script as a list shows it. Texts are empty where the script has none. */
struct routine {
    const char *name; /* the file's name without its ending: what `lull play` takes */
    const char *path;
    struct text title;
    struct text about;
    struct text needs;           /* all of them, with "; " between */
    size_t need_count;           /* how many those are */
    const struct text *cautions; /* each a sentence or more */
    size_t caution_count;
    struct text fault; /* its first error, "line 3: ..."; empty for a script that plays */
    unsigned phases;   /* set of enum phase */
    int32_t length_ms; /* 0 for a script that does not play */
    bool touches;      /* it holds, circles, strokes, lifts or tenses */
    bool is_own;       /* it lies in the listener's folder */
};

struct library;

/* An empty library that takes its memory from `allocator`, measures recordings with `length` and
 * looks for them in a script's own folder and in `sources`, which it copies. Returns NULL when
 * there is no memory. The caller destroys it. */
struct library *library_create(struct allocator allocator, narration_length *length,
                               const struct narration_sources *sources);

/* Lists the scripts (`*.lull`) of the folder at `path`; they are read later. `is_own` marks them as
 * the listener's. Returns false when the folder cannot be listed, which for the listener's own is
 * no fault: it need not exist. */
bool library_add_folder(struct library *library, const char *path, bool is_own);

/* Reads scripts for about `budget_ms`, at least one; the last one may take longer. Returns whether
 * there are more to read. */
bool library_read_more(struct library *library, int64_t budget_ms);

/* The scripts read so far, in the order of a list: by the first of their phases (early, attack,
 * between, daily, none), in each of them first those that play, those that need fewest things
 * before others, then by title, then by path. */
size_t library_count(const struct library *library);

/* The routine at `index` (below library_count) of that order; valid as long as the library, though
 * its index changes as more is read. */
const struct routine *library_routine(const struct library *library, size_t index);

/* The path of the script called `name` in a folder added before, or NULL; the folder added first
 * wins. Nothing needs to have been read. With `nearest` not NULL and no such script, `*nearest` is
 * the name that is nearest as a slip of the fingers, or NULL. */
const char *library_path(const struct library *library, const char *name, const char **nearest);

/* Whether some memory could not be had: scripts may then be missing from the list. */
bool library_failed(const struct library *library);

/* Frees the library and every routine in it; NULL is allowed. */
void library_destroy(struct library *library);

#endif
