/* Numbers are read wider than they are kept, and only then looked at: another program may have
 * written anything. What is read is judged by diary_entry_fault like everything that comes from
 * outside; what is bound has passed it.
 */
#include "store/diary_row.h"

#include <assert.h>
#include <limits.h>
#include <sqlite3.h>

/* The columns in the order of DIARY_ROW_COLUMNS; parameters count from 1. */
enum column {
    COLUMN_ID,
    COLUMN_UTC,
    COLUMN_OFFSET,
    COLUMN_ROUTINE,
    COLUMN_TITLE,
    COLUMN_PLAYED,
    COLUMN_LENGTH,
    COLUMN_BEFORE,
    COLUMN_AFTER,
    COLUMN_PHASE,
    COLUMN_MEDICINE,
    COLUMN_NOTE,
};

/* What is not said is NULL, which is no number: averages that others make of the file stay right.
 */
static bool bind_number(sqlite3_stmt *statement, enum column column, int64_t number, bool is_said)
{
    int at = (int)column + 1;
    return (is_said ? sqlite3_bind_int64(statement, at, number)
                    : sqlite3_bind_null(statement, at)) == SQLITE_OK;
}

/* An empty text is one that was not said. SQLite does not copy it: the entry outlives the step. */
static bool bind_text(sqlite3_stmt *statement, enum column column, struct text text)
{
    int at = (int)column + 1;
    assert(text.length <= DIARY_NOTE_BYTES);
    if (text.length == 0)
        return sqlite3_bind_null(statement, at) == SQLITE_OK;
    return sqlite3_bind_text(statement, at, text.bytes, (int)text.length, SQLITE_STATIC) ==
           SQLITE_OK;
}

bool diary_row_bind(struct sqlite3_stmt *statement, const struct diary_entry *entry)
{
    assert(diary_entry_fault(entry) == NULL);
    /* Its word, so that the file can be read without this program. */
    struct text phase = entry->phase == 0 ? (struct text){0} : text_from(phase_word(entry->phase));
    /* In the order of the columns; the first that fails ends it. */
    return bind_number(statement, COLUMN_ID, entry->id, entry->id != 0) &&
           bind_number(statement, COLUMN_UTC, entry->moment.utc_s, true) &&
           bind_number(statement, COLUMN_OFFSET, entry->moment.offset_min, true) &&
           bind_text(statement, COLUMN_ROUTINE, entry->routine) &&
           bind_text(statement, COLUMN_TITLE, entry->title) &&
           bind_number(statement, COLUMN_PLAYED, entry->played_ms, true) &&
           bind_number(statement, COLUMN_LENGTH, entry->length_ms, true) &&
           bind_number(statement, COLUMN_BEFORE, entry->before, entry->before != PAIN_NOT_SAID) &&
           bind_number(statement, COLUMN_AFTER, entry->after, entry->after != PAIN_NOT_SAID) &&
           bind_text(statement, COLUMN_PHASE, phase) &&
           bind_number(statement, COLUMN_MEDICINE, entry->medicine, true) &&
           bind_text(statement, COLUMN_NOTE, entry->note);
}

/* SQLite's own text: valid until the next step. */
static struct text read_text(sqlite3_stmt *statement, enum column column)
{
    const char *bytes = (const char *)sqlite3_column_text(statement, (int)column);
    return (struct text){
        .bytes = bytes,
        .length = bytes == NULL ? 0 : (size_t)sqlite3_column_bytes(statement, (int)column)};
}

/* A number that an int32_t cannot hold becomes one that no entry may have. */
static int32_t read_number(sqlite3_stmt *statement, enum column column)
{
    int64_t number = sqlite3_column_int64(statement, (int)column);
    return number < INT32_MIN || number > INT32_MAX ? INT32_MIN : (int32_t)number;
}

/* A pain, or what no pain can be, where another program has written a negative one: it must not be
 * taken for one that was not said. */
static int read_pain(sqlite3_stmt *statement, enum column column)
{
    if (sqlite3_column_type(statement, (int)column) == SQLITE_NULL)
        return PAIN_NOT_SAID;
    int32_t pain = read_number(statement, column);
    return pain < 0 ? INT_MAX : (int)pain;
}

bool diary_row_read(struct sqlite3_stmt *statement, struct arena *arena, struct diary_entry *entry)
{
    struct text phase = read_text(statement, COLUMN_PHASE);
    assert(sqlite3_column_count(statement) == COLUMN_NOTE + 1);
    *entry = (struct diary_entry){
        .id = sqlite3_column_int64(statement, COLUMN_ID),
        .moment = {.utc_s = sqlite3_column_int64(statement, COLUMN_UTC),
                   .offset_min = read_number(statement, COLUMN_OFFSET)},
        .routine = read_text(statement, COLUMN_ROUTINE),
        .title = read_text(statement, COLUMN_TITLE),
        .played_ms = read_number(statement, COLUMN_PLAYED),
        .length_ms = read_number(statement, COLUMN_LENGTH),
        .before = read_pain(statement, COLUMN_BEFORE),
        .after = read_pain(statement, COLUMN_AFTER),
        .medicine = sqlite3_column_int64(statement, COLUMN_MEDICINE) != 0,
        .note = read_text(statement, COLUMN_NOTE),
    };
    /* A word of a later version is no reason to lose the rest of what was said. */
    if (!phase_from_word(phase, &entry->phase) || entry->phase == PHASE_DAILY)
        entry->phase = (enum phase)0;
    /* Until here its texts are SQLite's own. */
    return diary_entry_fit(entry, arena) && diary_entry_fault(entry) == NULL;
}
