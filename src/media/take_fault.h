/* What is wrong with a sentence as a microphone gave it.
 *
 * A take can be trimmed and levelled, but what was never recorded cannot be given back: such a
 * sentence is better spoken again at once. Looks at samples only; see take.h for what becomes of
 * those without a fault.
 */
#ifndef LULL_MEDIA_TAKE_FAULT_H
#define LULL_MEDIA_TAKE_FAULT_H

#include <stdint.h>

/* The gravest comes first where there are several. */
enum take_fault {
    TAKE_FAULT_NONE,
    TAKE_FAULT_SHORT,  /* less than 0.4 s: a slip of the finger */
    TAKE_FAULT_SILENT, /* all of it is below −70 LUFS: a microphone that is off */
    TAKE_FAULT_QUIET,  /* below −50 LUFS: brought to −26, its noise would be as loud as rain */
    TAKE_FAULT_LOUD,   /* the microphone's highest values are cut off */
    TAKE_FAULTS,
};

/* Looks for a fault in `frames` frames of `samples`, one channel at 48 kHz within ±1. */
enum take_fault take_fault_find(const float *samples, int64_t frames);

/* What to do about it, as one or two short sentences for people (static); "" for none. */
const char *take_fault_advice(enum take_fault fault);

#endif
