/* Times, numbers of breaths, percentages and counts, as they are written.
 *
 * Each function reads one amount that must stand next, and records what is wrong where it does not:
 * `missing-word` where the line ends or one of `followers` (as in scanner_misses) stands already,
 * `bad-duration` or `bad-number` otherwise. All return false on a fault.
 */
#ifndef LULL_LANGUAGE_AMOUNT_H
#define LULL_LANGUAGE_AMOUNT_H

#include "base/buffer.h"
#include "language/scanner.h"
#include "language/script.h"

/* The shortest and longest time that can be written, in ms. */
enum { SHORTEST_TIME_MS = 100, LONGEST_TIME_MS = 24 * 60 * 60 * 1000 };

/* Reads `4.5s`, `1m 30s`, `2 hours`: SHORTEST_TIME_MS to LONGEST_TIME_MS. */
bool amount_time(struct scanner *scanner, const char *followers, int32_t *time_ms);

/* Reads a time or `12 breaths` (1 to 10,000). */
bool amount_length(struct scanner *scanner, const char *followers, struct length *length);

/* Reads `0%` to `100%`. */
bool amount_percent(struct scanner *scanner, const char *followers, uint8_t *percent);

/* Reads a whole number from 1 to `most`, which may stand right before the word `unit` or
 * `units`. */
bool amount_count(struct scanner *scanner, const char *followers, const char *unit,
                  const char *units, int32_t most, int32_t *count);

/* The `index`-th word for a unit of time or for breaths, as it may be written, for tables that
 * others make; NULL past the last. A static string. */
const char *amount_unit(size_t index);

/* Appends a time as the canonical form has it: `1m 30s`, `4.5s`, `2h`. 0 is `0s`. */
void amount_print_time(int64_t time_ms, struct buffer *buffer);

/* Appends a time in seconds without trailing zeros: `90s`, `4.5s`. */
void amount_print_seconds(int64_t time_ms, struct buffer *buffer);

#endif
