/* A command is split at its spaces and its placeholders are filled in word by word, so a sentence
 * stays one word whatever is in it. Festival reads a sentence into phones and hts_engine speaks
 * them: Festival's own copy of that engine can be made neither slower nor lower. Either way a WAV
 * file comes back as bytes and is read in memory; every program is bounded in time and in size.
 */
#include "cli/synthesiser.h"

#include "base/arena.h"
#include "base/file.h"
#include "cli/output.h"
#include "media/wave_reader.h"
#include "platform/process.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The pause between two sentences of one text is 0.85 s. */
enum { MOST_WORDS = 64, RATE_HZ = 48000, PAUSE_FRAMES = RATE_HZ * 85 / 100 };
enum { MOST_SPEECH_BYTES = 64 << 20 };

/* For one program; Festival's voice runs two for each sentence. */
static const struct process_limits limits = {.most_ms = 30000, .most_bytes = MOST_SPEECH_BYTES};
static const char slt_voice[] =
    "/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice";
static const char no_memory[] = "there is not enough memory";

/* The voices that are known by name, the best first. */
static const struct {
    const char *name;
    const char *program; /* that must be there; NULL: Festival's */
    const char *command;
    const char *packages;
} voices[] = {
    {"slt", NULL, NULL, "festival, festvox-us-slt-hts and htsengine"},
    /* 130 words a minute: the pace that captions are reckoned by, too (timeline/layout). */
    {"espeak", "espeak-ng", "espeak-ng -v en -s 130 -w {out} --stdin", "espeak-ng"},
    /* 15 % slower than it speaks by itself. */
    {"rms", "flite", "flite -voice rms --setf duration_stretch=1.15 -t {text} -o {out}", "flite"},
};

enum { VOICES = sizeof voices / sizeof voices[0] };

/* Whether what the voice needs is there: programs on the path, and for Festival's the voice's
 * file. */
static bool is_installed(size_t voice)
{
    if (voices[voice].program != NULL)
        return process_exists(voices[voice].program);
    return process_exists("festival") && process_exists("hts_engine") &&
           access(slt_voice, R_OK) == 0;
}

/* Makes that row of the table the one that speaks. */
static void take_voice(size_t voice, struct synthesiser *synthesiser)
{
    *synthesiser = (struct synthesiser){
        .name = voices[voice].name, .command = voices[voice].command, .voice = voices[voice].name};
}

/* A voice by its name; one that is not known must be the command's. */
static bool choose_voice(const char *command, const char *voice, struct synthesiser *synthesiser)
{
    for (size_t i = 0; i < VOICES; i++) {
        if (strcmp(voices[i].name, voice) != 0)
            continue;
        take_voice(i, synthesiser);
        if (!is_installed(i))
            output_complain("the voice %s is not installed; its packages are %s", voice,
                            voices[i].packages);
        return is_installed(i);
    }
    *synthesiser = (struct synthesiser){.name = voice, .command = command, .voice = voice};
    if (strstr(command, "{voice}") != NULL)
        return true;
    output_complain("there is no voice \"%s\"; there are slt, rms and espeak, and any other if the "
                    "setting `synthesiser` is a command with {voice} in it",
                    voice);
    return false;
}

bool synthesiser_choose(const char *command, const char *voice, const char *narrator,
                        struct synthesiser *synthesiser)
{
    assert(command != NULL && narrator != NULL && synthesiser != NULL);
    if (voice != NULL)
        return choose_voice(command, voice, synthesiser);
    /* A command of the person's own wins over all that is installed: it was set for that. */
    *synthesiser = (struct synthesiser){.name = command, .command = command, .voice = ""};
    if (command[0] != '\0')
        return true;
    size_t chosen = VOICES;
    /* The narrator's own voice goes with the recordings that there are; else the list's order
     * decides. */
    for (size_t i = 0; i < VOICES; i++)
        if ((chosen == VOICES || strcmp(voices[i].name, narrator) == 0) && is_installed(i))
            chosen = i;
    if (chosen < VOICES) {
        take_voice(chosen, synthesiser);
        return true;
    }
    /* The two best; which packages, so that it can be mended at once. */
    output_complain("nothing is installed that can speak; install %s, or %s, or set `synthesiser`",
                    voices[0].packages, voices[1].packages);
    return false;
}

/* `word` with every `name` in it replaced by `value`; `word` itself where there is none. */
static const char *fill(struct arena *arena, const char *word, const char *name, struct text value)
{
    struct buffer filled = buffer_make(arena->allocator);
    const char *result = word;
    const char *at = strstr(word, name);
    if (at == NULL)
        return word;
    for (; at != NULL; at = strstr(word, name)) {
        buffer_append(&filled, (struct text){.bytes = word, .length = (size_t)(at - word)});
        buffer_append(&filled, value);
        word = at + strlen(name);
    }
    buffer_append_string(&filled, word);
    result = filled.failed ? NULL : arena_copy_text(arena, buffer_text(&filled)).bytes;
    buffer_release(&filled);
    return result;
}

/* The words of the command, filled in: each placeholder first as the command has it, so that none
 * in a sentence is taken for one. Returns NULL when there is no memory or there are too many. */
static const char **split(struct arena *arena, const struct synthesiser *synthesiser,
                          struct text text, const char *out)
{
    const char **words = arena_push(arena, MOST_WORDS + 1, sizeof *words);
    /* A copy to cut up: the arena's memory may be written to, whatever the type of its text
     * says. */
    char *rest = (char *)(uintptr_t)arena_copy_text(arena, text_from(synthesiser->command)).bytes;
    size_t count = 0;
    while (words != NULL && rest != NULL && *(rest += strspn(rest, " \t")) != '\0') {
        size_t length = strcspn(rest, " \t");
        bool last = rest[length] == '\0';
        rest[length] = '\0';
        const char *word = fill(arena, rest, "{out}", text_from(out));
        if (word != NULL)
            word = fill(arena, word, "{voice}", text_from(synthesiser->voice));
        if (word != NULL)
            word = fill(arena, word, "{text}", text);
        /* No memory, or more words than any command has. */
        if (word == NULL || count == MOST_WORDS)
            return NULL;
        words[count++] = word;
        rest += last ? length : length + 1;
    }
    return count == 0 ? NULL : words;
}

/* Runs the command and reads what it wrote to `out`, or else its stdout. */
static bool run_command(const struct synthesiser *synthesiser, struct arena *arena,
                        struct text text, const char *out, struct buffer *wave, const char **reason)
{
    const char **words = split(arena, synthesiser, text, out);
    *reason = arena->failed ? no_memory : "the command is empty or too long";
    if (words == NULL)
        return false;
    bool on_stdin = strstr(synthesiser->command, "{text}") == NULL;
    struct text input = on_stdin ? text : (struct text){0};
    /* It prints its sound or writes it to `out`; its own line says which. */
    if (!process_run(words, input, limits, wave, reason))
        return false;
    if (strstr(synthesiser->command, "{out}") == NULL)
        return true;
    struct text file;
    if (!file_read(arena, out, MOST_SPEECH_BYTES, &file, reason)) {
        *reason = "it wrote no sound";
        return false;
    }
    /* What it printed meanwhile is not the sound. */
    buffer_release(wave);
    buffer_append(wave, file);
    return true;
}

/* Speaks with a command, which may need a place to write to. */
static bool speak_command(const struct synthesiser *synthesiser, struct text text,
                          struct buffer *wave, const char **reason)
{
    struct arena arena = arena_make(wave->allocator);
    /* A folder of its own for each sentence, which nobody else can write to. */
    const char *folder = getenv("TMPDIR");
    /* Longer than any TMPDIR that is meant. */
    char place[256];
    char out[sizeof place + sizeof "/speech.wav"];
    int length = snprintf(place, sizeof place, "%s/lull-XXXXXX",
                          folder == NULL || folder[0] == '\0' ? "/tmp" : folder);
    *reason = "there is no place for its sound";
    if (length < 0 || length >= (int)sizeof place || mkdtemp(place) == NULL)
        return false;
    (void)snprintf(out, sizeof out, "%s/speech.wav", place);
    bool done = run_command(synthesiser, &arena, text, out, wave, reason);
    /* Whatever became of it; a command that never wrote there has left nothing. */
    (void)unlink(out);
    (void)rmdir(place);
    arena_release(&arena);
    return done;
}

/* Has Festival print the phones of `text` in their context: every module of a synthesis but the
 * last, which would make the sound. */
static void ask_festival(struct text text, struct buffer *question)
{
    buffer_append_string(question, "(voice_cmu_us_slt_arctic_hts)\n"
                                   "(let ((utterance (eval (list 'Utterance 'Text \"");
    for (size_t i = 0; i < text.length; i++) {
        /* The sentence stands in a string of Festival's language, and must not end it. */
        if (text.bytes[i] == '"' || text.bytes[i] == '\\')
            buffer_append_string(question, "\\");
        buffer_append(question, text_slice(text, i, i + 1));
    }
    buffer_append_string(
        question,
        "\"))))\n"
        "(mapcar (lambda (module) (module utterance))\n"
        "(list Initialize Text Token_POS Token POS Phrasify Word Pauses Intonation PostLex\n"
        "Duration Int_Targets))\n"
        "(mapcar (lambda (segment) (format t \"%s\" (hts_feats_output_string segment)))\n"
        "(utt.relation.items utterance 'Segment)))\n");
}

/* A line of Festival's is two times and a label; times are the engine's to find. */
static void strip_times(struct text lines, struct buffer *labels)
{
    size_t start = 0;
    while (start < lines.length) {
        const char *end = memchr(lines.bytes + start, '\n', lines.length - start);
        size_t stop = end == NULL ? lines.length : (size_t)(end - lines.bytes) + 1;
        /* Digits and spaces only: a label begins with a phone's letters. */
        size_t label = start;
        while (label < stop && strchr(" 0123456789", lines.bytes[label]) != NULL)
            label++;
        buffer_append(labels, text_slice(lines, label, stop));
        start = stop;
    }
}

/* A little slower (-r), darker (-a) and lower (-fm) than the voice is. */
static bool speak_festival(struct text text, struct buffer *wave, const char **reason)
{
    static const char *const festival[] = {"festival", "--pipe", NULL};
    static const char *const engine[] = {"hts_engine",  "-m",         slt_voice, "-r", "0.80",
                                         "-a",          "0.47",       "-fm",     "-2", "-ow",
                                         "/dev/stdout", "/dev/stdin", NULL};
    struct buffer question = buffer_make(wave->allocator);
    struct buffer lines = buffer_make(wave->allocator);
    struct buffer labels = buffer_make(wave->allocator);
    ask_festival(text, &question);
    /* Two programs, one after the other, with the labels between them in memory. */
    bool done = process_run(festival, buffer_text(&question), limits, &lines, reason);
    strip_times(buffer_text(&lines), &labels);
    if (done && labels.length == 0)
        *reason = "the voice finds no words in it";
    done = done && labels.length > 0 &&
           process_run(engine, buffer_text(&labels), limits, wave, reason);
    buffer_release(&question);
    buffer_release(&lines);
    buffer_release(&labels);
    return done;
}

/* Has it spoken and reads what comes: one channel at 48 kHz, whatever the program made. */
static bool speak_once(const struct synthesiser *synthesiser, struct allocator allocator,
                       struct text text, float **samples, int64_t *frames, const char **reason)
{
    struct buffer wave = buffer_make(allocator);
    bool done = synthesiser->command == NULL ? speak_festival(text, &wave, reason)
                                             : speak_command(synthesiser, text, &wave, reason);
    done = done && wave_reader_read(allocator, buffer_text(&wave), samples, frames, reason);
    buffer_release(&wave);
    return done;
}

/* Where the sentence that begins `text` ends: after a full stop and the spaces behind it. A full
 * stop without a space after it, as in 2.5, ends none. */
static size_t sentence_end(struct text text)
{
    size_t at = 0;
    while (at + 1 < text.length &&
           !(strchr(".?!", text.bytes[at]) != NULL && text.bytes[at + 1] == ' '))
        at++;
    at = at < text.length ? at + 1 : at;
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    return at;
}

/* Puts `more` behind the samples, a pause between, but not before the first. False when there is no
 * memory; the samples are then as they were. */
static bool append(struct allocator allocator, float **samples, int64_t *frames, const float *more,
                   int64_t more_frames)
{
    int64_t pause = *frames > 0 ? PAUSE_FRAMES : 0;
    float *all = allocator_resize(allocator, *samples, (size_t)(*frames + pause + more_frames),
                                  sizeof *all);
    if (all == NULL)
        return false;
    memset(all + *frames, 0, (size_t)pause * sizeof *all);
    memcpy(all + *frames + pause, more, (size_t)more_frames * sizeof *all);
    *samples = all;
    *frames += pause + more_frames;
    return true;
}

/* Sentences are spoken one by one, since Festival runs short ones together. */
bool synthesiser_speak(const struct synthesiser *synthesiser, struct allocator allocator,
                       struct text text, float **samples, int64_t *frames, const char **reason)
{
    assert(samples != NULL && frames != NULL && reason != NULL);
    *samples = NULL;
    *frames = 0;
    if (synthesiser->command != NULL)
        return speak_once(synthesiser, allocator, text, samples, frames, reason);
    bool done = text.length > 0;
    /* Stands where there is nothing to go through. */
    *reason = "there are no words in it";
    while (done && text.length > 0) {
        float *part = NULL;
        int64_t part_frames = 0;
        size_t end = sentence_end(text);
        done = speak_once(synthesiser, allocator, text_slice(text, 0, end), &part, &part_frames,
                          reason);
        if (done && !append(allocator, samples, frames, part, part_frames)) {
            *reason = no_memory;
            done = false;
        }
        allocator_release(allocator, part);
        text = text_tail(text, end);
    }
    /* Half a text would be a recording that says something else. */
    if (!done) {
        allocator_release(allocator, *samples);
        *samples = NULL;
    }
    return done;
}
