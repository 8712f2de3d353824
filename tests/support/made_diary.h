/* A diary in a folder of its own, which goes when the test is over. */
#ifndef LULL_TESTS_MADE_DIARY_H
#define LULL_TESTS_MADE_DIARY_H

#include "store/diary.h"

#include <stdbool.h>

struct sqlite3;

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

/* Closes it, where it is open. */
void made_diary_close(struct made_diary *made);

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

/* The whole file at `path`, to be freed. */
char *made_diary_bytes(const char *path, size_t *length);

/* How many files were set aside; the first one's path goes to `path`. */
size_t made_diary_count_aside(const struct made_diary *made, char path[static 256]);

/* Runs plain SQL on the file, as another program would; the connection is to be closed, or is. */
struct sqlite3 *made_diary_run_sql(const struct made_diary *made, const char *sql);
void made_diary_run_sql_alone(const struct made_diary *made, const char *sql);

/* Lets `programs`, 1 to 8, open the diary, be it there or not, and add `each` entries, all at once;
 * none may fail. */
void made_diary_write_at_once(struct made_diary *made, int programs, int each);

#endif
