/* Where the recordings of sentences lie.
 *
 * A recording is found by the words it says: its file's name is made from them, so a script need
 * not name it and a changed sentence cannot be spoken by an old recording. Folders are looked
 * through in order: a script's own first, then the person's, then the voice that comes with the
 * program; so a person's own voice always wins. What a recording holds and how long it is, a
 * decoder must say; this file only knows names.
 */
#ifndef LULL_STORE_NARRATION_H
#define LULL_STORE_NARRATION_H

#include "base/arena.h"
#include "base/text.h"
#include "timeline/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A slug of at most 32 bytes, "-", 8 digits, NUL. */
enum { NARRATION_KEY_BYTES = 42, NARRATION_MOST_FOLDERS = 4 };

/* Writes the key of the sentence `text` to `key`: its letters and digits, lower-case, with "-" for
 * each run of anything else, cut to 32 bytes; then "-" and the 32-bit FNV-1a of the text as it
 * stands, as 8 hex digits; the hash alone where there is no letter or digit. The recording of the
 * sentence is KEY.ogg (assets/narration/README.md). */
void narration_key(struct text text, char key[static NARRATION_KEY_BYTES]);

/* Says how long the recording at `path` is, in ms; false when it cannot be read. */
typedef bool narration_length(const char *path, int32_t *length_ms);

/* Where recordings come from that do not belong to one script. */
struct narration_sources {
    const char *personal; /* the person's folder, whose `narration/` is for every script; or NULL */
    const char *assets;   /* the program's folder, whose `narration/` has its voices; or NULL */
    const char *narrator; /* which of those is heard: "slt", as the setting has it; not NULL */
};

/* Where recordings are looked for, in this order. */
struct narration_folders {
    struct arena *arena; /* not owned: what is found lives there */
    narration_length *length;
    const char *folders[NARRATION_MOST_FOLDERS];
    size_t count;
    size_t damaged_count; /* files that were found and that `length` cannot read */
    const char *damaged;  /* the first of them, or NULL */
};

/* No folders yet: only recordings that a script names itself are found, with `length`. `arena` must
 * outlive every timeline that is laid out with them. */
struct narration_folders narration_folders_make(struct arena *arena, narration_length *length);

/* Adds the folder `path` (copied; it need not exist), to be looked through after those before it.
 * At most NARRATION_MOST_FOLDERS. */
void narration_folders_add(struct narration_folders *folders, const char *path);

/* Adds the folder that belongs to the script at `script_path`: for `a/b.lull` it is
 * `a/b.narration`. */
void narration_folders_add_own(struct narration_folders *folders, const char *script_path);

/* Adds the person's own folder for every script, and then the narrator's; `sources` is not kept. */
void narration_folders_add_sources(struct narration_folders *folders,
                                   const struct narration_sources *sources);

/* What timeline_lay_out asks; `folders` must stay where it is meanwhile. */
struct narration narration_folders_ask(struct narration_folders *folders);

#endif
