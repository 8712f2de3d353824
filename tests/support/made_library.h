/* A library of a few scripts in a folder of its own, which goes when the test is over. */
#ifndef LULL_TESTS_MADE_LIBRARY_H
#define LULL_TESTS_MADE_LIBRARY_H

#include "store/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct made_script {
    const char *name; /* without .lull */
    const char *text;
};

struct made_library {
    char folder[64];
    const struct made_script *scripts;
    size_t count;
    struct library *library; /* all of the scripts, read */
};

/* Writes `count` scripts, which must outlive it, and reads them as the listener's own. */
void made_library_set_up(struct made_library *made, const struct made_script *scripts,
                         size_t count);

void made_library_tear_down(struct made_library *made);

/* For library_create: there is no recording of anything. */
bool made_library_no_recording(const char *path, int32_t *length_ms);

#endif
