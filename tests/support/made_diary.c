/* mkdtemp is of the X/Open part of POSIX 2008. */
#define _XOPEN_SOURCE 700

#include "support/made_diary.h"

#include <assert.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* An assert for what is done in it. */
static void must(bool done)
{
    if (!done)
        abort();
}

int made_diary_set_up(void **state)
{
    struct made_diary *made = calloc(1, sizeof *made);
    assert(made != NULL);
    /* Memory where there is some, since each entry is written through to the disk, thousands of
     * them here. */
    strcpy(made->folder,
           access("/dev/shm", W_OK) == 0 ? "/dev/shm/lull-diary-XXXXXX" : "/tmp/lull-diary-XXXXXX");
    char *folder = mkdtemp(made->folder);
    assert(folder != NULL);
    (void)snprintf(made->path, sizeof made->path, "%s/new/lull/diary.db", folder);
    made->arena = arena_make(allocator_system());
    *state = made;
    return 0;
}

int made_diary_tear_down(void **state)
{
    struct made_diary *made = *state;
    char command[256];
    diary_close(made->diary);
    (void)snprintf(command, sizeof command, "chmod -R u+w '%s'; rm -rf '%s'", made->folder,
                   made->folder);
    int status = system(command);
    arena_release(&made->arena);
    free(made);
    return status;
}

void made_diary_open(struct made_diary *made, enum diary_purpose purpose)
{
    diary_close(made->diary);
    made->diary = diary_open(allocator_system(), made->path, purpose, DIARY_WAIT_SESSION_MS,
                             made->line);
}

void made_diary_close(struct made_diary *made)
{
    diary_close(made->diary);
    made->diary = NULL;
}

void made_diary_open_to_write(struct made_diary *made)
{
    made_diary_open(made, DIARY_WRITE);
    assert(made->diary != NULL && made->line[0] == '\0');
}

struct moment made_diary_moment(const char *text)
{
    struct moment moment;
    bool is_moment = moment_read(text_from(text), &moment);
    assert(is_moment);
    return moment;
}

struct diary_entry made_diary_entry(void)
{
    return (struct diary_entry){.moment = made_diary_moment("2026-11-01T21:30:07+01:00"),
                                .routine = text_from("soft-sighs"),
                                .title = text_from("Soft sighs"),
                                .played_ms = 61001,
                                .length_ms = 720000,
                                .before = 6,
                                .after = 4,
                                .phase = PHASE_EARLY,
                                .medicine = true,
                                .note = text_from("slept, Übelkeit – \"gone\"")};
}

void made_diary_fill(struct made_diary *made, size_t count)
{
    struct diary_entry *entries = calloc(count, sizeof *entries);
    assert(entries != NULL);
    for (size_t i = 0; i < count; i++) {
        entries[i] = made_diary_entry();
        entries[i].moment.utc_s = (int64_t)86400 * 365 * 36 + (int64_t)i * 8 * 3600;
        entries[i].after = (int)(i % 10);
        entries[i].medicine = i % 7 == 0;
    }
    size_t added = 0;
    bool done = diary_import(made->diary, entries, count, &added);
    assert(done && added == count);
    free(entries);
}

struct diary_entries made_diary_read(struct made_diary *made, int32_t from, int32_t to)
{
    struct diary_entries entries;
    bool done = diary_read(made->diary, &made->arena, from, to, &entries);
    assert(done);
    return entries;
}

struct diary_entries made_diary_read_all(struct made_diary *made)
{
    return made_diary_read(made, DAY_FIRST, DAY_LAST);
}

bool made_diary_same(const struct diary_entry *a, const struct diary_entry *b)
{
    return a->moment.utc_s == b->moment.utc_s && a->moment.offset_min == b->moment.offset_min &&
           a->played_ms == b->played_ms && a->length_ms == b->length_ms && a->before == b->before &&
           a->after == b->after && a->phase == b->phase && a->medicine == b->medicine &&
           text_equal(a->routine, b->routine) && text_equal(a->title, b->title) &&
           text_equal(a->note, b->note);
}

char *made_diary_bytes(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    must(file != NULL);
    struct stat status;
    must(fstat(fileno(file), &status) == 0);
    *length = (size_t)status.st_size;
    char *bytes = calloc(*length + 1, 1);
    must(bytes != NULL);
    must(fread(bytes, 1, *length, file) == *length);
    fclose(file);
    return bytes;
}

size_t made_diary_count_aside(const struct made_diary *made, char path[static 256])
{
    char pattern[160];
    glob_t found = {0};
    (void)snprintf(pattern, sizeof pattern, "%s.damaged-*[0-9]", made->path);
    int result = glob(pattern, 0, NULL, &found);
    must(result == 0 || result == GLOB_NOMATCH);
    size_t count = result == 0 ? found.gl_pathc : 0;
    if (count > 0)
        (void)snprintf(path, 256, "%s", found.gl_pathv[0]);
    globfree(&found);
    return count;
}

sqlite3 *made_diary_run_sql(const struct made_diary *made, const char *sql)
{
    sqlite3 *connection = NULL;
    must(sqlite3_open(made->path, &connection) == SQLITE_OK);
    must(sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK);
    return connection;
}

void made_diary_run_sql_alone(const struct made_diary *made, const char *sql)
{
    must(sqlite3_close(made_diary_run_sql(made, sql)) == SQLITE_OK);
}

/* In a process of its own: opens the diary, be it there or not, and adds `count` entries. */
static pid_t start_writer(struct made_diary *made, int count)
{
    pid_t child = fork();
    must(child >= 0);
    if (child > 0)
        return child;
    int kept = 0;
    struct diary *diary = diary_open(allocator_system(), made->path, DIARY_WRITE,
                                     DIARY_WAIT_COMMAND_MS, made->line);
    for (int i = 0; diary != NULL && i < count; i++) {
        struct diary_entry entry = made_diary_entry();
        kept += diary_add(diary, &entry);
    }
    diary_close(diary);
    _exit(kept == count ? 0 : 1);
}

void made_diary_write_at_once(struct made_diary *made, int programs, int each)
{
    pid_t children[8];
    must(programs <= 8);
    for (int i = 0; i < programs; i++)
        children[i] = start_writer(made, each);
    for (int i = 0; i < programs; i++) {
        int status = 0;
        must(waitpid(children[i], &status, 0) == children[i]);
        must(status == 0);
    }
    made_diary_open_to_write(made);
    must(made_diary_read_all(made).count == (size_t)(programs * each));
    made_diary_close(made);
}
