/* One table says for every column its name, its field, and what kind of thing it is; each kind is
 * written and read in one place. A cell that cannot be read is told with what it may be; what does
 * not fit together is told by the entry itself. All rows are read, so that somebody who mends a
 * table by hand hears of all that is wrong in one go.
 */
#include "store/diary_csv.h"

#include "store/csv.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* What a cell holds, which decides how it is written, read and told of. */
enum kind {
    KIND_ID,
    KIND_MOMENT,
    KIND_NAME,
    KIND_NOTE,
    KIND_MS,
    KIND_PAIN,
    KIND_PHASE,
    KIND_SWITCH,
};

struct column {
    const char *name;
    enum kind kind;
    size_t field; /* offset in struct diary_entry */
};

/* In the order in which they are written. */
static const struct column columns[] = {
    {"id", KIND_ID, offsetof(struct diary_entry, id)},
    {"when", KIND_MOMENT, offsetof(struct diary_entry, moment)},
    {"routine", KIND_NAME, offsetof(struct diary_entry, routine)},
    {"title", KIND_NAME, offsetof(struct diary_entry, title)},
    {"played_ms", KIND_MS, offsetof(struct diary_entry, played_ms)},
    {"length_ms", KIND_MS, offsetof(struct diary_entry, length_ms)},
    {"before", KIND_PAIN, offsetof(struct diary_entry, before)},
    {"after", KIND_PAIN, offsetof(struct diary_entry, after)},
    {"phase", KIND_PHASE, offsetof(struct diary_entry, phase)},
    {"medicine", KIND_SWITCH, offsetof(struct diary_entry, medicine)},
    {"note", KIND_NOTE, offsetof(struct diary_entry, note)},
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* What a cell may be, for who wrote something else. */
static const char *const takes[] = {
    [KIND_ID] = "a whole number from 1, or nothing",
    [KIND_MOMENT] = "a time such as 2026-11-01T21:30",
    [KIND_NAME] = "at most 400 bytes",
    [KIND_NOTE] = "at most 1000 bytes",
    [KIND_MS] = "a whole number, or nothing",
    [KIND_PAIN] = "a whole number from 0 to 10, or nothing",
    [KIND_PHASE] = "early, attack or between, or nothing",
    [KIND_SWITCH] = "yes or no, or nothing",
};

/* Appends a number, or an empty cell for `nothing`, the value that stands for none. */
static void print_number(int64_t number, int64_t nothing, struct buffer *text, bool is_first)
{
    buffer_append_string(text, is_first ? "" : ",");
    if (number != nothing)
        buffer_format(text, "%lld", (long long)number);
}

/* Appends one cell. What was not said is empty, so that a spreadsheet's averages leave it out. */
static void print_cell(const struct column *column, const struct diary_entry *entry,
                       struct buffer *text, bool is_first)
{
    /* The table knows fields by their offsets; each column's kind says what lies there. */
    const void *field = (const char *)entry + column->field;
    switch (column->kind) {
    case KIND_ID:
        /* What is not kept yet has none. */
        print_number(*(const int64_t *)field, 0, text, is_first);
        break;
    case KIND_MOMENT:
        buffer_append_string(text, is_first ? "" : ",");
        moment_print(*(const struct moment *)field, text);
        break;
    case KIND_NAME:
    case KIND_NOTE:
        csv_print_words(text, *(const struct text *)field, is_first);
        break;
    case KIND_MS:
        /* No length is -1, so each is written, 0 too. */
        print_number(*(const int32_t *)field, -1, text, is_first);
        break;
    case KIND_PAIN:
        print_number(*(const int *)field, PAIN_NOT_SAID, text, is_first);
        break;
    case KIND_PHASE:
        csv_print_cell(text, text_from(entry->phase == 0 ? "" : phase_word(entry->phase)),
                       is_first);
        break;
    case KIND_SWITCH:
        csv_print_cell(text, text_from(*(const bool *)field ? "yes" : "no"), is_first);
        break;
    }
}

void diary_csv_print(const struct diary_entries *entries, struct buffer *text)
{
    for (size_t i = 0; i < COLUMNS; i++)
        csv_print_cell(text, text_from(columns[i].name), i == 0);
    buffer_append_string(text, "\n");
    for (size_t row = 0; row < entries->count; row++) {
        for (size_t i = 0; i < COLUMNS; i++)
            print_cell(&columns[i], &entries->items[row], text, i == 0);
        buffer_append_string(text, "\n");
    }
}

/* A whole number from 0 to `most`; an empty cell is `nothing`. */
static bool read_number(struct text cell, int64_t most, int64_t nothing, int64_t *number)
{
    assert(most > 0 && most <= INT32_MAX);
    /* Nothing but digits: no sign, no point and no blank, which would have to be guessed about. */
    *number = cell.length == 0 ? nothing : 0;
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
            return false;
        *number = *number * 10 + (cell.bytes[i] - '0');
        /* Looked at after each digit, so that no number gets far enough to overflow. */
        if (*number > most)
            return false;
    }
    return true;
}

/* A text as its writer had it, without the apostrophe that made it harmless; false where it is too
 * long. */
static bool read_words(struct text cell, size_t most_bytes, struct text *words)
{
    *words = csv_words(cell);
    return words->length <= most_bytes;
}

/* The word for a phase, or nothing. */
static bool read_phase(struct text cell, enum phase *phase)
{
    /* Daily practice is a phase of routines; a head has none of that name. */
    return cell.length == 0 || (phase_from_word(cell, phase) && *phase != PHASE_DAILY);
}

/* `yes`, `no`, or nothing, which is no. */
static bool read_switch(struct text cell, bool *is_on)
{
    *is_on = text_equal_ignoring_case(cell, text_from("yes"));
    return *is_on || cell.length == 0 || text_equal_ignoring_case(cell, text_from("no"));
}

/* Reads a cell into its field; false where it is nothing of the column's kind. */
static bool read_cell(const struct column *column, struct text cell, struct diary_entry *entry)
{
    void *field = (char *)entry + column->field;
    int64_t number = 0;
    switch (column->kind) {
    case KIND_ID:
        /* Ids count entries; one that leaves no room for those to come is a mistake. */
        return read_number(cell, INT32_MAX, 0, field) && (cell.length == 0 || entry->id > 0);
    case KIND_MOMENT:
        return moment_read(cell, field);
    case KIND_NAME:
        return read_words(cell, DIARY_NAME_BYTES, field);
    case KIND_NOTE:
        return read_words(cell, DIARY_NOTE_BYTES, field);
    case KIND_MS:
        if (!read_number(cell, INT32_MAX, 0, &number))
            return false;
        *(int32_t *)field = (int32_t)number;
        return true;
    case KIND_PAIN:
        if (!read_number(cell, PAIN_MOST, PAIN_NOT_SAID, &number))
            return false;
        *(int *)field = (int)number;
        return true;
    case KIND_PHASE:
        return read_phase(cell, field);
    default:
        return read_switch(cell, field);
    }
}

/* A table being read. */
struct table {
    const char *file;
    struct findings *findings;
    const struct column *order[CSV_MOST_CELLS]; /* which column stands where */
    size_t count;
    size_t row; /* from 1 */
};

/* Adds a finding of a row; its message is copied. The line is the file's, which is what an editor
 * jumps to; the row's own number is in the message. */
static void report(struct table *table, const struct csv_row *row, const char *name,
                   const struct buffer *message)
{
    findings_add(table->findings, (struct finding){.severity = SEVERITY_ERROR,
                                                   .name = name,
                                                   .file = table->file,
                                                   .line = row->line,
                                                   .width = 1,
                                                   .message = buffer_text(message)});
    /* A row that is wrong and not told would be lost. */
    if (message->failed)
        table->findings->arena->failed = true;
}

/* Reports a row: its number, and what is wrong with `cell` of it, or with all of it. */
static void report_row(struct table *table, const struct csv_row *row, const struct column *column,
                       const char *fault, struct text cell)
{
    struct buffer message = buffer_make(table->findings->arena->allocator);
    buffer_format(&message, "row %zu: ", table->row);
    if (column != NULL) {
        buffer_format(&message, "%s is ", column->name);
        /* As JSON has it, since it may hold anything; and no longer than a line. */
        buffer_append_json(&message, text_cut(cell, 40));
        buffer_format(&message, "%s, but takes %s", cell.length > 40 ? "..." : "",
                      takes[column->kind]);
    } else {
        buffer_append_string(&message, fault);
    }
    report(table, row, "bad-row", &message);
    buffer_release(&message);
}

/* The column of that name, in any case, as spreadsheets and people change that; NULL where there is
 * none. */
static const struct column *find_column(struct text name)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (text_equal_ignoring_case(name, text_from(columns[i].name)))
            return &columns[i];
    return NULL;
}

/* Reports the row of names, and with it those there are; `cell`, unless it is empty, is at fault.
 */
static void report_columns(struct table *table, const struct csv_row *row, struct text cell)
{
    struct buffer message = buffer_make(table->findings->arena->allocator);
    buffer_append_string(&message, "the first row names the columns, \"when\" among them; ");
    if (cell.length > 0) {
        buffer_append_json(&message, text_cut(cell, 40));
        /* A name that is known can only be there twice. */
        buffer_append_string(&message, find_column(cell) == NULL ? " is none; " : " is twice; ");
    }
    buffer_append_string(&message, "there are ");
    for (size_t i = 0; i < COLUMNS; i++)
        buffer_format(&message, "%s%s",
                      i == 0            ? ""
                      : i + 1 < COLUMNS ? ", "
                                        : " and ",
                      columns[i].name);
    report(table, row, "bad-columns", &message);
    buffer_release(&message);
}

/* Reads the row of names. Returns false, after a finding, where it is none. */
static bool read_names(struct table *table, const struct csv_row *row)
{
    bool has_when = false;
    assert(row->count <= CSV_MOST_CELLS);
    for (size_t i = 0; i < row->count; i++) {
        table->order[i] = find_column(row->cells[i]);
        has_when = has_when || (table->order[i] != NULL && table->order[i]->kind == KIND_MOMENT);
        /* A table has a dozen columns: comparing each with all before it is nothing. */
        bool is_twice = false;
        for (size_t before = 0; before < i; before++)
            is_twice = is_twice || table->order[before] == table->order[i];
        if (table->order[i] == NULL || is_twice) {
            report_columns(table, row, row->cells[i]);
            return false;
        }
    }
    table->count = row->count;
    /* Everything else may be missing: an entry says at least when it was. */
    if (!has_when || row->fault != NULL)
        report_columns(table, row, (struct text){0});
    return has_when && row->fault == NULL;
}

/* Reads one row of values. Returns false, after a finding, where it is wrong. */
static bool read_row(struct table *table, const struct csv_row *row, struct diary_entry *entry)
{
    /* Columns that are missing leave what an entry is that says nothing. */
    *entry = (struct diary_entry){.before = PAIN_NOT_SAID, .after = PAIN_NOT_SAID};
    const char *fault = row->fault;
    assert(table->row > 0);
    /* A row that is short may have lost any of its cells, so none of them can be trusted. */
    if (fault == NULL && row->count != table->count)
        fault = row->count < table->count ? "it has fewer cells than there are columns"
                                          : "it has more cells than there are columns";
    for (size_t i = 0; fault == NULL && i < row->count; i++) {
        if (read_cell(table->order[i], row->cells[i], entry))
            continue;
        report_row(table, row, table->order[i], NULL, row->cells[i]);
        return false;
    }
    /* The entry knows what does not fit together, such as more played than there is. Without memory
     * the arena says so. */
    if (fault == NULL && diary_entry_fit(entry, table->findings->arena))
        fault = diary_entry_fault(entry);
    if (fault == NULL && diary_entry_ahead(entry))
        fault = "it is of a day still to come; please give it the day that was meant";
    if (fault != NULL)
        report_row(table, row, NULL, fault, (struct text){0});
    return fault == NULL;
}

struct diary_entries diary_csv_read(struct text text, const char *file, struct findings *findings)
{
    assert(file != NULL && findings != NULL);
    struct diary_entries entries = {0};
    size_t capacity = 0;
    struct table table = {.file = file, .findings = findings};
    struct csv_reader reader = csv_reader_make(findings->arena, text);
    /* For an empty file, whose finding still needs a line. */
    struct csv_row row = {.line = 1};
    /* An empty file is no empty diary: that has its row of names. */
    if (!csv_reader_next(&reader, &row)) {
        report_columns(&table, &row, (struct text){0});
        return entries;
    }
    if (!read_names(&table, &row))
        return entries;
    while (csv_reader_next(&reader, &row)) {
        struct diary_entry entry;
        /* Counted before it is read, so that the first row of values is row 1. */
        table.row++;
        /* Those after a bad row are read all the same, so that all bad ones are told at once. */
        if (!read_row(&table, &row, &entry))
            continue;
        struct diary_entry *items = arena_grow(findings->arena, entries.items, entries.count,
                                               &capacity, sizeof *items);
        /* The arena says that this is not all. */
        if (items == NULL)
            break;
        entries.items = items;
        items[entries.count++] = entry;
    }
    return entries;
}
