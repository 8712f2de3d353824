/* Two programs may find the same damage at once, so the damaged file itself is locked while it is
 * moved: the second then finds another file at its place, and leaves that alone.
 */
#include "store/diary_file.h"

#include "base/file.h"
#include "store/day.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_DAMAGED = 100 };

/* What may not be looked at may well be there. */
bool diary_file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 || errno != ENOENT;
}

bool diary_file_make(const char *path, const char **reason)
{
    assert(path[0] != '\0' && reason != NULL);
    struct stat status;
    file_make_folders(path);
    /* Here and not by SQLite, which would let others read it. */
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        (void)close(descriptor);
    else if (errno != EEXIST) {
        *reason = errno == ENOENT ? "its folder cannot be made" : file_reason(errno);
        return false;
    }
    /* A pipe or a device with this name could hang whoever opens it. */
    bool is_file = stat(path, &status) == 0 && S_ISREG(status.st_mode);
    *reason = "there is something at its place that is not a plain file";
    return is_file;
}

bool diary_file_look(const char *path, struct diary_file *file)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    *file = (struct diary_file){.device = status.st_dev, .number = status.st_ino};
    return true;
}

bool diary_file_is_at(const struct diary_file *file, const char *path)
{
    struct diary_file now;
    return diary_file_look(path, &now) && now.device == file->device && now.number == file->number;
}

/* Moves `path` + `ending` to `aside` + `ending`, where there is such a file. */
static bool move_beside(const char *path, const char *aside, const char *ending,
                        struct allocator allocator)
{
    struct buffer from = buffer_make(allocator);
    struct buffer to = buffer_make(allocator);
    buffer_format(&from, "%s%s", path, ending);
    buffer_format(&to, "%s%s", aside, ending);
    bool moved = !from.failed && !to.failed &&
                 (rename(from.bytes, to.bytes) == 0 || errno == ENOENT);
    buffer_release(&from);
    buffer_release(&to);
    return moved;
}

/* Finds a name that is free and gives it to the damaged file. */
static bool move_away(const char *path, struct buffer *aside)
{
    for (int number = 1; number <= MOST_DAMAGED; number++) {
        aside->length = 0;
        buffer_format(aside, "%s.damaged-", path);
        day_print(moment_day(moment_now()), aside);
        if (number > 1)
            buffer_format(aside, "-%d", number);
        if (aside->failed)
            return false;
        if (!diary_file_exists(aside->bytes))
            break;
    }
    /* First what was written last, so that no new file at `path` is ever given the old one's. */
    return !diary_file_exists(aside->bytes) &&
           move_beside(path, aside->bytes, "-wal", aside->allocator) &&
           move_beside(path, aside->bytes, "-shm", aside->allocator) &&
           rename(path, aside->bytes) == 0;
}

bool diary_file_set_aside(const char *path, const struct diary_file *file, struct buffer *aside)
{
    assert(aside->length == 0);
    /* Far beyond the bytes that SQLite locks. */
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)1 << 40, .l_len = 1};
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    int locked;
    while ((locked = fcntl(descriptor, F_SETLKW, &lock)) != 0 && errno == EINTR)
        continue;
    /* Whoever held the lock before has moved the file; what lies there now is another. */
    bool is_moved = locked == 0 && diary_file_is_at(file, path) && move_away(path, aside);
    (void)close(descriptor);
    return is_moved;
}

void diary_file_still(const char *path, struct buffer *address)
{
    buffer_append_string(address, "file:");
    for (const char *at = path; *at != '\0'; at++) {
        /* The three signs that mean something in an address. */
        if (strchr("?#%", *at) != NULL)
            buffer_format(address, "%%%02X", (unsigned)(unsigned char)*at);
        else
            buffer_append(address, (struct text){.bytes = at, .length = 1});
    }
    buffer_append_string(address, "?immutable=1");
}
