/* Each utterance is looked for among the recordings, decoded whole and handed to the prompter,
 * which plays it in the sound device's thread. A title's recording may lie beside its script, as
 * those of its sentences do; the person's own folder and the voice that comes with the program are
 * looked through after that. Decoding is done here, between two pictures: a title is a second or
 * two.
 */
#include "stage/announcer.h"

#include "cli/own_settings.h"
#include "language/words.h"
#include "media/vorbis.h"
#include "platform/clock.h"
#include "sound/levels.h"
#include "store/narration.h"

#include <assert.h>

/* No title takes a minute to say. */
enum { MOST_MS = 60000 };

void announcer_make(struct announcer *announcer)
{
    announcer->audio = NULL;
    announcer->hushed = false;
    announcer->lost = false;
    prompter_start(&announcer->prompter);
}

/* A factor of amplitude. As softly as a session for early signs begins: whoever listens to a menu
 * with closed eyes may be in an attack by now. */
static float gain_of(const struct settings *settings)
{
    struct levels levels = levels_default(PHASE_EARLY);
    return (float)(levels.voice * settings->voice_percent / 100 * settings->volume_percent / 100);
}

/* Looks for the recording of `words` and decodes it, one channel of it; without samples where there
 * is none. The folders are asked for each time: the settings may name another narrator by now. */
static struct vorbis_audio read_recording(struct text words, const char *script_path,
                                          const struct settings *settings)
{
    struct arena arena = arena_make(allocator_system());
    struct narration_folders folders = narration_folders_make(&arena, vorbis_length);
    /* The menu's own words belong to no script. */
    if (script_path != NULL)
        narration_folders_add_own(&folders, script_path);
    struct narration_sources sources = own_settings_sources(&arena, settings);
    narration_folders_add_sources(&folders, &sources);
    struct narration narration = narration_folders_ask(&folders);
    struct recording recording;
    struct vorbis_audio audio = {.samples = NULL};
    const char *reason = NULL;
    /* One that cannot be read is one that is not there: the row can still be seen. */
    if (narration.find(narration.context, words, NULL, &recording) &&
        !vorbis_decode(allocator_system(), recording.path, 1, MOST_MS, &audio, &reason))
        audio = (struct vorbis_audio){.samples = NULL};
    arena_release(&arena);
    return audio;
}

/* Has the prompter play it, which takes the samples over; silence takes its turn where nobody has
 * recorded anything, so that what was said before falls silent all the same. */
static void say(struct announcer *announcer, const struct utterance *utterance,
                const struct settings *settings)
{
    struct vorbis_audio audio = read_recording(utterance->words, utterance->script_path, settings);
    if (audio.samples == NULL && utterance->otherwise != NULL)
        audio = read_recording(text_from(utterance->otherwise), NULL, settings);
    prompter_say(&announcer->prompter, audio, gain_of(settings));
    announcer->hushed = false;
}

/* Where there is no device it is told by silence: a menu that can be read complains of nothing. */
static void open_device(struct announcer *announcer)
{
    struct audio_source source = {.render = prompter_render, .context = &announcer->prompter};
    announcer->audio = audio_open(allocator_system(), source);
}

bool announcer_turn(struct announcer *announcer, struct spoken *spoken,
                    const struct settings *settings, int64_t now_ms)
{
    assert(announcer != NULL && spoken != NULL);
    /* Only for words: a menu that is silent holds no device. */
    if (announcer->audio == NULL && spoken_waits(spoken))
        open_device(announcer);
    if (announcer->audio == NULL)
        return false;
    /* Without a device this is what lets the time go on. */
    int64_t now_ns = clock_now_ns();
    (void)audio_heard(announcer->audio, now_ns);
    audio_look_for_device(announcer->audio, now_ns);
    announcer->lost = announcer->lost && audio_is_lost(announcer->audio);
    struct utterance utterance;
    if (spoken_next(spoken, prompter_speaks(&announcer->prompter), now_ms, &utterance))
        say(announcer, &utterance, settings);
    bool speaks = prompter_speaks(&announcer->prompter) || spoken_waits(spoken);
    /* Turned off, it still says that it is; then the device goes back. */
    if (!speaks && !spoken->on)
        announcer_close(announcer);
    return speaks;
}

void announcer_hush(struct announcer *announcer)
{
    /* Once is enough, though it is asked for at every turn. */
    if (announcer->audio == NULL || announcer->hushed)
        return;
    prompter_say(&announcer->prompter, (struct vorbis_audio){.samples = NULL}, 0);
    announcer->hushed = true;
}

void announcer_lose_device(struct announcer *announcer)
{
    if (announcer->audio == NULL)
        return;
    audio_go_silent(announcer->audio, "the sound device has gone");
    announcer->lost = true;
}

bool announcer_waits(const struct announcer *announcer)
{
    return announcer->lost;
}

void announcer_close(struct announcer *announcer)
{
    /* The device first: it plays from the recordings. */
    audio_close(announcer->audio);
    announcer->audio = NULL;
    announcer->lost = false;
    prompter_stop(&announcer->prompter);
}
