/* `lull render`: a session as a file. The ending of the file's name says as what; a table gives
 * each ending its function, or leaves it to lull-stage where letters have to be drawn. Another says
 * what each option is about; one that has nothing to say about what is asked for is refused before
 * the script is read. Loading is the same for every kind and stands here once.
 */
#include "cli/render.h"

#include "base/file.h"
#include "cli/output.h"
#include "cli/own_settings.h"
#include "cli/routine_path.h"
#include "cli/stage_program.h"
#include "platform/folders.h"

#include <string.h>

static const struct option options[] = {
    /* Those of pictures are here as well: lull-stage reads this table, too. */
    {.name = "--output", .letter = 'o', .value = "OUT", .help = "the file to write"},
    {.name = "--at", .value = "TIME", .help = "the moment of a picture, as 1:30; else the middle"},
    {.name = "--size", .value = "WxH", .help = "the size of a picture, else 1280x720"},
    {.name = "--hue", .value = "moss|ember|ash", .help = "the hue of a picture"},
    {.name = "--light-report", .help = "write no file; print how much light the session gives off"},
    {.name = "--fps", .value = "N", .help = "pictures a second where there are many, else 30"},
    {.name = "--json", .help = "print the light report as one JSON object"},
    {.name = "--no-narration", .help = "use no recordings"},
    {.name = "--narrator", .value = "slt|rms", .help = "who speaks; else as in the settings"},
    {.name = NULL},
};

/* A kind of file, by the ending of its name. */
struct kind {
    const char *ending;
    render_kind render; /* NULL: lull-stage does it */
};

static const struct kind kinds[] = {
    {".ogg", render_vorbis}, {".wav", render_wave}, {".vtt", render_captions},
    {".svg", render_chart},  {".png", NULL},        {".webm", NULL},
    {".mkv", NULL},
};

/* The kind of file that a name asks for; NULL where its ending says none, or is all of the name.
 * Endings are lower-case, as everybody writes them. */
static const struct kind *find_kind(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t ending = strlen(kinds[i].ending);
        if (length > ending && strcmp(path + length - ending, kinds[i].ending) == 0)
            return &kinds[i];
    }
    return NULL;
}

/* Whether `session` can be rendered; else says why and puts the status to leave with into
 * `*status`. */
static bool is_usable(struct session *session, enum status *status)
{
    if (session != NULL && session_is_playable(session))
        return true;
    if (session == NULL || session->findings.errors == 0) {
        *status = output_no_memory();
        return false;
    }
    output_write_findings(&session->findings);
    /* A file that cannot be read is no error in a script. */
    *status = session->script == NULL ? STATUS_FILE : STATUS_SCRIPT_ERRORS;
    return false;
}

enum status render_session(const struct arguments *arguments, render_kind kind)
{
    struct arena arena = arena_make(allocator_system());
    enum status status = STATUS_FILE;
    struct settings settings = own_settings_load(&arena);
    const char *path = NULL;
    /* Before the script is looked for: a false word on the command line is the quicker answer. */
    if (!own_settings_read_narrator(arguments, &settings))
        status = STATUS_WRONG_USAGE;
    else
        path = routine_path(&arena, arguments->operands[0]);
    if (path != NULL) {
        /* By the listener's own settings, as playing does: their recordings, or the narrator they
         * chose. */
        struct session_choices choices = {.sources = own_settings_sources(&arena, &settings),
                                          .narration = !arguments_has(arguments, "--no-narration")};
        struct session *session = session_load(allocator_system(), path, &choices);
        if (is_usable(session, &status))
            status = kind(arguments, session, arguments_value(arguments, "--output"));
        /* Also one that could not be used: its findings have been said. */
        session_release(session);
    }
    arena_release(&arena);
    return status;
}

enum status render_text(const struct buffer *text, const char *path)
{
    const char *reason = NULL;
    if (text->failed)
        return output_no_memory();
    if (file_replace(allocator_system(), path, buffer_text(text), &reason))
        return STATUS_FINE;
    output_complain("cannot write %s: %s", path, reason);
    return STATUS_FILE;
}

/* What can be asked for, as far as options tell it apart; to be combined. */
enum product {
    PRODUCT_REPORT = 1,
    PRODUCT_PICTURE = 2,
    PRODUCT_PICTURES = 4, /* with numbers, or a film */
    PRODUCT_NO_PICTURE = 8,
};

/* An option that is not about everything. */
struct special {
    const char *option;
    unsigned products; /* set of enum product: what it is about */
    const char *about; /* that in words */
};

static const struct special specials[] = {
    {"--json", PRODUCT_REPORT, "--light-report"},
    {"--fps", PRODUCT_REPORT | PRODUCT_PICTURES, "--light-report, numbered pictures and films"},
    {"--at", PRODUCT_PICTURE, "one picture"},
    {"--size", PRODUCT_REPORT | PRODUCT_PICTURE | PRODUCT_PICTURES,
     "--light-report, pictures and films"},
    {"--hue", PRODUCT_REPORT | PRODUCT_PICTURE | PRODUCT_PICTURES,
     "--light-report, pictures and films"},
};

/* What a file of `kind` called `output` is. */
static enum product product_of(const struct kind *kind, const char *output)
{
    if (kind->render != NULL)
        return PRODUCT_NO_PICTURE;
    bool numbered = strchr(output, '%') != NULL;
    return strcmp(kind->ending, ".png") == 0 && !numbered ? PRODUCT_PICTURE : PRODUCT_PICTURES;
}

/* Whether each option has something to say about `product`; else says which has not, since someone
 * may be waiting for what it promised. */
static bool options_agree(const struct arguments *arguments, enum product product)
{
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++) {
        if ((specials[i].products & product) != 0 || !arguments_has(arguments, specials[i].option))
            continue;
        output_complain("%s is for %s", specials[i].option, specials[i].about);
        return false;
    }
    return true;
}

/* The kind of file to write; NULL, after a line on stderr, where that is not said or cannot be
 * made. */
static const struct kind *read_kind(const char *output)
{
    if (output == NULL) {
        output_complain("`lull render` needs -o and a file to write, as in -o session.ogg");
        return NULL;
    }
    const struct kind *kind = find_kind(output);
    /* Never guessed: a file that is no player's would be found out much later. */
    if (kind == NULL)
        output_complain("\"%s\" should end in .ogg, .wav, .vtt, .png, .svg, .webm or .mkv, to say "
                        "what to make",
                        output);
    return kind;
}

/* The light of a session, measured and printed. */
static enum status report(const struct arguments *arguments)
{
    if (arguments_has(arguments, "--output")) {
        output_complain("--light-report prints its report and writes no file; leave out -o");
        return STATUS_WRONG_USAGE;
    }
    return options_agree(arguments, PRODUCT_REPORT) ? stage_program_run(arguments)
                                                    : STATUS_WRONG_USAGE;
}

/* What is missing or cannot be made is said before the script is read. */
static enum status run(const struct arguments *arguments)
{
    if (arguments_has(arguments, "--light-report"))
        return report(arguments);
    const char *output = arguments_value(arguments, "--output");
    const struct kind *kind = read_kind(output);
    if (kind == NULL || !options_agree(arguments, product_of(kind, output)))
        return STATUS_WRONG_USAGE;
    /* Pictures need fonts, and with them SDL, which this program does not load. */
    return kind->render == NULL ? stage_program_run(arguments)
                                : render_session(arguments, kind->render);
}

const struct command render_command = {
    .name = "render",
    .operands = "FILE",
    .summary = "Writes a session to a file: sound, captions, pictures or a film",
    .about =
        "The ending of OUT says what is made: .ogg the sound with its chapters, .wav the same\n"
        "uncompressed (48 kHz, 24 bits), .vtt the captions, .png the picture at one moment,\n"
        ".svg the whole timeline as a chart, for authors. A name like %05d.png makes a picture\n"
        "of every moment, with its number; .webm and .mkv make a film, packed by ffmpeg.\n"
        "With --light-report the light of every picture is measured instead, and held\n"
        "against what is kind to tired eyes: 0.05 is a twentieth of a white screen's light.\n"
        "Neither a display nor a sound device is needed.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
