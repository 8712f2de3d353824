/* The recorder says what is wished; here microphone, loudspeaker and files do it. Everything that
 * can be wrong with script, microphone and display is said in the terminal before the screen goes
 * dark.
 */
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/recordings.h"
#include "media/recording_writer.h"
#include "media/take.h"
#include "media/take_fault.h"
#include "media/vorbis.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "platform/microphone.h"
#include "shell/recorder.h"
#include "shell/recorder_view.h"
#include "stage/listening.h"
#include "stage/performances.h"
#include "stage/preferences.h"
#include "stage/stage.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>

enum {
    FRAME_MS = 33,
    LEVEL_FRAMES = MICROPHONE_RATE_HZ / 4, /* of which the level is told: as often as it is shown */
};

/* What the level runs from and to, in dB below full scale: a quiet room, and a clear voice. */
static const double ROOM_DB = -55;
static const double VOICE_DB = -18;

/* As a session plays a voice: −6 dB (a take has no peak over −6 dB, so this needs no limiter). */
static const float PLAYED_GAIN = 0.5F;

struct recording_session {
    struct recordings recordings;
    struct preferences preferences;
    struct stage stage;
    struct recorder recorder;
    struct microphone *microphone; /* NULL: closed */
    struct take take;              /* samples NULL: there is none */
    struct vorbis_audio played;    /* a file that is listened to; samples NULL: none */
    struct listening listening;
    size_t kept;  /* how many takes */
    bool refused; /* the last file could not be written */
};

/* Words for the recorder, which live as long as it: in the script's arena, where they stay until
 * the end. A problem now and then is rare enough for that. */
__attribute__((format(printf, 2, 3))) static const char *words(struct recording_session *session,
                                                               const char *format, ...)
{
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    const char *copy = arena_copy_text(&session->recordings.reading.arena, text_from(line)).bytes;
    return copy == NULL ? "There is not enough memory." : copy;
}

/* The sentence as the store has it; the recorder has its own list in the same order. */
static struct sentence *sentence_shown(struct recording_session *session)
{
    return &session->recordings.sentences.items[session->recorder.at];
}

/* Opens the microphone, or says why it cannot be. It is open only while somebody speaks: a desktop
 * shows that it is. */
static void begin(struct recording_session *session)
{
    const char *problem = NULL;
    session->microphone = microphone_open(allocator_system(), &problem);
    const char *told = session->microphone != NULL
                           ? NULL
                           : words(session, "The microphone cannot be used: %s", problem);
    recorder_began(&session->recorder, told, clock_now_ms());
}

/* Harmless where it is closed already. */
static void close_microphone(struct recording_session *session)
{
    microphone_close(session->microphone, clock_now_ns());
    session->microphone = NULL;
}

/* Makes a take of what the microphone heard. Returns NULL, or why there is none, for people. */
static const char *take(struct recording_session *session)
{
    const float *samples = microphone_samples(session->microphone);
    int64_t frames = microphone_frames(session->microphone);
    enum take_fault fault = take_fault_find(samples, frames);
    struct take made;
    const char *reason = NULL;
    if (fault != TAKE_FAULT_NONE)
        /* What was wrong with the speaking is told before any work is put into it. */
        return take_fault_advice(fault);
    if (!take_make(allocator_system(), samples, frames, TAKE_PERSON, &made, &reason))
        return words(session, "No take could be made of that: %s.", reason);
    /* Only now: what was there before is better than nothing. */
    take_release(&session->take);
    session->take = made;
    return NULL;
}

/* Recording is over, by the person or by itself: stops, makes a take, and tells the recorder. */
static void end(struct recording_session *session)
{
    assert(session->microphone != NULL);
    bool lost = microphone_is_lost(session->microphone, clock_now_ns());
    /* Stopped first, so that what is taken is all that there will be. */
    microphone_stop(session->microphone, clock_now_ns());
    const char *problem = lost ? "The microphone has gone away." : take(session);
    close_microphone(session);
    recorder_took(&session->recorder, problem, clock_now_ms());
}

/* The samples to be heard: the take in hand, or the file that was kept. Returns NULL, or why there
 * are none. */
static const char *find_samples(struct recording_session *session, const float **samples,
                                int64_t *frames)
{
    if (session->recorder.has_take) {
        *samples = session->take.samples;
        *frames = session->take.frames;
        return NULL;
    }
    const char *reason = NULL;
    const char *path = sentence_shown(session)->own;
    assert(path != NULL); /* the recorder asks only for what is there */
    if (!vorbis_decode(allocator_system(), path, 1, MICROPHONE_MOST_MS, &session->played, &reason))
        return words(session, "The recording cannot be played: %s.", reason);
    *samples = session->played.samples;
    *frames = session->played.frames;
    return NULL;
}

/* The loudspeaker first: it plays from the samples that are released after it. */
static void fall_silent(struct recording_session *session)
{
    listening_end(&session->listening);
    vorbis_release(&session->played);
    session->played = (struct vorbis_audio){.samples = NULL};
}

/* Plays what the person wants to hear, as loudly as a session would by their settings. */
static void listen_to_it(struct recording_session *session)
{
    const struct settings *settings = &session->preferences.settings;
    float gain = PLAYED_GAIN * (float)settings->volume_percent / 100 *
                 (float)settings->voice_percent / 100;
    const float *samples = NULL;
    int64_t frames = 0;
    const char *reason = NULL;
    const char *problem = find_samples(session, &samples, &frames);
    if (problem == NULL && !listening_begin(&session->listening, samples, frames, gain, &reason))
        problem = words(session, "It cannot be played: %s.", reason);
    /* It plays; listening_is_over will tell when it has. */
    if (problem == NULL)
        return;
    fall_silent(session);
    recorder_played(&session->recorder, problem);
}

/* It is in its file before anything else is shown. */
static void keep(struct recording_session *session)
{
    assert(session->recorder.has_take && session->take.samples != NULL);
    struct sentence *sentence = sentence_shown(session);
    const char *reason = NULL;
    session->refused = !recording_writer_write(allocator_system(), sentence->path,
                                               session->take.samples, session->take.frames,
                                               sentence->text, &reason);
    if (session->refused) {
        recorder_kept(&session->recorder,
                      words(session, "It cannot be written: %s. Enter tries again.", reason));
        return;
    }
    /* From here on it counts as recorded, for the sum at the end too. */
    sentence->own = sentence->path;
    session->kept++;
    recorder_kept(&session->recorder, NULL);
}

/* Does what the recorder wishes. Silence comes first in any case, so that no loudspeaker is in the
 * way of the microphone, and no take is replaced while it plays. */
static void fulfil(struct recording_session *session, enum recorder_wish wish)
{
    if (wish == RECORDER_NOTHING)
        return;
    fall_silent(session);
    switch (wish) {
    case RECORDER_BEGINS:
        begin(session);
        break;
    case RECORDER_ENDS:
        end(session);
        break;
    case RECORDER_DROPS:
        close_microphone(session);
        break;
    case RECORDER_LISTENS:
        listen_to_it(session);
        break;
    case RECORDER_KEEPS:
        keep(session);
        break;
    case RECORDER_SILENCES:
    case RECORDER_NOTHING:
        break;
    }
}

/* The level of the newest part of what the microphone heard, 0 to 1. */
static double level_of(const struct microphone *microphone)
{
    assert(microphone != NULL);
    int64_t frames = microphone_frames(microphone);
    int64_t start = frames > LEVEL_FRAMES ? frames - LEVEL_FRAMES : 0;
    const float *samples = microphone_samples(microphone);
    /* −90 dB, so that the logarithm of silence is a number. */
    double power = 1e-9;
    for (int64_t i = start; i < frames; i++)
        power += (double)samples[i] * (double)samples[i] / LEVEL_FRAMES;
    /* In dB, as ears have it: a voice half as strong is nearly as loud. */
    double level = (10 * log10(power) - ROOM_DB) / (VOICE_DB - ROOM_DB);
    return level < 0 ? 0 : level > 1 ? 1 : level;
}

/* What happens without the person: a voice is heard, room or microphone end, a recording is over.
 * Looked at before each picture, so the next one shows it. */
static void follow(struct recording_session *session)
{
    const struct microphone *microphone = session->microphone;
    if (microphone != NULL)
        recorder_hear(&session->recorder, level_of(microphone), clock_now_ms());
    if (microphone != NULL &&
        (microphone_is_full(microphone) || microphone_is_lost(microphone, clock_now_ns())))
        end(session);
    if (listening_is_over(&session->listening, clock_now_ns())) {
        /* The window may have been closed in the midst of either. */
        fall_silent(session);
        recorder_played(&session->recorder, NULL);
    }
}

/* Shows the page as it is by now. Returns whether it will be another soon. */
static bool show(struct recording_session *session)
{
    struct draw_list *list = screen_begin(session->stage.screen, LIGHT_CALM);
    struct page_look look = stage_look(&session->stage, &session->preferences, list);
    recorder_view_draw(&session->recorder, &look, clock_now_ms(), list);
    bool changed = screen_show(session->stage.screen, clock_now_ns());
    return changed || recorder_moves(&session->recorder, clock_now_ms());
}

/* Sleeps until someone touches something while nothing moves, sounds or is recorded. */
static void converse(struct recording_session *session)
{
    while (!recorder_is_over(&session->recorder, clock_now_ms())) {
        follow(session);
        /* −1: until the person does something. */
        int timeout_ms = show(session) ? FRAME_MS : -1;
        struct input input;
        while (input_wait(timeout_ms, &input)) {
            screen_follow(session->stage.screen, &input);
            fulfil(session, recorder_input(&session->recorder, &input, clock_now_ms()));
            /* What else has come by now is taken in before the next picture. */
            timeout_ms = 0;
        }
    }
    fall_silent(session);
    close_microphone(session);
}

/* What the recorder shows, in the arena of the script; NULL when there is no memory. */
static struct recorder_sentence *list_sentences(struct recordings *recordings)
{
    const struct sentences *sentences = &recordings->sentences;
    struct recorder_sentence *shown = arena_push(&recordings->reading.arena, sentences->count,
                                                 sizeof *shown);
    /* In the store's order, by which each finds the other's. */
    for (size_t i = 0; shown != NULL && i < sentences->count; i++)
        shown[i] = (struct recorder_sentence){.text = sentences->items[i].text,
                                              .recorded = sentences->items[i].own != NULL};
    return shown;
}

/* Says what has come of it, as `lull narrate` does. */
static enum status sum_up(const struct recording_session *session)
{
    const struct sentences *sentences = &session->recordings.sentences;
    size_t missing = 0;
    for (size_t i = 0; i < sentences->count; i++)
        missing += sentences->items[i].own == NULL;
    /* Sentences that were changed leave their old recordings behind. */
    recordings_name_superfluous(sentences);
    struct buffer line = buffer_make(allocator_system());
    buffer_format(&line, "%zu recorded, %zu of %zu sentences have none yet\n", session->kept,
                  missing, sentences->count);
    enum status status = output_write(&line);
    buffer_release(&line);
    /* The last file that was tried: one that could be written after all is no fault. */
    return session->refused ? STATUS_FILE : status;
}

/* With all that is needed at hand: opens the stage, records until the person leaves, and sums up in
 * the terminal once the window is closed. */
static enum status perform(struct recording_session *session, const struct arguments *arguments)
{
    struct recorder_sentence *shown = list_sentences(&session->recordings);
    if (shown == NULL)
        return output_no_memory();
    enum status status = stage_open(&session->stage, arguments,
                                    arguments_has(arguments, "--windowed"));
    if (status != STATUS_FINE)
        return status;
    preferences_open(&session->preferences);
    session->recorder = recorder_make(shown, session->recordings.sentences.count, clock_now_ms());
    converse(session);
    take_release(&session->take);
    preferences_close(&session->preferences);
    stage_close(&session->stage);
    return sum_up(session);
}

/* Looks whether there is a microphone at all, and lets go of it again. */
static bool microphone_is_there(void)
{
    const char *problem = NULL;
    struct microphone *microphone = microphone_open(allocator_system(), &problem);
    if (microphone == NULL)
        output_complain("there is no microphone (%s); `lull narrate` needs none", problem);
    /* Whether there is one can be told only by opening it. */
    microphone_close(microphone, clock_now_ns());
    return microphone != NULL;
}

enum status record_perform(const struct arguments *arguments)
{
    assert(arguments->operand_count == 1);
    struct recording_session session = {.kept = 0};
    enum status status = recordings_open(&session.recordings, arguments->operands[0]);
    if (status == STATUS_FINE && session.recordings.sentences.count == 0)
        output_complain("nothing is said in this script, so there is nothing to record");
    else if (status == STATUS_FINE)
        status = microphone_is_there() ? perform(&session, arguments) : STATUS_FILE;
    recordings_close(&session.recordings);
    return status;
}
