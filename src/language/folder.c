/* A name is first judged as it is written, then the file it leads to by its real path. Both are
 * needed: a name without `..` may be a link that leads out, and what a name with `..` comes to
 * depends on what is there. What is opened later is the real path, so that a link cannot be changed
 * in between.
 */
/* realpath is of the X/Open part of POSIX 2008. */
#define _XOPEN_SOURCE 700

#include "language/folder.h"

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The C library's realpath into the arena; NULL where that fails, and errno says why. */
static const char *resolve(struct arena *arena, const char *path)
{
    /* What realpath itself would allocate is not ours to release, hence a place for the longest. */
    char resolved[PATH_MAX];
    if (realpath(path, resolved) == NULL)
        return NULL;
    return arena_copy_text(arena, text_from(resolved)).bytes;
}

/* The bytes of the folder part of `path`, its last slash with it; 0 for a bare name. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

bool folder_of(struct arena *arena, const char *path, struct folder *folder, const char **reason)
{
    size_t length = folder_length(path);
    /* A bare name lies in the current folder. */
    struct text named = length == 0 ? text_from(".") : (struct text){path, length};
    /* Stands where it is memory that is lacking. */
    errno = ENOMEM;
    folder->path = arena_copy_text(arena, named).bytes;
    folder->real_path = folder->path == NULL ? NULL : resolve(arena, folder->path);
    if (folder->real_path == NULL)
        *reason = errno == ENOENT ? "there is no such folder" : file_reason(errno);
    return folder->real_path != NULL;
}

/* Joins the folder part of `beside` and `written` without empty and `.` parts. Sets `*leaves` where
 * a part is `..`, even one that would come back in: what is simple to judge is safely judged.
 * Returns a text without bytes where there is no memory. */
static struct text join(struct arena *arena, const char *beside, struct text written, bool *leaves)
{
    size_t start = folder_length(beside);
    /* A slash is added only between parts that had one in `written`, or after `beside`, which ends
     * in one: the join is never longer. A zero is left behind it. */
    char *joined = arena_push(arena, start + written.length + 1, 1);
    if (joined == NULL)
        return (struct text){0};
    memcpy(joined, beside, start);
    size_t length = start;
    for (size_t at = 0; at <= written.length; at++) {
        size_t end = at;
        while (end < written.length && written.bytes[end] != '/')
            end++;
        struct text part = text_slice(written, at, end);
        if (text_equal(part, text_from("..")))
            *leaves = true;
        /* `a//b` and `a/./b` are `a/b`: one file has one name, however it is written. */
        if (part.length > 0 && !text_equal(part, text_from("."))) {
            if (length > 0 && joined[length - 1] != '/')
                joined[length++] = '/';
            memcpy(joined + length, part.bytes, part.length);
            length += part.length;
        }
        /* On the slash, which the loop then steps over; at the end, one past it. */
        at = end;
    }
    return (struct text){.bytes = joined, .length = length};
}

/* Whether the real path `path` lies in the real folder `folder`. */
static bool lies_in(const char *path, const char *folder)
{
    assert(path[0] == '/' && folder[0] == '/');
    size_t length = strlen(folder);
    /* The root alone ends in a slash; and `/home/ann` must not hold `/home/anna`. */
    if (length > 0 && folder[length - 1] == '/')
        length--;
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

enum folder_answer folder_find(const struct folder *folder, struct arena *arena, const char *beside,
                               struct text written, const char **name, const char **path)
{
    assert(folder->real_path != NULL);
    bool leaves = written.length > 0 && written.bytes[0] == '/';
    struct text joined = join(arena, beside, written, &leaves);
    /* As written, before the file system is asked: what a script may name does not depend on what
     * is there. */
    if (leaves)
        return FOLDER_LEFT;
    if (joined.bytes == NULL || written.length == 0)
        return FOLDER_MISSES_FILE;
    size_t folder_bytes = strlen(folder->real_path);
    /* Two more bytes: the slash between, and the NUL that the arena's zeros are. */
    char *whole = arena_push(arena, folder_bytes + joined.length + 2, 1);
    if (whole == NULL)
        return FOLDER_MISSES_FILE;
    memcpy(whole, folder->real_path, folder_bytes);
    whole[folder_bytes] = '/';
    memcpy(whole + folder_bytes + 1, joined.bytes, joined.length);
    *name = joined.bytes;
    *path = resolve(arena, whole);
    struct stat status;
    if (*path == NULL)
        return FOLDER_MISSES_FILE;
    /* A link that leads out is judged by where it leads. */
    if (!lies_in(*path, folder->real_path))
        return FOLDER_LEFT;
    /* A folder or a device is no file to read, and neither is one without the right to. */
    bool plain = stat(*path, &status) == 0 && S_ISREG(status.st_mode);
    return plain && access(*path, R_OK) == 0 ? FOLDER_HAS_FILE : FOLDER_MISSES_FILE;
}
