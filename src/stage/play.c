/* A routine in a window, from its name to the last black moment. The script is found and read
 * before a window opens, so that what is wrong with it is told where the command was typed; the
 * window closes before the command ends, whatever became of the session.
 */
#include "cli/arguments.h"
#include "cli/routine_path.h"
#include "stage/performances.h"
#include "stage/play_wishes.h"
#include "stage/stage.h"

/* Of the routines for early signs, and of those that touch nothing. */
static const char gentlest[] = "first-signs";
static const char without_touch[] = "only-breathing";

/* Plays on a stage of its own, which goes dark with it. */
static enum status play(const struct arguments *arguments, struct session *session,
                        struct play_wishes *wishes)
{
    if (arguments_has(arguments, "--leave"))
        /* Away at once when the session is over, for those who start it from a script. */
        wishes->stage.stay_ms = 0;
    struct stage stage;
    enum status status = stage_open(&stage, arguments, arguments_has(arguments, "--windowed"));
    if (status != STATUS_FINE)
        return status;
    /* To nowhere: after `lull play` there is no menu to go back to. */
    bool goes_back;
    status = stage_play(&stage, session, &wishes->stage, &goes_back);
    stage_close(&stage);
    return status;
}

/* Finds and reads the routine before a window opens: a script with errors is told in the
 * terminal. */
static enum status perform(const struct arguments *arguments, const char *routine,
                           struct play_wishes *wishes)
{
    struct arena arena = arena_make(allocator_system());
    struct session *session = NULL;
    const char *path = routine_path(&arena, routine);
    enum status status = path == NULL ? STATUS_FILE : stage_load(path, wishes->narrator, &session);
    /* The settings say whether, the routine's path as what. */
    if (path != NULL && wishes->diary)
        wishes->stage.diary_path = path;
    if (status == STATUS_FINE)
        status = play(arguments, session, wishes);
    /* NULL where it could not be loaded, which is allowed. */
    session_release(session);
    arena_release(&arena);
    return status;
}

enum status play_perform(const struct arguments *arguments)
{
    struct play_wishes wishes;
    if (!play_wishes_read(arguments, &wishes) ||
        !arguments_read_time(arguments, "--from", &wishes.stage.choices.start_ms))
        return STATUS_WRONG_USAGE;
    return perform(arguments, arguments->operands[0], &wishes);
}

enum status now_perform(const struct arguments *arguments)
{
    struct play_wishes wishes;
    if (!play_wishes_read(arguments, &wishes))
        return STATUS_WRONG_USAGE;
    /* What was said in the menu holds for the night, and nobody should have to say it again. */
    return perform(arguments, wishes.touch_hurts ? without_touch : gentlest, &wishes);
}
