/* What lull-stage does, one function a command; what the commands take is in src/cli/. */
#ifndef LULL_STAGE_PERFORMANCES_H
#define LULL_STAGE_PERFORMANCES_H

#include "cli/arguments.h"
#include "cli/command.h"

/* `lull menu`: the list of routines, until the person leaves. Returns STATUS_FINE, or else what to
 * leave with, after a line on stderr. So do the others. */
enum status menu_perform(const struct arguments *arguments);

/* `lull play`: one routine. */
enum status play_perform(const struct arguments *arguments);

/* `lull now`: the gentlest routine for early signs; where touch hurts, one that only breathes. */
enum status now_perform(const struct arguments *arguments);

/* `lull preview`: one script, played in a window and again whenever it is saved. */
enum status preview_perform(const struct arguments *arguments);

/* `lull record`: the sentences of a script, spoken by the person. Needs a microphone. */
enum status record_perform(const struct arguments *arguments);

/* `lull render` of a picture, or of all of them as a table of their light: letters have to be
 * drawn. Needs no display. */
enum status picture_perform(const struct arguments *arguments);

/* `lull diary --plot`: weeks of the diary as a picture. Needs no display. */
enum status diary_plot_perform(const struct arguments *arguments);

#endif
