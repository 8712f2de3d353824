/* Reading opens without blocking, so that a FIFO answers at once, and looks at what it has opened
 * rather than at the name, which could change in between. Writing goes to a new file of the same
 * folder, since only within one file system can a name be moved in one step.
 */
/* realpath is of the X/Open part of POSIX 2008. */
#define _XOPEN_SOURCE 700

#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    READ_AT_LEAST_BYTES = 4096,
    MOST_TEMPORARY_NAMES = 100, /* a process has a handful of files under way at most */
    MOST_PATH_BYTES = 4096,
    LEFT_BEHIND_S = 3600, /* since the last byte: whoever is at work writes more often */
};

/* What a file on its way is called: `.lull-PROCESS-ATTEMPT.part`. process_of reads it back. */
static const char temporary_start[] = ".lull-";
static const char temporary_ending[] = ".part";

const char *file_reason(int error)
{
    /* The faults that a listener can do something about; the rest share one sentence, since a code
     * that names none of them would help nobody. */
    switch (error) {
    case ENOENT:
        return "there is no such file";
    case EEXIST:
        return "there is something by that name already";
    case EACCES:
    case EPERM:
        return "it may not be opened (see its permissions)";
    case EISDIR:
        return "it is a folder";
    case ENOTDIR:
        return "what should be a folder in its path is none";
    case ELOOP:
        return "its links go round in a circle";
    case ENAMETOOLONG:
        return "its name is too long";
    case ENOSPC:
    case EDQUOT:
        return "the disk is full";
    case EROFS:
        return "the disk is read-only";
    case EFBIG:
        return "it would be larger than files may be";
    case ENOMEM:
        return "there is not enough memory";
    default:
        return "the disk or the system refused it";
    }
}

/* A folder is the usual slip; what else is no file needs no name of its own. */
static const char *reason_of_kind(mode_t mode)
{
    return S_ISDIR(mode) ? "it is a folder" : "it is not a plain file";
}

/* Reads from `descriptor` to its end. The size that the system names is only a first guess: the
 * file may grow meanwhile. */
static bool read_all(struct arena *arena, int descriptor, size_t guess, size_t limit_bytes,
                     struct text *text, const char **reason)
{
    /* A little more than it should take, so that the read that finds the end needs no growing. The
     * last byte is kept for the NUL. */
    size_t capacity = guess + READ_AT_LEAST_BYTES;
    char *bytes = arena_push(arena, capacity, 1);
    size_t length = 0;
    while (bytes != NULL) {
        ssize_t got = read(descriptor, bytes + length, capacity - length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *reason = file_reason(errno);
            return false;
        }
        assert((size_t)got < capacity - length);
        length += (size_t)got;
        /* It may have grown since its size was looked at. */
        if (length > limit_bytes) {
            *reason = "it is too large";
            return false;
        }
        if (got == 0) {
            bytes[length] = '\0';
            *text = (struct text){.bytes = bytes, .length = length};
            return true;
        }
        if (length + 1 == capacity)
            bytes = arena_grow(arena, bytes, length + 1, &capacity, 1);
    }
    *reason = file_reason(ENOMEM);
    return false;
}

bool file_read(struct arena *arena, const char *path, size_t limit_bytes, struct text *text,
               const char **reason)
{
    assert(limit_bytes < SSIZE_MAX / 4);
    /* Neither waits for a FIFO's writer nor takes over a terminal. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor == -1) {
        *reason = errno == ENXIO ? reason_of_kind(0) : file_reason(errno);
        return false;
    }
    struct stat status;
    bool done = false;
    if (fstat(descriptor, &status) != 0)
        *reason = file_reason(errno);
    /* A device or FIFO could go on without an end. */
    else if (!S_ISREG(status.st_mode))
        *reason = reason_of_kind(status.st_mode);
    else if (status.st_size > (off_t)limit_bytes)
        *reason = "it is too large";
    else
        done = read_all(arena, descriptor, (size_t)status.st_size, limit_bytes, text, reason);
    close(descriptor);
    return done;
}

/* The path that `path` comes to when links are followed, from `allocator`; NULL when there is no
 * memory. A file that does not exist yet keeps its path. */
static char *follow_links(struct allocator allocator, const char *path)
{
    char resolved[PATH_MAX];
    const char *found = realpath(path, resolved);
    if (found == NULL)
        found = path;
    /* What is replaced is the file that a link leads to; the link itself stays. */
    size_t bytes = strlen(found) + 1;
    char *copy = allocator_allocate(allocator, bytes, 1);
    if (copy != NULL)
        memcpy(copy, found, bytes);
    return copy;
}

/* Opens the folder that `path` lies in; -1 where that fails. */
static int open_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int length = slash == NULL ? 0 : (int)(slash + 1 - path);
    int written = snprintf(folder, sizeof folder, "%.*s", length, path);
    if (written < 0 || (size_t)written >= sizeof folder)
        return -1;
    return open(length == 0 ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The process that a temporary file is named after; 0 where `name` is not of that form. */
static pid_t process_of(const char *name)
{
    size_t before = strlen(temporary_start);
    if (strncmp(name, temporary_start, before) != 0)
        return 0;
    char *end;
    long process = strtol(name + before, &end, 10);
    const char *ending = strrchr(end, '.');
    bool formed = *end == '-' && ending != NULL && strcmp(ending, temporary_ending) == 0;
    return formed && process > 0 && process <= INT_MAX ? (pid_t)process : 0;
}

/* Whether `name` in `folder` is a file that a program which is no more began and never put in its
 * place. */
static bool is_left_behind(int folder, const char *name)
{
    pid_t process = process_of(name);
    if (process == 0 || kill(process, 0) == 0 || errno != ESRCH)
        return false;
    /* The folder may be shared with another machine, whose processes are not seen here; what they
     * write is new. */
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           time(NULL) - status.st_mtime > LEFT_BEHIND_S;
}

/* Removes what programs left beside `path` that were killed, or whose machine lost its power. */
static void sweep_folder(const char *path)
{
    int descriptor = open_folder(path);
    DIR *folder = descriptor == -1 ? NULL : fdopendir(descriptor);
    if (folder == NULL) {
        if (descriptor != -1)
            close(descriptor);
        return;
    }
    /* What cannot be removed is left: sweeping is a courtesy, and no reason to refuse a file. */
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (is_left_behind(descriptor, entry->d_name))
            (void)unlinkat(descriptor, entry->d_name, 0);
    /* Closes the descriptor too, which belongs to it since fdopendir. */
    (void)closedir(folder);
}

/* Makes a new file beside `path` under a name that nobody has. Returns its descriptor, or -1 with
 * errno. */
static int open_beside(const char *path, char *temporary_path, size_t bytes)
{
    const char *slash = strrchr(path, '/');
    int folder_length = slash == NULL ? 0 : (int)(slash + 1 - path);
    for (int attempt = 0; attempt < MOST_TEMPORARY_NAMES; attempt++) {
        /* Hidden, and with our process's number: two programs that save at once do not meet. */
        (void)snprintf(temporary_path, bytes, "%.*s%s%ld-%d%s", folder_length, path,
                       temporary_start, (long)getpid(), attempt, temporary_ending);
        int descriptor = open(temporary_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        /* O_EXCL follows no link that someone else may have laid under this name. */
        if (descriptor != -1 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

/* What is left to give back after success and failure alike. */
static void release(struct file_replacement *replacement)
{
    assert(replacement != NULL);
    if (replacement->descriptor != -1)
        close(replacement->descriptor);
    allocator_release(replacement->allocator, replacement->path);
    allocator_release(replacement->allocator, replacement->temporary_path);
    *replacement = (struct file_replacement){.descriptor = -1};
}

bool file_replacement_begin(struct file_replacement *replacement, struct allocator allocator,
                            const char *path, const char **reason)
{
    assert(path != NULL && reason != NULL);
    *replacement = (struct file_replacement){.descriptor = -1, .allocator = allocator};
    struct stat old;
    /* A folder could not be replaced anyway, and a device must not be. */
    bool exists = stat(path, &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        *reason = reason_of_kind(old.st_mode);
        return false;
    }
    replacement->path = follow_links(allocator, path);
    /* Room for the hidden name, whose two numbers have some 30 digits at most. */
    size_t bytes = replacement->path == NULL ? 0 : strlen(replacement->path) + 64;
    replacement->temporary_path = allocator_allocate(allocator, bytes, 1);
    if (replacement->path != NULL)
        sweep_folder(replacement->path);
    /* Stands where nothing below gets as far as setting it. */
    errno = ENOMEM;
    if (replacement->temporary_path != NULL)
        replacement->descriptor = open_beside(replacement->path, replacement->temporary_path,
                                              bytes);
    if (replacement->descriptor == -1) {
        /* The file itself need not be there. */
        *reason = errno == ENOENT ? "there is no such folder" : file_reason(errno);
        release(replacement);
        return false;
    }
    if (exists)
        /* The new file takes the old one's rights. Some file systems know none; then the defaults
         * have to do. */
        (void)fchmod(replacement->descriptor, old.st_mode & 07777);
    return true;
}

/* Makes a moved name last: a folder is synced like a file. A system that cannot is no fault. */
static void sync_folder(const char *path)
{
    int descriptor = open_folder(path);
    if (descriptor == -1)
        return;
    (void)fsync(descriptor);
    close(descriptor);
}

bool file_replacement_finish(struct file_replacement *replacement, const char **reason)
{
    assert(replacement->descriptor != -1);
    /* Data first, then the name: after a power cut there is the old file or the new one, never an
     * empty one. */
    bool whole = fsync(replacement->descriptor) == 0;
    if (!whole || rename(replacement->temporary_path, replacement->path) != 0) {
        *reason = file_reason(errno);
        file_replacement_abandon(replacement);
        return false;
    }
    sync_folder(replacement->path);
    release(replacement);
    return true;
}

void file_replacement_abandon(struct file_replacement *replacement)
{
    assert(replacement->descriptor != -1);
    /* Where even this fails, a later program sweeps it away. */
    (void)unlink(replacement->temporary_path);
    release(replacement);
}

/* Writes `text`; false with `*reason` where it does not all go in. */
static bool write_all(int descriptor, struct text text, const char **reason)
{
    for (size_t at = 0; at < text.length;) {
        /* A disk that is nearly full takes a part first and says so only at the next call. */
        ssize_t put = write(descriptor, text.bytes + at, text.length - at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            *reason = file_reason(put < 0 ? errno : ENOSPC);
            return false;
        }
        at += (size_t)put;
    }
    return true;
}

bool file_replace(struct allocator allocator, const char *path, struct text text,
                  const char **reason)
{
    struct file_replacement replacement;
    if (!file_replacement_begin(&replacement, allocator, path, reason))
        return false;
    if (write_all(replacement.descriptor, text, reason))
        return file_replacement_finish(&replacement, reason);
    file_replacement_abandon(&replacement);
    return false;
}

bool file_create(const char *path, struct text text, const char **reason)
{
    assert(path != NULL && reason != NULL);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor == -1) {
        *reason = errno == ENOENT ? "there is no such folder" : file_reason(errno);
        return false;
    }
    bool whole = write_all(descriptor, text, reason);
    /* Some file systems tell only here that there was no room. */
    if (close(descriptor) != 0 && whole) {
        *reason = file_reason(errno);
        whole = false;
    }
    /* O_EXCL has made sure that what is taken away here was nobody else's. */
    if (!whole)
        (void)unlink(path);
    return whole;
}

uint64_t file_stamp(const char *path)
{
    /* The inode tells a file that was put in the place of another, the times and the size one that
     * was written where it lies. Nanoseconds, since an editor may save twice within a second. */
    struct stat status;
    if (stat(path, &status) != 0)
        return 0;
    /* FNV-1a's prime: each part reaches all that follow. */
    const uint64_t prime = 0x100000001B3;
    uint64_t parts[] = {(uint64_t)status.st_ino, (uint64_t)status.st_size,
                        (uint64_t)status.st_mtim.tv_sec, (uint64_t)status.st_mtim.tv_nsec};
    uint64_t stamp = 1;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        stamp = (stamp ^ parts[i]) * prime;
    return stamp;
}

const char *file_join(struct arena *arena, const char *folder, const char *name)
{
    assert(folder != NULL && name != NULL);
    size_t bytes = strlen(folder) + 1 + strlen(name) + 1;
    char *path = arena_push(arena, bytes, 1);
    if (path != NULL)
        (void)snprintf(path, bytes, "%s/%s", folder, name);
    return path;
}

void file_make_folders(const char *path)
{
    char folder[MOST_PATH_BYTES];
    assert(path[0] != '\0');
    /* From the second byte on: the root is there already. */
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - path);
        /* Longer than the system takes: the write that follows will say so. */
        if (length >= sizeof folder)
            return;
        memcpy(folder, path, length);
        folder[length] = '\0';
        /* What someone does for their headaches is nobody else's to read. */
        (void)mkdir(folder, 0700);
    }
}
