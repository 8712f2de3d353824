/* The session is played as ever, while its files are looked at three times a second. Once they have
 * changed, and stand still for one look, they are read again: a script that can be played takes the
 * place of the old one at the same moment, and until it has nothing more is read; of one that
 * cannot be played the first fault is shown, and the old one goes on.
 */
#include "base/file.h"
#include "cli/output.h"
#include "cli/routine_path.h"
#include "platform/clock.h"
#include "player/notice.h"
#include "stage/performances.h"
#include "stage/play_wishes.h"
#include "stage/stage.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    NS_A_MS = 1000000,
    LOOK_MS = 300,
    BEFORE_END_MS = 10000, /* where a session begins that has become shorter than it was played */
};

struct preview {
    const char *path;
    const char *narrator;
    struct session *playing; /* owned; playable */
    struct session *latest;  /* owned where it is another: as its files were read last */
    uint64_t read_stamp;     /* of its files when they were read; 0: they changed meanwhile */
    uint64_t seen_stamp;     /* at the last look */
    int64_t looked_ms;
    char words[NOTICE_BYTES];
};

/* A number that changes with any of the files that the script was read from. */
static uint64_t stamp_of(const struct preview *preview)
{
    uint64_t stamp = file_stamp(preview->path);
    assert(preview->path != NULL && preview->latest != NULL);
    const struct script *script = preview->latest->script;
    const struct source *source = script == NULL ? NULL : script->main->next;
    for (; source != NULL; source = source->next)
        stamp = stamp * 31 + (source->path == NULL ? 0 : file_stamp(source->path));
    return stamp;
}

/* What is to be read on the screen: the first fault, if the script cannot be played. */
static void word_findings(struct preview *preview)
{
    const struct findings *findings = &preview->latest->findings;
    preview->words[0] = '\0';
    for (size_t i = 0; i < findings->count && preview->words[0] == '\0'; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->severity != SEVERITY_ERROR)
            continue;
        /* Messages are sentences of ours, far shorter than any int. */
        int length = (int)finding->message.length;
        /* Line 0 is the file as a whole. */
        if (finding->line == 0)
            (void)snprintf(preview->words, sizeof preview->words, "%.*s", length,
                           finding->message.bytes);
        else
            (void)snprintf(preview->words, sizeof preview->words, "Line %u: %.*s", finding->line,
                           length, finding->message.bytes);
    }
}

/* Reads the script again; all that is wrong with it goes to the terminal too. */
static void read_again(struct preview *preview)
{
    uint64_t before = file_stamp(preview->path);
    struct session *session = stage_read(preview->path, preview->narrator);
    preview->read_stamp = preview->seen_stamp;
    /* Without memory the old one goes on; the next change tries again. */
    if (session == NULL)
        return;
    if (preview->latest != preview->playing)
        session_release(preview->latest);
    preview->latest = session;
    output_write_findings(&session->findings);
    word_findings(preview);
    /* What it includes may be other files by now. What was written while it was read is read again.
     */
    preview->seen_stamp = stamp_of(preview);
    preview->read_stamp = file_stamp(preview->path) == before ? preview->seen_stamp : 0;
}

/* Whether another session waits to take the place of the one that plays. What was read while it was
 * being written is no such thing: it is read again first. */
static bool is_ready(const struct preview *preview)
{
    return preview->latest != preview->playing && preview->read_stamp != 0 &&
           session_is_playable(preview->latest);
}

/* Whether the script has become another that can be played. A player_aside. */
static bool look(void *context, int64_t now_ms, const char **words)
{
    struct preview *preview = context;
    assert(preview->latest != NULL);
    /* What is saved while the old session fades out waits until the new one plays: read now, it
     * would take that one's place, and it might have a fault. */
    if (!is_ready(preview) && now_ms - preview->looked_ms >= LOOK_MS) {
        uint64_t stamp = stamp_of(preview);
        preview->looked_ms = now_ms;
        /* An editor may be in the midst of writing. */
        bool still = stamp == preview->seen_stamp;
        preview->seen_stamp = stamp;
        if (still && stamp != preview->read_stamp)
            read_again(preview);
    }
    if (preview->words[0] != '\0')
        *words = preview->words;
    return is_ready(preview);
}

/* Lets the latest session take the place of the one that was played up to `played_ms`; returns
 * where it begins. */
static int32_t change_over(struct preview *preview, int32_t played_ms)
{
    assert(is_ready(preview));
    session_release(preview->playing);
    preview->playing = preview->latest;
    /* A session shorter than that begins at its beginning. */
    int32_t last_ms = preview->playing->timeline.length_ms - BEFORE_END_MS;
    return played_ms < last_ms ? played_ms : last_ms > 0 ? last_ms : 0;
}

/* In the dark after the end: until the script has changed, or a key is pressed. Returns whether it
 * has. */
static bool wait_in_the_dark(struct stage *stage, struct preview *preview)
{
    for (;;) {
        struct input input;
        const char *words = NULL;
        if (look(preview, clock_now_ns() / NS_A_MS, &words))
            return true;
        if (!input_wait(LOOK_MS, &input))
            continue;
        /* A window that is resized or uncovered shows its black again. */
        screen_follow(stage->screen, &input);
        bool pressed = input.kind == INPUT_KEY && !input.repeated;
        if (pressed || input.kind == INPUT_PRESS || input.kind == INPUT_QUIT)
            return false;
    }
}

/* Plays, and plays anew whenever the script changes, until the author leaves. */
static enum status follow(struct stage *stage, struct preview *preview,
                          struct player_choices choices)
{
    choices.font = view_assets_font(&stage->assets);
    choices.figures = stage->assets.figures;
    choices.aside = (struct player_aside){.look = look, .context = preview};
    for (;;) {
        struct player_report report;
        enum player_end end = player_play(allocator_system(), stage->screen, preview->playing,
                                          &choices, &report);
        if (end == PLAYER_NO_MEMORY)
            return output_no_memory();
        bool goes_on = end == PLAYER_CALLED_ASIDE ||
                       (end == PLAYER_FINISHED && wait_in_the_dark(stage, preview));
        if (!goes_on)
            return STATUS_FINE;
        /* The rest of the choices hold from session to session. */
        choices.start_ms = change_over(preview, report.played_ms);
    }
}

/* With the script read: the stage, and all that happens on it. */
static enum status open_and_follow(const struct arguments *arguments, struct preview *preview,
                                   const struct player_choices *choices)
{
    struct stage stage;
    preview->latest = preview->playing;
    preview->read_stamp = preview->seen_stamp = stamp_of(preview);
    enum status status = stage_open(&stage, arguments, true);
    if (status != STATUS_FINE)
        return status;
    status = follow(&stage, preview, *choices);
    stage_close(&stage);
    if (preview->latest != preview->playing)
        session_release(preview->latest);
    return status;
}

enum status preview_perform(const struct arguments *arguments)
{
    struct play_wishes wishes;
    if (!play_wishes_read(arguments, &wishes) ||
        !arguments_read_time(arguments, "--from", &wishes.stage.choices.start_ms))
        return STATUS_WRONG_USAGE;
    struct arena arena = arena_make(allocator_system());
    struct preview preview = {.narrator = wishes.narrator};
    preview.path = routine_path(&arena, arguments->operands[0]);
    /* For a name that leads to no file; why is on stderr by then. */
    enum status status = STATUS_FILE;
    if (preview.path != NULL)
        status = stage_load(preview.path, preview.narrator, &preview.playing);
    if (status == STATUS_FINE)
        status = open_and_follow(arguments, &preview, &wishes.stage.choices);
    session_release(preview.playing);
    arena_release(&arena);
    return status;
}
