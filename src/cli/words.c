/* `lull words`: the words of the language, for whoever makes something that knows them: the
 * editors' syntax files, completions. Each list is read off the table that the parser reads, by
 * asking for its rows until there are no more, so that a new word is in its list by itself.
 */
#include "language/words.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "language/amount.h"
#include "language/headers.h"
#include "language/pattern.h"
#include "language/place.h"

static const struct option options[] = {
    {.name = "--json", .help = "print them as one JSON object"},
    {.name = NULL},
};

/* Lists of words while they are written: as JSON, or a line a list. */
struct listing {
    struct buffer *text;
    bool json;
    bool has_words; /* the list that is being written */
};

/* Begins the list `name`; `add` and `end` go on with it. A comma goes before each list but the
 * first, since nobody knows here which is the last. */
static void begin(struct listing *listing, const char *name)
{
    /* Nothing has been written yet: told by the text, so that no list has to know that it is
     * first. */
    bool first = buffer_text(listing->text).length == 0;
    const char *before = !listing->json ? "" : first ? "{\n" : ",\n";
    /* Names of lists are ours and need no escapes. */
    buffer_format(listing->text, listing->json ? "%s  \"%s\": [" : "%s%s:", before, name);
    listing->has_words = false;
}

/* One word; for people, with a comma after the one before, since places have spaces in them. */
static void add(struct listing *listing, const char *word)
{
    if (listing->json) {
        buffer_append_string(listing->text, listing->has_words ? ", " : "");
        buffer_append_json(listing->text, text_from(word));
    } else {
        buffer_format(listing->text, "%s%s", listing->has_words ? ", " : " ", word);
    }
    listing->has_words = true;
}

/* Ends the list that was begun last. */
static void end(struct listing *listing)
{
    buffer_append_string(listing->text, listing->json ? "]" : "\n");
}

/* What lines begin with. */
static void list_actions(struct listing *listing)
{
    begin(listing, "actions");
    for (int action = 0; action < ACTION_COUNT; action++)
        add(listing, action_word((enum action)action));
    end(listing);
}

/* What lines of the header begin with, in both spellings where there are two. */
static void list_header(struct listing *listing)
{
    begin(listing, "header");
    for (size_t i = 0; headers_word(i) != NULL; i++) {
        add(listing, headers_word(i));
        if (headers_other_spelling(i) != NULL)
            add(listing, headers_other_spelling(i));
    }
    end(listing);
}

/* What `phase` may be followed by. */
static void list_phases(struct listing *listing)
{
    begin(listing, "phases");
    /* Phases are the bits of a set. */
    for (unsigned phase = PHASE_EARLY; phase <= PHASE_DAILY; phase <<= 1)
        add(listing, phase_word((enum phase)phase));
    end(listing);
}

/* The spellings of places to which hands are guided, or of those that are refused. */
static void list_places(struct listing *listing, const char *name, enum place_reading wanted)
{
    begin(listing, name);
    for (size_t i = 0; place_spelling(i) != NULL; i++) {
        struct place place;
        size_t length;
        /* Each spelling is asked of the parser itself, so that a refused place cannot be listed as
         * a usual one. */
        if (place_read(text_from(place_spelling(i)), &place, &length) == wanted)
            add(listing, place_spelling(i));
    }
    end(listing);
}

/* How firmly, in both spellings. */
static void list_pressures(struct listing *listing)
{
    begin(listing, "pressures");
    for (int pressure = PRESSURE_LIGHT; pressure <= PRESSURE_FIRM; pressure++) {
        add(listing, pressure_word((enum pressure)pressure));
        add(listing, pressure_other_spelling((enum pressure)pressure));
    }
    end(listing);
}

/* Two lists: what patterns are made of, and those that have a name. */
static void list_breath(struct listing *listing)
{
    begin(listing, "breath");
    for (int phase = BREATH_IN; phase <= BREATH_OUT; phase++)
        add(listing, breath_phase_word((enum breath_phase)phase));
    end(listing);
    begin(listing, "patterns");
    for (size_t i = 0; pattern_name(i) != NULL; i++)
        add(listing, pattern_name(i));
    end(listing);
}

/* What surrounds the listener. Not AMBIENCE_FILE, which is a path and no word. */
static void list_sounds(struct listing *listing)
{
    begin(listing, "sounds");
    for (int ambience = AMBIENCE_SEA; ambience < AMBIENCE_FILE; ambience++)
        add(listing, ambience_word((enum ambience)ambience));
    end(listing);
}

/* What stands behind a number. */
static void list_units(struct listing *listing)
{
    begin(listing, "units");
    for (size_t i = 0; amount_unit(i) != NULL; i++)
        add(listing, amount_unit(i));
    end(listing);
}

/* All lists, always in this order, so that what is made from them changes only with the
 * language. */
static enum status run(const struct arguments *arguments)
{
    struct buffer text = buffer_make(allocator_system());
    /* Either form comes of the same calls, so that neither can lack a list. */
    struct listing listing = {.text = &text, .json = arguments_has(arguments, "--json")};
    list_actions(&listing);
    list_header(&listing);
    list_phases(&listing);
    list_places(&listing, "places", PLACE_READ);
    list_places(&listing, "refused_places", PLACE_REFUSED);
    list_pressures(&listing);
    list_breath(&listing);
    list_sounds(&listing);
    list_units(&listing);
    if (listing.json)
        buffer_append_string(&text, "\n}\n");
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

const struct command words_command = {
    .name = "words",
    .operands = "",
    .summary = "Prints the words of the language, for editors",
    .about =
        "A list a line: what lines begin with, phases, places, pressures, patterns, sounds and\n"
        "units, with every spelling that is understood.\n",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .is_for_tools = true,
    .run = run,
};
