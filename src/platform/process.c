/* posix_spawn with two pipes, in a process group of its own, so that what it starts ends with it.
 * One loop feeds, drains, looks whether it has ended and keeps the time; the pipes never block,
 * since a program that waits for us to read while we wait for it to read would wait for ever. A
 * stream is simpler: whoever feeds it may wait.
 */
#include "platform/process.h"

#include "platform/clock.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; /* POSIX wants it declared by who uses it */

/* How long one turn of the loop sleeps at most, and how much is read at a time. */
enum { STEP_MS = 20, PART_BYTES = 16384, MOST_PATH_BYTES = 4096, NS_A_MS = 1000000 };

/* A program that runs, and our ends of its pipes; -1 once closed. */
struct running {
    pid_t id;
    int to;
    int from;
    struct text input; /* what it has not been given yet */
    bool ended;
    int status; /* as waitpid gives it, once it has ended */
};

/* Closes our end of a pipe, once; it is -1 from then on. */
static void close_end(int *end)
{
    if (*end >= 0)
        (void)close(*end);
    *end = -1;
}

/* Two pipes that are closed in every program started, and do not block on our side. */
static bool make_pipes(int in[2], int out[2])
{
    in[0] = in[1] = out[0] = out[1] = -1;
    bool made = pipe(in) == 0 && pipe(out) == 0;
    /* dup2 makes new descriptors in the program itself, which stay open there. */
    int ends[] = {in[0], in[1], out[0], out[1]};
    for (int i = 0; made && i < 4; i++)
        made = fcntl(ends[i], F_SETFD, FD_CLOEXEC) == 0;
    return made && fcntl(in[1], F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(out[0], F_SETFL, O_NONBLOCK) == 0;
}

/* Starts `words` with `in` and `out` for its stdin and stdout; returns 0 and its id, or an error of
 * errno's kind. A signal that we ignore or hold back would be ignored or held by the program too:
 * those are set back. */
static int spawn(const char *const *words, int in, int out, pid_t *id)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t usual;
    int error = posix_spawn_file_actions_init(&files);
    if (error != 0)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        (void)sigemptyset(&usual);
        (void)posix_spawnattr_setsigmask(&attributes, &usual);
        /* The one signal that this program ignores, so as to hear of it as EPIPE. */
        (void)sigaddset(&usual, SIGPIPE);
        (void)posix_spawnattr_setsigdefault(&attributes, &usual);
        /* A group of its own, called as it is: it is ended with all that it has started. */
        (void)posix_spawnattr_setpgroup(&attributes, 0);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
                                                        POSIX_SPAWN_SETSIGMASK);
        error = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
        if (error == 0)
            error = posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
        if (error == 0)
            error = posix_spawnp(id, words[0], &files, &attributes, (char *const *)words, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    return error;
}

/* Why a program did not start, in plain words. */
static const char *reason_of_start(int error)
{
    return error == ENOENT ? "there is no such program" : "it cannot be started";
}

/* Starts it with a pipe at either end, and closes the ends that are its own. False with
 * `*reason`. */
static bool start(const char *const *words, struct text input, struct running *running,
                  const char **reason)
{
    int in[2];
    int out[2];
    *reason = "there are too many open files";
    bool made = make_pipes(in, out);
    int error = made ? spawn(words, in[0], out[1], &running->id) : 0;
    /* Its ends are its own now; ours would keep it from ever seeing the end of its input. */
    close_end(&in[0]);
    close_end(&out[1]);
    running->to = in[1];
    running->from = out[0];
    running->input = input;
    if (made && error == 0)
        return true;
    if (made)
        *reason = reason_of_start(error);
    /* Nothing has been started, so nothing is waited for. */
    close_end(&running->to);
    close_end(&running->from);
    return false;
}

/* Gives it what it will take; it need not want any of it. */
static void feed(struct running *running)
{
    while (running->to >= 0 && running->input.length > 0) {
        ssize_t put = write(running->to, running->input.bytes, running->input.length);
        if (put > 0)
            running->input = text_tail(running->input, (size_t)put);
        else if (put < 0 && errno == EAGAIN)
            return;
        else if (put == 0 || errno != EINTR)
            break;
    }
    /* All of it given, or it wants no more: its input ends here. */
    close_end(&running->to);
}

/* Takes what it has printed; returns whether that was anything. */
static bool drain(struct running *running, struct buffer *output)
{
    char part[PART_BYTES];
    if (running->from < 0)
        return false;
    /* A part at a time, so that the limits are looked at in between. */
    ssize_t got = read(running->from, part, sizeof part);
    if (got > 0)
        buffer_append(output, (struct text){.bytes = part, .length = (size_t)got});
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        close_end(&running->from);
    return got > 0;
}

/* Sleeps until there is something to read or to give, or a moment has passed. */
static void wait_a_step(const struct running *running)
{
    struct pollfd ends[2] = {{.fd = running->from, .events = POLLIN},
                             {.fd = running->to, .events = POLLOUT}};
    (void)poll(ends, 2, STEP_MS); /* an end of -1 is passed over */
}

/* Until it has ended, and what it printed is read; a child of its own may keep the pipe open.
 * Returns false where it went past a limit. */
static bool attend(struct running *running, struct process_limits limits, struct buffer *output,
                   const char **reason)
{
    size_t before = output->length;
    /* Of this program alone, as the buffer may have held something before. */
    int64_t end_ns = clock_now_ns() + (int64_t)limits.most_ms * NS_A_MS;
    for (;;) {
        feed(running);
        bool more = drain(running, output);
        if (!running->ended && waitpid(running->id, &running->status, WNOHANG) == running->id)
            running->ended = true;
        else if (running->ended && !more)
            return true;
        *reason = "it printed too much";
        if (output->failed || output->length - before > limits.most_bytes)
            return false;
        *reason = "it took too long";
        if (clock_now_ns() > end_ns)
            return false;
        if (!more)
            wait_a_step(running);
    }
}

/* Whether it ended by itself, and well. */
static bool ended_well(int status, const char **reason)
{
    *reason = "it ended with a fault";
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool process_run(const char *const *words, struct text input, struct process_limits limits,
                 struct buffer *output, const char **reason)
{
    assert(words != NULL && words[0] != NULL && output != NULL && reason != NULL);
    struct running running = {.id = 0};
    if (!start(words, input, &running, reason))
        return false;
    assert(running.id > 0);
    bool done = attend(&running, limits, output, reason);
    close_end(&running.to);
    close_end(&running.from);
    (void)kill(-running.id, SIGKILL); /* whoever is left of its group */
    /* Every program that was started is waited for, or its number would stay taken. */
    while (!running.ended && waitpid(running.id, &running.status, 0) < 0 && errno == EINTR)
        continue;
    if (!done)
        return false;
    return ended_well(running.status, reason);
}

bool process_stream_open(const char *const *words, struct process_stream *stream,
                         const char **reason)
{
    assert(words != NULL && words[0] != NULL && stream != NULL && reason != NULL);
    int in[2];
    *stream = (struct process_stream){.descriptor = -1};
    *reason = "there are too many open files";
    if (pipe(in) != 0)
        return false;
    /* Another program must not hold our end open, or this one would wait for ever. */
    bool made = fcntl(in[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(in[1], F_SETFD, FD_CLOEXEC) == 0;
    pid_t id = 0;
    int error = made ? spawn(words, in[0], STDERR_FILENO, &id) : 0;
    close_end(&in[0]);
    if (made && error != 0)
        *reason = reason_of_start(error);
    if (!made || error != 0) {
        close_end(&in[1]);
        return false;
    }
    stream->descriptor = in[1];
    stream->id = id;
    return true;
}

bool process_stream_close(struct process_stream *stream, bool end_it, const char **reason)
{
    assert(stream->descriptor >= 0 && stream->id > 0);
    int status = 0;
    /* Which is how it learns that nothing more comes. */
    close_end(&stream->descriptor);
    if (end_it)
        /* Its whole group, as for one that is heard out. */
        (void)kill(-stream->id, SIGKILL);
    while (waitpid(stream->id, &status, 0) < 0 && errno == EINTR)
        continue;
    return ended_well(status, reason);
}

bool process_exists(const char *name)
{
    assert(name != NULL && name[0] != '\0');
    const char *folders = getenv("PATH");
    if (strchr(name, '/') != NULL || folders == NULL)
        return access(name, X_OK) == 0;
    while (*folders != '\0') {
        char path[MOST_PATH_BYTES];
        /* An empty part of $PATH would be the current folder, which is nowhere to look for
         * programs; here it gives a path from the root and finds nothing. */
        size_t length = strcspn(folders, ":");
        int written = snprintf(path, sizeof path, "%.*s/%s", (int)length, folders, name);
        if (written > 0 && written < (int)sizeof path && access(path, X_OK) == 0)
            return true;
        folders += length + (folders[length] == ':');
    }
    return false;
}
