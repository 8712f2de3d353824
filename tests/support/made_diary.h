/* A diary in a folder of its own, which goes when the test is over. */
#ifndef LULL_TESTS_MADE_DIARY_H
#define LULL_TESTS_MADE_DIARY_H

#include "store/diary.h"

#include <stdbool.h>

struct made_diary {
    char folder[64];
    char path[128]; /* of the diary; its folder is not there yet */
    struct arena arena;
    struct diary *diary; /* NULL until it is opened */
    char line[DIARY_LINE_BYTES];
};

/* For cmocka: `*state` is the diary. */
int made_diary_set_up(void **state);
int made_diary_tear_down(void **state);

/* Opens it anew, as the end of a session does; it may fail, and the line says why. */
void made_diary_open(struct made_diary *made, enum diary_purpose purpose);

/* The same, to write; it must be there without a word. */
void made_diary_open_to_write(struct made_diary *made);

/* The moment that `text` says. */
struct moment made_diary_moment(const char *text);

/* An entry in which nothing is left out. */
struct diary_entry made_diary_entry(void);

/* Adds `count` entries, three a day, in one go. */
void made_diary_fill(struct made_diary *made, size_t count);

/* The entries of some days, or of all; reading must succeed. */
struct diary_entries made_diary_read(struct made_diary *made, int32_t from, int32_t to);
struct diary_entries made_diary_read_all(struct made_diary *made);

/* Whether both say the same, whatever their ids. */
bool made_diary_same(const struct diary_entry *a, const struct diary_entry *b);

#endif
