/* `lull narrate`: has a synthesiser speak the sentences of a script that nobody has recorded. Each
 * is spoken, made into a take as narration has to be, and written to its own file, one after the
 * other: what was made stays when it is stopped midway. A sentence that cannot be spoken is named
 * and the others are made all the same.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/recordings.h"
#include "cli/synthesiser.h"
#include "media/recording_writer.h"
#include "media/take.h"
#include "store/sentences.h"

#include <assert.h>
#include <string.h>

static const struct option options[] = {
    {.name = "--again", .help = "make every recording anew"},
    {.name = "--voice", .value = "VOICE", .help = "who speaks: slt, rms, espeak, or your own"},
    {.name = NULL},
};

/* What came of the sentences. */
struct tally {
    size_t made;
    size_t there;
    size_t failed;
};

/* Says what became of a sentence, at once: the next may take seconds. */
static void tell(struct text sentence, const char *what)
{
    struct buffer line = buffer_make(allocator_system());
    buffer_format(&line, "%s: %.*s\n", what, (int)sentence.length, sentence.bytes);
    (void)output_write(&line);
    buffer_release(&line);
}

/* Speaks one sentence and writes its recording; false with `*reason`, and nothing is there then
 * that was not. */
static bool make(const struct synthesiser *synthesiser, const struct sentence *sentence,
                 const char **reason)
{
    struct allocator allocator = allocator_system();
    float *samples = NULL;
    int64_t frames = 0;
    struct take take;
    if (!synthesiser_speak(synthesiser, allocator, sentence->text, &samples, &frames, reason))
        return false;
    bool done = take_make(allocator, samples, frames, TAKE_SYNTHESISER, &take, reason);
    /* The take has its own copy by now. */
    allocator_release(allocator, samples);
    if (!done)
        return false;
    done = recording_writer_write(allocator, sentence->path, take.samples, take.frames,
                                  sentence->text, reason);
    take_release(&take);
    return done;
}

/* Makes what is missing. Any voice but the narrator's own counts the narrator's recordings as
 * missing too, so that a session has one voice. */
static enum status narrate(const struct arguments *arguments, const struct sentences *sentences,
                           const struct synthesiser *synthesiser, const char *narrator)
{
    bool again = arguments_has(arguments, "--again");
    /* Whether it speaks in the voice of the recordings that come with the program. */
    bool shared = strcmp(synthesiser->voice, narrator) == 0;
    /* Added up to the sum that is told at the end. */
    struct tally tally = {0};
    for (size_t i = 0; i < sentences->count; i++) {
        const struct sentence *sentence = &sentences->items[i];
        const char *reason = NULL;
        /* What would be heard already is not made again, unless that is asked for. */
        if (!again && (shared ? sentence->has_any : sentence->own != NULL)) {
            tally.there++;
        } else if (make(synthesiser, sentence, &reason)) {
            tally.made++;
            tell(sentence->text, "made");
        } else {
            tally.failed++;
            output_complain("\"%.*s\": no recording: %s", (int)sentence->text.length,
                            sentence->text.bytes, reason);
        }
    }
    /* A changed sentence has left its old recording behind. */
    recordings_name_superfluous(sentences);
    struct buffer summary = buffer_make(allocator_system());
    buffer_format(&summary, "%zu made, %zu were there, %zu failed\n", tally.made, tally.there,
                  tally.failed);
    enum status status = output_write(&summary);
    buffer_release(&summary);
    /* So that a script of the shell notices that not all are there. */
    return tally.failed > 0 ? STATUS_FILE : status;
}

/* Finds what is missing first: a script with errors is told before anything is asked to speak. */
static enum status run(const struct arguments *arguments)
{
    assert(arguments->operand_count == 1);
    struct recordings recordings;
    struct synthesiser synthesiser;
    enum status status = recordings_open(&recordings, arguments->operands[0]);
    const struct settings *settings = &recordings.settings;
    if (status == STATUS_FINE)
        status = synthesiser_choose(settings->synthesiser, arguments_value(arguments, "--voice"),
                                    settings->narrator, &synthesiser)
                     ? narrate(arguments, &recordings.sentences, &synthesiser, settings->narrator)
                     : STATUS_FILE;
    recordings_close(&recordings);
    return status;
}

const struct command narrate_command = {
    .name = "narrate",
    .operands = "FILE",
    .summary = "Has the missing recordings of a script spoken by a synthesiser",
    .about =
        "They are written to the folder NAME.narration beside NAME.lull, where playing looks\n"
        "first, softened and as loud as all narration. A sentence that is changed asks for one\n"
        "new recording. The setting `synthesiser` may name any command that writes WAV.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
