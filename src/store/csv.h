/* Tables as text: comma-separated values, as spreadsheets write and read them (RFC 4180).
 *
 * Where a comma stands in numbers, as in Germany, spreadsheets write semicolons between the cells;
 * such a table is read too.
 *
 * A cell that begins with one of = + - @, a tab or a CR is taken for a formula by spreadsheets, and
 * a formula can fetch and send things. Such cells are written with an apostrophe before them, which
 * spreadsheets show as text; reading takes it off again, so that every text comes back as it was.
 * What the cells mean is no business of this file.
 */
#ifndef LULL_STORE_CSV_H
#define LULL_STORE_CSV_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* The most cells of a row; more are a fault of the row. */
enum { CSV_MOST_CELLS = 32 };

/* One row. */
struct csv_row {
    unsigned line;     /* the line of the file that it begins on, from 1 */
    const char *fault; /* what is wrong with its form, in plain words (static); or NULL */
    size_t count;
    struct text cells[CSV_MOST_CELLS]; /* without quotes; they live in the reader's arena */
};

/* Where reading is. */
struct csv_reader {
    struct arena *arena; /* not owned */
    struct text rest;
    unsigned line;
    char separator; /* between cells: a comma, or a semicolon */
};

/* Begins to read `text`, which must outlive what is read; a byte order mark is passed over. A first
 * line that has semicolons and no comma says what separates the cells of all lines. */
struct csv_reader csv_reader_make(struct arena *arena, struct text text);

/* Reads the next row that is not empty; false after the last. Lines may end in LF or CR LF. Without
 * memory for a cell the row has a fault, and the arena's `failed` says why. */
bool csv_reader_next(struct csv_reader *reader, struct csv_row *row);

/* Appends a cell, with quotes where it needs them, and a comma before it unless `is_first`. */
void csv_print_cell(struct buffer *buffer, struct text text, bool is_first);

/* The same for a text that somebody wrote: made harmless where a spreadsheet would take it for a
 * formula. */
void csv_print_words(struct buffer *buffer, struct text text, bool is_first);

/* What csv_print_words was given, from a cell that it wrote: a part of `cell`. */
struct text csv_words(struct text cell);

#endif
