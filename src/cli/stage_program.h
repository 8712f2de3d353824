/* The way to the program that has a window.
 *
 * SDL and what it brings are some eighty libraries, and loading them takes ten times as long as
 * checking a script does. So `lull` itself is built without them, and hands commands that need a
 * window, or letters drawn, over to lull-stage, which lies beside it or in its libexec folder.
 */
#ifndef LULL_CLI_STAGE_PROGRAM_H
#define LULL_CLI_STAGE_PROGRAM_H

#include "cli/arguments.h"
#include "cli/command.h"

/* Becomes lull-stage with the same command and arguments: returns only when that cannot be, with
 * STATUS_FILE after a line on stderr. */
enum status stage_program_run(const struct arguments *arguments);

#endif
