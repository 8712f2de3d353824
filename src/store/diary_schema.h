/* The tables of the diary's file, and how a file of an older version becomes one of this.
 *
 * The version stands in the file itself (SQLite's user_version). Each step from one version to the
 * next is a text of SQL that runs in one transaction, so that a file is of one version or the next,
 * however the program ends. What is in the tables is diary.c's to know.
 */
#ifndef LULL_STORE_DIARY_SCHEMA_H
#define LULL_STORE_DIARY_SCHEMA_H

#include <stdbool.h>

struct sqlite3;

/* The version that this program writes. */
enum { DIARY_SCHEMA_VERSION = 1 };

/* What a file is, to this program. */
enum diary_schema {
    DIARY_SCHEMA_READY,  /* of this version, now if not before */
    DIARY_SCHEMA_NEWER,  /* of a later one: to be read, not to be written */
    DIARY_SCHEMA_OTHERS, /* another program's database: to be left alone */
    DIARY_SCHEMA_FAILED, /* SQLite has failed; its connection says how */
};

/* Looks what `connection` has open, and brings an empty file or an older version to this one. */
enum diary_schema diary_schema_bring(struct sqlite3 *connection);

/* The same with other steps than this program's own, for tests of what takes them: `steps[i]` is
 * SQL that leads from version i to i + 1 and says so in user_version; there are `version` of them.
 */
enum diary_schema diary_schema_climb(struct sqlite3 *connection, const char *const steps[],
                                     int version);

#endif
