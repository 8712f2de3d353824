/* Opens in an order in which what fails leaves little to undo: assets, which need no display,
 * before the window. Words for what went wrong are here and not below, since only a command knows
 * what else a person could try. A session is played, kept and ended in stage_play, the only place
 * where player, diary and curtain meet.
 */
#include "stage/stage.h"

#include "cli/output.h"
#include "platform/folders.h"
#include "stage/curtain.h"
#include "stage/keeper.h"

#include <assert.h>

enum { MOST_DISPLAYS = 99 }; /* more than anyone has, and a number that is a slip */

enum status stage_open(struct stage *stage, const struct arguments *arguments, bool windowed)
{
    assert(stage != NULL);
    *stage = (struct stage){.screen = NULL};
    struct window_choices choices = {.title = "Lull", .windowed = windowed};
    /* 0 where it is not given: the window finds the pointer. */
    if (!arguments_read_number(arguments, "--display", 1, MOST_DISPLAYS, &choices.display))
        return STATUS_WRONG_USAGE;
    enum status status = view_assets_open(&stage->assets);
    if (status != STATUS_FINE)
        return status;
    const char *problem = NULL;
    stage->screen = screen_open(allocator_system(), &choices, view_assets_font(&stage->assets),
                                &problem);
    if (stage->screen != NULL)
        return STATUS_FINE;
    output_complain("there is no display (%s); `lull render` and `lull check` work without one",
                    problem);
    view_assets_close(&stage->assets);
    return STATUS_NO_DISPLAY;
}

struct page_look stage_look(const struct stage *stage, const struct preferences *preferences,
                            const struct draw_list *list)
{
    const struct settings *settings = &preferences->settings;
    return (struct page_look){.width_px = list->width_px,
                              .height_px = list->height_px,
                              /* The display's density and the person's choice. */
                              .scale = (double)screen_scale(stage->screen) *
                                       settings->text_percent / 100,
                              .hue = preferences_hue(preferences),
                              .brightness = settings->brightness_percent / 100.0,
                              .font = view_assets_font(&stage->assets)};
}

struct session *stage_read(const char *path, const char *narrator)
{
    assert(path != NULL && narrator != NULL);
    /* Only for the paths of folders; the session copies what it keeps. */
    struct arena arena = arena_make(allocator_system());
    struct session_choices choices = {.sources = {.personal = folders_data(&arena),
                                                  .assets = folders_assets(&arena),
                                                  .narrator = narrator},
                                      .narration = true};
    struct session *session = session_load(allocator_system(), path, &choices);
    arena_release(&arena);
    return session;
}

enum status stage_load(const char *path, const char *narrator, struct session **session)
{
    struct session *loaded = stage_read(path, narrator);
    *session = NULL;
    if (loaded != NULL && session_is_playable(loaded)) {
        *session = loaded;
        return STATUS_FINE;
    }
    enum status status = STATUS_SCRIPT_ERRORS;
    /* No errors and yet not playable: memory is all that can have been missing. */
    if (loaded == NULL || loaded->findings.errors == 0)
        status = output_no_memory();
    else
        /* In the terminal, with the lines that are wrong: the only thing to be done about it is to
         * edit them. */
        output_write_findings(&loaded->findings);
    /* The file itself could not be read, which is another exit status than errors in it. */
    if (loaded != NULL && loaded->script == NULL)
        status = STATUS_FILE;
    /* What is wrong with it has been said; nobody can play it. */
    session_release(loaded);
    return status;
}

/* Whoever looks in for less than this has not done the session. */
enum { LEAST_KEPT_MS = 60000 };

/* Said after the session, when there is a terminal to be read again. */
static void say_problems(const struct player_report *report, const struct keeper *keeper)
{
    if (report->sound_problem[0] != '\0')
        output_complain("there was no sound: %s", report->sound_problem);
    if (report->damaged[0] != '\0')
        output_complain("%s; captions were shown", report->damaged);
    if (keeper->line[0] != '\0')
        output_complain("%s", keeper->line);
}

enum status stage_play(struct stage *stage, struct session *session,
                       const struct stage_wishes *wishes, bool *goes_back)
{
    assert(stage->screen != NULL && session_is_playable(session));
    struct player_choices choices = wishes->choices;
    /* The stage's own, as every session on it has them. */
    choices.font = view_assets_font(&stage->assets);
    choices.figures = stage->assets.figures;
    /* Before it plays: the diary says when a session began. */
    struct moment began = moment_now();
    struct player_report report;
    enum player_end end = player_play(allocator_system(), stage->screen, session, &choices,
                                      &report);
    /* Also where nothing is kept: the curtain asks it for a line, and finds none. */
    struct keeper keeper = {.diary = NULL};
    bool is_kept = wishes->diary_path != NULL &&
                   (end == PLAYER_FINISHED || report.played_ms >= LEAST_KEPT_MS);
    if (is_kept) {
        /* Opened only after the session, so that no database file is open for a whole night. */
        keeper_begin(&keeper, began);
        keeper_keep_session(&keeper, session, wishes->diary_path, report.played_ms);
    }
    *goes_back = end == PLAYER_LEFT;
    /* Who looked in for a moment is not asked about it, and nobody whose window was closed. */
    if (end == PLAYER_FINISHED || (end == PLAYER_LEFT && is_kept))
        *goes_back = curtain_stay(stage, &choices, &report, &keeper, wishes->stay_ms,
                                  end == PLAYER_LEFT);
    /* Only now: a desktop beside a black screen would end its peace. */
    screen_cover_others(stage->screen, false);
    say_problems(&report, &keeper);
    if (is_kept)
        keeper_end(&keeper);
    return end == PLAYER_NO_MEMORY ? output_no_memory() : STATUS_FINE;
}

void stage_close(struct stage *stage)
{
    screen_close(stage->screen);
    view_assets_close(&stage->assets);
}
