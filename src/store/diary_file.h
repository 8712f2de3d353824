/* The diary's file as a file: made for its owner alone, and set aside when it is damaged.
 *
 * SQLite keeps two more files beside a database, PATH-wal and PATH-shm; what was written last may
 * lie in the first alone, so it goes wherever the database goes. What is in them this file does not
 * know.
 */
#ifndef LULL_STORE_DIARY_FILE_H
#define LULL_STORE_DIARY_FILE_H

#include "base/allocator.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>

/* Which file it is, whatever its name: so that nobody's new file is taken for a damaged old one. */
struct diary_file {
    dev_t device;
    ino_t number;
};

/* Whether there is something at `path`. */
bool diary_file_exists(const char *path);

/* Makes the file at `path`, empty, and the folders above it, all for their owner alone, where they
 * are missing. Returns false with `*reason` in the words of file_reason (static) where that cannot
 * be, or where what is there is no plain file. */
bool diary_file_make(const char *path, const char **reason);

/* Which file lies at `path` now; false where there is none. */
bool diary_file_look(const char *path, struct diary_file *file);

/* Whether `file` still lies at `path`. */
bool diary_file_is_at(const struct diary_file *file, const char *path);

/* Whether there is anything in the log beside the database at `path`. */
bool diary_file_has_log(const char *path, struct allocator allocator);

/* Claims the database at `path`, should it still be `file`, for who sets it aside; waits for who is
 * just doing so. Returns a descriptor, which is to be closed when that is over, or -1 where another
 * program has put a new file there, or this one may not be written. */
int diary_file_claim(const char *path, const struct diary_file *file);

/* Offers `fresh`, a whole database in the folder of `path`, to take the place of the damaged one
 * there, which is claimed. Returns whether it has the name now that diary_file_is_rescued looks
 * for; it is then no longer at `fresh`. */
bool diary_file_offer(const char *path, const char *fresh, struct allocator allocator);

/* Whether something is offered: here, or by a program that was killed before it came to the next
 * step. */
bool diary_file_is_rescued(const char *path, struct allocator allocator);

/* Gives the database at `path`, which is claimed, the name PATH.damaged-DATE, or that with "-2" and
 * so on where such a name is taken, and puts what is offered in its place; `aside` becomes the
 * name. Returns false where that cannot be done; nothing is lost then either. */
bool diary_file_set_aside(const char *path, struct buffer *aside);

/* Appends the address of `path` by which SQLite opens a database that nobody can write to: without
 * locks and without files beside it ("file:...?immutable=1", https://www.sqlite.org/uri.html). */
void diary_file_still(const char *path, struct buffer *address);

#endif
