/* mkdtemp is of the X/Open part of POSIX 2008. */
#define _XOPEN_SOURCE 700

#include "support/made_diary.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
