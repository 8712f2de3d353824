/* The sentences of a script, each once, and which of them have recordings.
 *
 * For the commands that make recordings: what is to be spoken, where it belongs, and which files in
 * the script's own folder nothing says any more. Sentences for which the script itself names a file
 * are not among them: those are its author's to make.
 */
#ifndef LULL_STORE_SENTENCES_H
#define LULL_STORE_SENTENCES_H

#include "base/arena.h"
#include "base/finding.h"
#include "base/text.h"
#include "language/script.h"
#include "store/narration.h"

#include <stdbool.h>
#include <stddef.h>

/* One sentence. */
struct sentence {
    struct text text; /* lives as long as the script */
    const char *path; /* where its own recording is, or belongs */
    const char *own;  /* where it is, here or in the person's folder for every script; or NULL */
    bool has_any;     /* it is, or one of the voice that the listener has chosen is */
};

/* All sentences, in the order of the script; they live in the arena. */
struct sentences {
    struct arena *arena;
    const char *folder; /* where recordings belong */
    bool shared;        /* other scripts have recordings there too */
    struct sentence *items;
    size_t count;
    size_t capacity;
    struct narration_folders own;
    struct narration_folders all;
};

/* Collects the sentences of `script`, which has no errors and lies at `script_path`; `length`
 * tells recordings that can be read. They belong into the folder beside the script; those of the
 * program's own scripts into the person's folder for every script, where there is one, since the
 * program's folders are not a person's to write to. Returns false when there is no memory. */
bool sentences_collect(struct sentences *sentences, struct arena *arena,
                       const struct script *script, const char *script_path,
                       const struct narration_sources *sources, narration_length *length);

/* Calls `found` with the name of each recording in the script's own folder that no sentence has.
 * Without such a folder, or where others share it, there are none. */
void sentences_superfluous(const struct sentences *sentences,
                           void (*found)(void *context, const char *name), void *context);

#endif
