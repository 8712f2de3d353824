/* Two programs may find the same damage at once, so the damaged file itself is locked while it is
 * replaced: the second then finds another file at its place, and leaves that alone.
 *
 * A program may be killed between any two steps. What was rescued gets its name when all of it is
 * on the disk; from then on whoever finds that name takes the steps that are left, in the same
 * order.
 */
#include "store/diary_file.h"

#include "base/file.h"
#include "store/day.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* So many damaged files of one day are kept by name; a machine that makes more needs other help. */
enum { MOST_DAMAGED = 100 };

/* What a rescued diary is called beside its place, when it is whole. */
static const char rescued_ending[] = ".rescued";

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
    /* What fails here is told by what follows. */
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
    /* By number and not by name: a file that took its place is another. */
    struct diary_file now;
    return diary_file_look(path, &now) && now.device == file->device && now.number == file->number;
}

/* Moves `path` + `ending` to `aside` + `ending`, where there is such a file; that there is none is
 * as good. */
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

/* Finds a name for the damaged file: one that is free, or that it has already since somebody was
 * killed in the midst of this. The day stands in it for its owner, who may look for a copy of
 * then. */
static bool find_name(const char *path, struct buffer *aside)
{
    struct diary_file file;
    if (!diary_file_look(path, &file))
        return false;
    for (int number = 1; number <= MOST_DAMAGED; number++) {
        /* Begun anew, as the number may have been another at the last turn. */
        aside->length = 0;
        buffer_format(aside, "%s.damaged-", path);
        day_print(moment_day(moment_now()), aside);
        if (number > 1)
            buffer_format(aside, "-%d", number);
        if (aside->failed)
            return false;
        if (!diary_file_exists(aside->bytes) || diary_file_is_at(&file, aside->bytes))
            return true;
    }
    return false;
}

bool diary_file_has_log(const char *path, struct allocator allocator)
{
    struct stat status;
    struct buffer log = buffer_make(allocator);
    buffer_format(&log, "%s-wal", path);
    bool has_log = !log.failed && stat(log.bytes, &status) == 0 && status.st_size > 0;
    buffer_release(&log);
    return has_log;
}

int diary_file_claim(const char *path, const struct diary_file *file)
{
    /* Not the kind of lock that SQLite has: closing any descriptor of the file would lose that. */
    int claim = open(path, O_RDWR | O_CLOEXEC);
    int locked = -1;
    /* Waits as long as another program needs; a signal is no reason to give up. */
    while (claim >= 0 && (locked = flock(claim, LOCK_EX)) != 0 && errno == EINTR)
        continue;
    if (locked == 0 && diary_file_is_at(file, path))
        return claim;
    /* Whoever held the lock before has put another file here. */
    if (claim >= 0)
        (void)close(claim);
    return -1;
}

bool diary_file_is_rescued(const char *path, struct allocator allocator)
{
    struct buffer rescued = buffer_make(allocator);
    buffer_format(&rescued, "%s%s", path, rescued_ending);
    bool is_rescued = !rescued.failed && diary_file_exists(rescued.bytes);
    buffer_release(&rescued);
    return is_rescued;
}

bool diary_file_offer(const char *path, const char *fresh, struct allocator allocator)
{
    struct buffer rescued = buffer_make(allocator);
    buffer_format(&rescued, "%s%s", path, rescued_ending);
    bool done = !rescued.failed && rename(fresh, rescued.bytes) == 0;
    buffer_release(&rescued);
    return done;
}

bool diary_file_set_aside(const char *path, struct buffer *aside)
{
    /* Every step is one call of the system's: whoever is killed leaves either of two states. */
    struct buffer rescued = buffer_make(aside->allocator);
    assert(aside->length == 0);
    buffer_format(&rescued, "%s%s", path, rescued_ending);
    /* A second name first, so that there is a diary at its place all the time; file systems that
     * give a file but one name have to move it. What was written last goes before the new file
     * comes, which would be given it. */
    bool done = !rescued.failed && find_name(path, aside) &&
                (link(path, aside->bytes) == 0 || errno == EEXIST ||
                 rename(path, aside->bytes) == 0) &&
                move_beside(path, aside->bytes, "-wal", aside->allocator) &&
                move_beside(path, aside->bytes, "-shm", aside->allocator) &&
                rename(rescued.bytes, path) == 0;
    buffer_release(&rescued);
    return done;
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
