/* One table says for every column its name, and how it is written and read. A cell that cannot be
 * read is told with what it may be; what does not fit together is told by the entry itself.
 */
#include "store/diary_csv.h"

#include "store/csv.h"

#include <assert.h>
#include <string.h>

struct column {
    const char *name;
    const char *takes; /* what it may be, for who wrote something else */
    void (*print)(const struct diary_entry *entry, struct buffer *text, bool is_first);
    bool (*read)(struct text cell, struct diary_entry *entry);
};

static void print_number(int64_t number, struct buffer *text, bool is_first)
{
    buffer_format(text, "%s%lld", is_first ? "" : ",", (long long)number);
}

/* A whole number from 0 to `most`. */
static bool read_number(struct text cell, int64_t most, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
            return false;
        *number = *number * 10 + (cell.bytes[i] - '0');
        /* Looked at after each digit, so that no number gets far enough to overflow. */
        if (*number > most)
            return false;
    }
    return cell.length > 0;
}

static void print_id(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    /* What is not kept yet has none. */
    if (entry->id != 0)
        print_number(entry->id, text, is_first);
    else
        buffer_append_string(text, is_first ? "" : ",");
}

static bool read_id(struct text cell, struct diary_entry *entry)
{
    /* Ids count entries; one that leaves no room for those to come is a mistake. */
    return cell.length == 0 || (read_number(cell, INT32_MAX, &entry->id) && entry->id > 0);
}

static void print_when(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    buffer_append_string(text, is_first ? "" : ",");
    moment_print(entry->moment, text);
}

static bool read_when(struct text cell, struct diary_entry *entry)
{
    return moment_read(cell, &entry->moment);
}

static void print_routine(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    csv_print_words(text, entry->routine, is_first);
}

static bool read_routine(struct text cell, struct diary_entry *entry)
{
    entry->routine = csv_words(cell);
    return entry->routine.length <= DIARY_NAME_BYTES;
}

static void print_title(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    csv_print_words(text, entry->title, is_first);
}

static bool read_title(struct text cell, struct diary_entry *entry)
{
    entry->title = csv_words(cell);
    return entry->title.length <= DIARY_NAME_BYTES;
}

static void print_played(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    print_number(entry->played_ms, text, is_first);
}

static bool read_ms(struct text cell, int32_t *time_ms)
{
    int64_t number = 0;
    if (cell.length > 0 && !read_number(cell, INT32_MAX, &number))
        return false;
    *time_ms = (int32_t)number;
    return true;
}

static bool read_played(struct text cell, struct diary_entry *entry)
{
    return read_ms(cell, &entry->played_ms);
}

static void print_length(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    print_number(entry->length_ms, text, is_first);
}

static bool read_length(struct text cell, struct diary_entry *entry)
{
    return read_ms(cell, &entry->length_ms);
}

static void print_pain(int pain, struct buffer *text, bool is_first)
{
    if (pain != PAIN_NOT_SAID)
        print_number(pain, text, is_first);
    else
        buffer_append_string(text, is_first ? "" : ",");
}

static bool read_pain(struct text cell, int *pain)
{
    int64_t number = PAIN_NOT_SAID;
    if (cell.length > 0 && !read_number(cell, PAIN_MOST, &number))
        return false;
    *pain = (int)number;
    return true;
}

static void print_before(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    print_pain(entry->before, text, is_first);
}

static bool read_before(struct text cell, struct diary_entry *entry)
{
    return read_pain(cell, &entry->before);
}

static void print_after(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    print_pain(entry->after, text, is_first);
}

static bool read_after(struct text cell, struct diary_entry *entry)
{
    return read_pain(cell, &entry->after);
}

static void print_phase(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    csv_print_cell(text, text_from(entry->phase == 0 ? "" : phase_word(entry->phase)), is_first);
}

static bool read_phase(struct text cell, struct diary_entry *entry)
{
    return cell.length == 0 ||
           (phase_from_word(cell, &entry->phase) && entry->phase != PHASE_DAILY);
}

static void print_medicine(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    csv_print_cell(text, text_from(entry->medicine ? "yes" : "no"), is_first);
}

static bool read_medicine(struct text cell, struct diary_entry *entry)
{
    entry->medicine = text_equal_ignoring_case(cell, text_from("yes"));
    return entry->medicine || cell.length == 0 || text_equal_ignoring_case(cell, text_from("no"));
}

static void print_note(const struct diary_entry *entry, struct buffer *text, bool is_first)
{
    csv_print_words(text, entry->note, is_first);
}

static bool read_note(struct text cell, struct diary_entry *entry)
{
    entry->note = csv_words(cell);
    return entry->note.length <= DIARY_NOTE_BYTES;
}

static const struct column columns[] = {
    {"id", "a whole number from 1, or nothing", print_id, read_id},
    {"when", "a time such as 2026-11-01T21:30", print_when, read_when},
    {"routine", "at most 400 bytes", print_routine, read_routine},
    {"title", "at most 400 bytes", print_title, read_title},
    {"played_ms", "a whole number, or nothing", print_played, read_played},
    {"length_ms", "a whole number, or nothing", print_length, read_length},
    {"before", "a whole number from 0 to 10, or nothing", print_before, read_before},
    {"after", "a whole number from 0 to 10, or nothing", print_after, read_after},
    {"phase", "early, attack or between, or nothing", print_phase, read_phase},
    {"medicine", "yes or no, or nothing", print_medicine, read_medicine},
    {"note", "at most 1000 bytes", print_note, read_note},
};

enum { COLUMNS = sizeof columns / sizeof columns[0], WHEN = 1 };

void diary_csv_print(const struct diary_entries *entries, struct buffer *text)
{
    for (size_t i = 0; i < COLUMNS; i++)
        csv_print_cell(text, text_from(columns[i].name), i == 0);
    buffer_append_string(text, "\n");
    for (size_t row = 0; row < entries->count; row++) {
        for (size_t i = 0; i < COLUMNS; i++)
            columns[i].print(&entries->items[row], text, i == 0);
        buffer_append_string(text, "\n");
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
        buffer_format(&message, "%s, but takes %s", cell.length > 40 ? "..." : "", column->takes);
    } else {
        buffer_append_string(&message, fault);
    }
    report(table, row, "bad-row", &message);
    buffer_release(&message);
}

static void report_columns(struct table *table, const struct csv_row *row, struct text cell)
{
    struct buffer message = buffer_make(table->findings->arena->allocator);
    buffer_append_string(&message, "the first row names the columns, \"when\" among them; ");
    if (cell.length > 0) {
        buffer_append_json(&message, text_cut(cell, 40));
        buffer_append_string(&message, " is none of ");
    } else {
        buffer_append_string(&message, "there are ");
    }
    for (size_t i = 0; i < COLUMNS; i++)
        buffer_format(&message, "%s%s",
                      i == 0            ? ""
                      : i + 1 < COLUMNS ? ", "
                                        : " and ",
                      columns[i].name);
    report(table, row, "bad-columns", &message);
    buffer_release(&message);
}

static const struct column *find_column(struct text name)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (text_equal_ignoring_case(name, text_from(columns[i].name)))
            return &columns[i];
    return NULL;
}

/* Reads the row of names. Returns false, after a finding, where it is none. */
static bool read_names(struct table *table, const struct csv_row *row)
{
    bool has_when = false;
    for (size_t i = 0; i < row->count; i++) {
        table->order[i] = find_column(row->cells[i]);
        has_when = has_when || table->order[i] == &columns[WHEN];
        bool is_twice = false;
        for (size_t before = 0; before < i; before++)
            is_twice = is_twice || table->order[before] == table->order[i];
        if (table->order[i] == NULL || is_twice) {
            report_columns(table, row, row->cells[i]);
            return false;
        }
    }
    table->count = row->count;
    if (!has_when || row->fault != NULL)
        report_columns(table, row, (struct text){0});
    return has_when && row->fault == NULL;
}

/* Reads one row of values. Returns false, after a finding, where it is wrong. */
static bool read_row(struct table *table, const struct csv_row *row, struct diary_entry *entry)
{
    *entry = (struct diary_entry){.before = PAIN_NOT_SAID, .after = PAIN_NOT_SAID};
    const char *fault = row->fault;
    if (fault == NULL && row->count != table->count)
        fault = row->count < table->count ? "it has fewer cells than there are columns"
                                          : "it has more cells than there are columns";
    for (size_t i = 0; fault == NULL && i < row->count; i++) {
        if (table->order[i]->read(row->cells[i], entry))
            continue;
        report_row(table, row, table->order[i], NULL, row->cells[i]);
        return false;
    }
    if (fault == NULL && diary_entry_fit(entry, table->findings->arena))
        fault = diary_entry_fault(entry);
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
    struct csv_row row = {.line = 1};
    if (!csv_reader_next(&reader, &row)) {
        report_columns(&table, &row, (struct text){0});
        return entries;
    }
    if (!read_names(&table, &row))
        return entries;
    while (csv_reader_next(&reader, &row)) {
        struct diary_entry entry;
        table.row++;
        if (!read_row(&table, &row, &entry))
            continue;
        struct diary_entry *items = arena_grow(findings->arena, entries.items, entries.count,
                                               &capacity, sizeof *items);
        if (items == NULL)
            break;
        entries.items = items;
        items[entries.count++] = entry;
    }
    return entries;
}
