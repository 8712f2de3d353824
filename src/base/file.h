/* Whole files: read at once, and replaced at once.
 *
 * A file is either read whole, up to a limit, or not at all; and a file is written beside its place
 * and then put there in one step, so that whoever looks sees the old or the new one and a full disk
 * or a power cut destroys nothing. Devices, pipes and folders are refused: opening them could hang
 * or do something. What is in a file is no business of this one.
 */
#ifndef LULL_BASE_FILE_H
#define LULL_BASE_FILE_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads the regular file at `path` into `arena`, a NUL byte after it that is not counted. Returns
 * false where it cannot be read or has more than `limit_bytes`; `*reason` then says why in plain
 * words that fit after "cannot read X: " (static). */
bool file_read(struct arena *arena, const char *path, size_t limit_bytes, struct text *text,
               const char **reason);

/* A file on its way to replace another. Only `descriptor` is for its user, to write to. */
struct file_replacement {
    int descriptor;       /* open for reading and writing, at the start of an empty file; or -1 */
    char *path;           /* owned: the place to put it, links followed */
    char *temporary_path; /* owned: where it is meanwhile, in the same folder */
    struct allocator allocator;
};

/* Begins to replace the file at `path`, or to make it: it gets the old one's mode, or the usual
 * one. A link is followed and stays. What an earlier program left in that folder because it was
 * killed meanwhile is removed, once it is an hour old. Returns false with `*reason` as in
 * file_read; otherwise file_replacement_finish or _abandon must follow. */
bool file_replacement_begin(struct file_replacement *replacement, struct allocator allocator,
                            const char *path, const char **reason);

/* Puts the new file into its place, once all of it has reached the disk. Returns false with
 * `*reason` where that fails: the old file is then untouched. In both cases nothing is left to
 * release. */
bool file_replacement_finish(struct file_replacement *replacement, const char **reason);

/* Gives up: what was written is removed, the old file is untouched. */
void file_replacement_abandon(struct file_replacement *replacement);

/* The reason that stands behind `error`, a value of errno, in the same plain words (static): for
 * who writes to a replacement's descriptor. */
const char *file_reason(int error);

/* Replaces the file at `path`, or makes it, with `text`: all of the above in one. */
bool file_replace(struct allocator allocator, const char *path, struct text text,
                  const char **reason);

/* Makes the file at `path` with `text` in it. Returns false with `*reason` where there is something
 * by that name already, or where it cannot be written; then nothing is there that was not. */
bool file_create(const char *path, struct text text, const char **reason);

/* A number that another one takes the place of when the file at `path` is written, replaced, made
 * or removed; 0 where there is none. */
uint64_t file_stamp(const char *path);

/* `folder`/`name` in `arena`; NULL where there is no memory. */
const char *file_join(struct arena *arena, const char *folder, const char *name);

/* Makes the folder that `path` lies in, and those above it, where they are missing, for nobody else
 * to read. What fails here fails again, with a reason, when the file is written. */
void file_make_folders(const char *path);

#endif
