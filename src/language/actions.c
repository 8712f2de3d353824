/* A reader a form of line, not a reader an action: most actions are a keyword, a pressure and a
 * length, or a keyword and a text. Each reads from left to right and stops at the first fault. To
 * everything that can go wrong belongs a help: tables at the readers say what people write who have
 * not read the manual, and mend.c makes the author's own line from that. What a line means in time
 * is not asked here.
 */
#include "language/actions.h"

#include "language/amount.h"

#include <assert.h>
#include <string.h>

/* What a sound or a light comes to where its line leaves a part out. Hands have their own default,
 * which laying out fills in, since only there a line's indented lines are known. */
enum { DEFAULT_FADE_MS = 4000, DEFAULT_SOUND_PERCENT = 30 };

/* Reads `KEYWORD D` where it stands; a length without its keyword is a missing word. Where neither
 * stands, the length stays LENGTH_NONE: until something else comes, or as long as its indented
 * lines take. */
static bool read_length(struct scanner *scanner, const char *keyword, struct length *length)
{
    if (scanner_take(scanner, keyword))
        return amount_length(scanner, "", length);
    if (!scanner_sees_number(scanner))
        return true;
    return scanner_fail_missing_word(scanner, keyword);
}

/* Reads `over T` where it stands. A fade is a time, never breaths: light and sound do not wait for
 * the breath. */
static bool read_fade(struct scanner *scanner, struct line *line)
{
    assert(line->over_ms == 0);
    /* Set beforehand, since amount_time leaves its result alone where there is no time. */
    line->over_ms = DEFAULT_FADE_MS;
    if (scanner_take(scanner, "over"))
        return amount_time(scanner, "", &line->over_ms);
    return !scanner_sees_number(scanner) || scanner_fail_missing_word(scanner, "over");
}

/* Reads a pressure where one stands; gentle otherwise. Returns the words that may still follow, so
 * that a slip in the next word is compared with what can stand there and nothing else. */
static const char *read_pressure(struct scanner *scanner, struct line *line,
                                 const char *words_before, const char *words_after)
{
    enum pressure pressure = PRESSURE_GENTLE;
    struct text word = scanner_peek(scanner);
    bool stands = pressure_from_word(word, &pressure);
    if (stands)
        scanner_skip(scanner, word.length);
    line->pressure = (uint8_t)pressure;
    return stands ? words_after : words_before;
}

/* `[PRESSURE] [for D]` */
static bool read_pressed(struct scanner *scanner, struct line *line)
{
    const char *words = read_pressure(scanner, line, "light gentle firm for", "for");
    /* After a length nothing may stand, so there is nothing that the next word could be a slip
     * of. */
    return read_length(scanner, "for", &line->length) &&
           scanner_finish(scanner, line->length.kind == LENGTH_NONE ? words : "");
}

/* `hold pressure …`; its second word tells it from the hold of a breath. */
static bool read_hold(struct scanner *scanner, struct line *line)
{
    /* Where any of what may follow `pressure` stands already, the word alone is missing. */
    return scanner_require(scanner, "pressure", "light gentle firm lightly gently firmly for 0") &&
           read_pressed(scanner, line);
}

/* Letting go takes time but no pressure: `release [over D]`. */
static bool read_release(struct scanner *scanner, struct line *line)
{
    return read_length(scanner, "over", &line->length) && scanner_finish(scanner, "over");
}

/* Places as people call them; articles and "both" are left out, since a place without a side is
 * both. None of these is read: they only lead to the spelling that is. */
static const struct meaning other_places[] = {
    {"my", ""},
    {"your", ""},
    {"both", ""},
    {"neck", "back of neck"},
    {"nape", "back of neck"},
    {"head", "crown"},
    {"skull", "base of skull"},
    {"occiput", "base of skull"},
    {"ear", "above ears"},
    {"ears", "above ears"},
    {"trapezius", "shoulders"},
    {"back", "upper back"},
    {"stomach", "belly"},
    {"abdomen", "belly"},
    {"eyebrow", "brow"},
    {"brows", "brow"},
    {"legs", "thighs"},
    {"fingers", "hands"},
};

/* Mends a place by a word of it: an article anywhere, else the first, or the one behind its side. A
 * copy of the scanner goes ahead, since scanner_mend_meant looks at the word that stands next. */
static void mend_place(struct scanner *scanner)
{
    assert(scanner->fault.name != NULL);
    struct scanner ahead = *scanner;
    while (!scanner_at_end(&ahead) && !scanner_sees(&ahead, "the"))
        /* A sign is no word, but one byte has to be passed, or the search would stand still. */
        scanner_skip(&ahead, scanner_peek(&ahead).length + (scanner_peek(&ahead).length == 0));
    if (!scanner_at_end(&ahead)) {
        scanner_mend_meant(&ahead, (const struct meaning[]){{"the", ""}}, 1);
    } else {
        ahead = *scanner;
        if (!scanner_take(&ahead, "left"))
            scanner_take(&ahead, "right");
        scanner_mend_meant(&ahead, other_places, sizeof other_places / sizeof other_places[0]);
    }
    /* What was learnt ahead belongs to the fault; the place of reading stays. */
    scanner->fault = ahead.fault;
}

/* Faults a place that is not known, and names the one that was most likely meant. */
static bool fail_place(struct scanner *scanner)
{
    scanner_fail(scanner, "unknown-place", "this is not a place that hands can go to");
    /* After mend_place, so that a spelling that is nearly right wins over a guess at what was
     * meant. */
    mend_place(scanner);
    size_t length;
    const char *nearest = place_nearest(scanner_rest(scanner), &length);
    if (nearest != NULL) {
        scanner_mend(scanner, scanner->at, scanner->at + length, "%s", nearest);
        return scanner_help(scanner, "did you mean \"%s\"?", nearest);
    }
    return scanner_help(scanner, "places are, for example: temples, left shoulder, base of skull; "
                                 "the manual lists them all");
}

/* Reads a place. Refused ones have a finding of their own, which says why. */
static bool read_place(struct scanner *scanner, const char *followers, struct place *place)
{
    if (scanner_misses(scanner, followers))
        return scanner_fail_missing(scanner, "a place");
    size_t length;
    /* The whole length of the name is passed at once, so that what follows is looked for behind
     * it. */
    switch (place_read(scanner_rest(scanner), place, &length)) {
    case PLACE_READ:
        scanner_skip(scanner, length);
        return true;
    case PLACE_REFUSED:
        scanner_fail_at(scanner, scanner->at, length, "refused-place",
                        "hands are never guided to the front or the side of the neck");
        return scanner_help(scanner, "large vessels and nerves run there; choose back of neck or "
                                     "base of skull");
    case PLACE_CUT_OFF:
        break;
    case PLACE_UNKNOWN: {
        struct scanner after_side = *scanner;
        /* After `left` or `right` the name itself may be what is missing. */
        bool side = scanner_take(&after_side, "left") || scanner_take(&after_side, "right");
        if (!side || !scanner_misses(&after_side, followers))
            return fail_place(scanner);
        break;
    }
    }
    /* Marks the spot behind the side, where the name is missing, not the side itself. */
    scanner_skip(scanner, scanner_peek(scanner).length);
    scanner->example = "move to left temple";
    return scanner_fail_missing(scanner, "the name of a place");
}

/* Reads the word `to`; where a place stands already, it is missing. What else stands there is
 * looked through for a `to` further on, as in `move your hands to temples`. */
static bool read_to(struct scanner *scanner, const char *followers)
{
    if (scanner_take(scanner, "to"))
        return true;
    struct place place;
    size_t length;
    enum place_reading reading = scanner_at_end(scanner)
                                     ? PLACE_UNKNOWN
                                     : place_read(scanner_rest(scanner), &place, &length);
    bool place_stands = reading != PLACE_UNKNOWN || scanner_sees(scanner, "left") ||
                        scanner_sees(scanner, "right");
    /* A place, even a cut-off or a refused one, shows that only the word was forgotten. */
    if (place_stands)
        scanner_fail_missing_word(scanner, "to");
    else
        scanner_require(scanner, "to", followers);
    struct scanner behind = *scanner;
    while (!scanner_at_end(&behind) && !scanner_sees(&behind, "to"))
        scanner_skip(&behind, scanner_peek(&behind).length + (scanner_peek(&behind).length == 0));
    if (!scanner_at_end(&behind))
        scanner_mend(scanner, scanner->at, behind.at, "%s", "");
    return false;
}

/* `move to PLACE [over D]` */
static bool read_move(struct scanner *scanner, struct line *line)
{
    return read_to(scanner, "over") && read_place(scanner, "over", &line->place) &&
           read_length(scanner, "over", &line->length) && scanner_finish(scanner, "over");
}

/* `stroke to PLACE [PRESSURE] [over D]` */
static bool read_stroke(struct scanner *scanner, struct line *line)
{
    static const char followers[] = "light gentle firm lightly gently firmly over";
    if (!read_to(scanner, followers) || !read_place(scanner, followers, &line->place))
        return false;
    const char *words = read_pressure(scanner, line, "light gentle firm over", "over");
    return read_length(scanner, "over", &line->length) &&
           scanner_finish(scanner, line->length.kind == LENGTH_NONE ? words : "");
}

/* `do "…" [for D]`; without a length it lasts until something else comes. */
static bool read_do(struct scanner *scanner, struct line *line)
{
    return scanner_text(scanner, "what to do", "for", &line->text) &&
           read_length(scanner, "for", &line->length) && scanner_finish(scanner, "for");
}

/* `say "…" [from "file.ogg"]`; the file is looked for when the line has been read. */
static bool read_say(struct scanner *scanner, struct line *line)
{
    if (!scanner_text(scanner, "the words to say", "from", &line->text))
        return false;
    if (!scanner_take(scanner, "from")) {
        if (scanner_sees_text(scanner))
            return scanner_fail_missing_word(scanner, "from");
        return scanner_finish(scanner, "from");
    }
    line->path_at = (uint16_t)scanner->at;
    /* Noted before the text is read, since finding the file may fault it later, at its quote. */
    return scanner_text(scanner, "the name of a recording", "", &line->path_text) &&
           scanner_finish(scanner, "");
}

/* `show "…" for D`; without a voice nothing else says how long it stays. */
static bool read_show(struct scanner *scanner, struct line *line)
{
    return scanner_text(scanner, "the words to show", "for", &line->text) &&
           scanner_require(scanner, "for", "0") && amount_length(scanner, "", &line->length) &&
           scanner_finish(scanner, "");
}

/* Faults a sound that there is not. A word with a point in it was meant as a file. */
static bool fail_ambience(struct scanner *scanner, struct text word)
{
    static const struct meaning meanings[] = {
        {"ocean", "sea"},   {"waves", "sea"},  {"surf", "sea"}, {"water", "sea"},
        {"noise", "brown"}, {"wind", "brown"}, {"none", "off"}, {"silence", "off"},
    };
    scanner_fail(scanner, "unknown-word", "there is no such sound");
    struct text nearest = scanner_nearest(word, "sea rain brown hum off");
    if (nearest.length > 0)
        scanner_mend(scanner, scanner->at, scanner->at + word.length, "%.*s", (int)nearest.length,
                     nearest.bytes);
    scanner_mend_meant(scanner, meanings, sizeof meanings / sizeof meanings[0]);
    /* The last mending counts: a word like `rain.ogg` is a file, even when it is near to a sound's
     * name. */
    if (word.length > 0 && memchr(word.bytes, '.', word.length) != NULL)
        scanner_mend(scanner, scanner->at, scanner->at + word.length, "\"%.*s\"", (int)word.length,
                     word.bytes);
    return scanner_help(scanner, "sounds are sea, rain, brown and hum, or a file: sound "
                                 "\"file.ogg\"");
}

/* What sounds: a name, `off`, or a file. Without any of them the line is short of a sound, also
 * when it goes on with its loudness. */
static bool read_ambience(struct scanner *scanner, struct line *line)
{
    assert(line->action == ACTION_SOUND);
    if (scanner_sees_text(scanner)) {
        line->ambience = AMBIENCE_FILE;
        line->path_at = (uint16_t)scanner->at;
        return scanner_text(scanner, "the name of a sound file", "", &line->path_text);
    }
    if (scanner_misses(scanner, "at over"))
        return scanner_fail_missing(scanner, "a sound");
    enum ambience ambience;
    struct text word = scanner_peek(scanner);
    if (!ambience_from_word(word, &ambience))
        return fail_ambience(scanner, word);
    line->ambience = (uint8_t)ambience;
    scanner_skip(scanner, word.length);
    return true;
}

/* Whether a number without any unit stands next, which can only be meant as a percentage. */
static bool sees_bare_number(const struct scanner *scanner)
{
    struct scanner behind = *scanner;
    struct text word = scanner_peek(scanner);
    for (size_t i = 0; i < word.length; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
    scanner_skip(&behind, word.length);
    return scanner_sees_number(scanner) && scanner_misses(&behind, "over percent");
}

/* `sound NAME [at P%] [over T]` or `sound off [over T]`; silence has no loudness. */
static bool read_sound(struct scanner *scanner, struct line *line)
{
    if (!read_ambience(scanner, line))
        return false;
    bool sounds = line->ambience != AMBIENCE_OFF;
    bool at = sounds && scanner_take(scanner, "at");
    line->percent = sounds ? DEFAULT_SOUND_PERCENT : 0;
    if (at && !amount_percent(scanner, "over", &line->percent))
        return false;
    /* With `at` the percentage has been read; without, one that stands here has lost its `at`. */
    if (sounds && !at && (scanner_sees_percentage(scanner) || sees_bare_number(scanner)))
        return scanner_fail_missing_word(scanner, "at");
    return read_fade(scanner, line) && scanner_finish(scanner, sounds && !at ? "at over" : "over");
}

/* `light P% [over T]` or `light off [over T]`, which is 0 %. */
static bool read_light(struct scanner *scanner, struct line *line)
{
    if (scanner_misses(scanner, "over"))
        return scanner_fail_missing(scanner, "a percentage or \"off\"");
    if (!scanner_take(scanner, "off")) {
        /* What is commonly written for light. */
        static const struct meaning meanings[] = {
            {"on", "100%"}, {"full", "100%"}, {"out", "off"}, {"dark", "off"}, {"dim", "20%"}};
        if (!scanner_sees_number(scanner) && !scanner_sees_percentage(scanner)) {
            scanner_fail_unknown(scanner, "off");
            /* A word where a percentage belongs is no bad number: nobody tried to write one. */
            return scanner_mend_meant(scanner, meanings, sizeof meanings / sizeof meanings[0]);
        }
        if (!amount_percent(scanner, "", &line->percent))
            return false;
    }
    return read_fade(scanner, line) && scanner_finish(scanner, "over");
}

/* `rest until in-breath` or `rest until out-breath` */
static bool read_rest_until(struct scanner *scanner, struct line *line)
{
    if (scanner_at_end(scanner))
        return scanner_fail_missing(scanner, "\"in-breath\" or \"out-breath\"");
    if (scanner_take(scanner, "in-breath"))
        line->until = UNTIL_IN_BREATH;
    else if (scanner_take(scanner, "out-breath"))
        line->until = UNTIL_OUT_BREATH;
    else
        return scanner_fail_unknown(scanner, "in-breath out-breath");
    return scanner_finish(scanner, "");
}

/* `rest [for] D`; `for` may be left out, as people do. */
static bool read_rest(struct scanner *scanner, struct line *line)
{
    if (scanner_take(scanner, "until"))
        return read_rest_until(scanner, line);
    scanner_take(scanner, "for");
    if (amount_length(scanner, "", &line->length))
        return scanner_finish(scanner, "");
    /* The fault of amount_length stands; the mending alone is added, where the word looks like
     * `until`. */
    struct text word = scanner_peek(scanner);
    if (scanner_nearest(word, "until").length > 0)
        scanner_mend(scanner, scanner->at, scanner->at + word.length, "until");
    return false;
}

/* `repeat N times`; `1 time` and `1 times` alike, since nobody should fail by grammar. */
static bool read_repeat(struct scanner *scanner, struct line *line)
{
    assert(line->times == 0);
    /* 1,000 is the limit of the language; what nested repeats come to is counted in script.c. */
    if (!amount_count(scanner, "time times", "time", "times", 1000, &line->times))
        return false;
    if (!scanner_take(scanner, "time") && !scanner_require(scanner, "times", ""))
        return false;
    return scanner_finish(scanner, "");
}

/* `each side`, the only form there is. */
static bool read_each(struct scanner *scanner, struct line *line)
{
    (void)line;
    return scanner_require(scanner, "side", "") && scanner_finish(scanner, "");
}

/* `chapter "…"` */
static bool read_chapter(struct scanner *scanner, struct line *line)
{
    return scanner_text(scanner, "the chapter's title", "", &line->text) &&
           scanner_finish(scanner, "");
}

/* `include "file.lull"`; the file is read later, by whoever follows the includes, so that a file
 * that is included twice is read once. */
static bool read_include(struct scanner *scanner, struct line *line)
{
    line->path_at = (uint16_t)scanner->at;
    return scanner_text(scanner, "the name of a script", "", &line->path_text) &&
           scanner_finish(scanner, "");
}

/* An action of one word. */
static bool read_nothing(struct scanner *scanner, struct line *line)
{
    (void)line;
    return scanner_finish(scanner, "");
}

/* One row an action, in the order of the enum: what it takes, whether lines may and must stand
 * under it, an example that is a whole line and shown as help, and its reader. */
static const struct action_rule rules[ACTION_COUNT] = {
    [ACTION_BREATHE] = {TAKES_BREATH, true, false, "breathe in 4s, out 6s for 3m", breathe_read},
    [ACTION_MOVE] = {TAKES_HANDS, true, false, "move to temples over 4s", read_move},
    [ACTION_HOLD] = {TAKES_HANDS, true, false, "hold pressure gentle for 30s", read_hold},
    [ACTION_RELEASE] = {TAKES_HANDS, true, false, "release over 4s", read_release},
    [ACTION_CIRCLE] = {TAKES_HANDS, true, false, "circle gentle for 4 breaths", read_pressed},
    [ACTION_STROKE] = {TAKES_HANDS, true, false, "stroke to jawline gentle over 4s", read_stroke},
    [ACTION_LIFT] = {TAKES_HANDS, true, false, "lift gentle for 20s", read_pressed},
    [ACTION_TENSE] = {TAKES_HANDS, true, false, "tense gentle for 5s", read_pressed},
    [ACTION_DO] = {TAKES_HANDS, true, false, "do \"Open and close your mouth.\" for 20s", read_do},
    [ACTION_SAY] = {TAKES_VOICE, true, false, "say \"Let your head get heavy.\"", read_say},
    [ACTION_SHOW] = {TAKES_VOICE, true, false, "show \"Only breathe.\" for 5s", read_show},
    [ACTION_SOUND] = {TAKES_SOUND, false, false, "sound sea at 20% over 4s", read_sound},
    [ACTION_CHIME] = {TAKES_SOUND, false, false, "chime", read_nothing},
    [ACTION_LIGHT] = {TAKES_LIGHT, false, false, "light 50% over 4s", read_light},
    [ACTION_REST] = {TAKES_NOTHING, false, false, "rest 5s", read_rest},
    [ACTION_REPEAT] = {TAKES_NOTHING, true, true, "repeat 3 times", read_repeat},
    [ACTION_EACH] = {TAKES_SIDES, true, true, "each side", read_each},
    [ACTION_CHAPTER] = {TAKES_NOTHING, false, false, "chapter \"Settle\"", read_chapter},
    [ACTION_INCLUDE] = {TAKES_NOTHING, false, false, "include \"warm-up.lull\"", read_include},
};

/* What people write who have not read the manual: words that stand for others, */
static const struct meaning other_words[] = {
    {"wait", "rest"},      {"pause", "rest"},  {"sleep", "rest"},     {"speak", "say"},
    {"tell", "say"},       {"text", "show"},   {"display", "show"},   {"play", "sound"},
    {"music", "sound"},    {"loop", "repeat"}, {"go", "move"},        {"bell", "chime"},
    {"gong", "chime"},     {"pull", "lift"},   {"breath", "breathe"}, {"//", "#"},
    {"--", "#"},           {";", "#"},         {"/*", "#"},           {"phases", "phase"},
    {"circles", "circle"},
};

/* What begins a line elsewhere is unknown behind `at` alone. */
static const char of_the_header[] = "a header line stands at the top of the script, without at";

/* and words that need another line altogether. */
static const struct meaning other_lines[] = {
    {"title", of_the_header},
    {"about", of_the_header},
    {"phase", of_the_header},
    {"needs", of_the_header},
    {"caution", of_the_header},
    {"language", of_the_header},
    {"author", of_the_header},
    {"licence", of_the_header},
    {"license", of_the_header},
    {"at", "one at and its time are enough: leave the others out"},
    {"press", "write, for example: hold pressure gentle for 30s"},
    {"massage", "write, for example: circle gentle for 30s"},
    {"rub", "write, for example: circle gentle for 30s"},
    {"inhale", "the whole breath is one line: breathe in 4s, out 6s"},
    {"exhale", "the whole breath is one line: breathe in 4s, out 6s"},
    {"in", "the whole breath is one line: breathe in 4s, out 6s"},
    {"out", "the whole breath is one line: breathe in 4s, out 6s"},
    {"end", "leave it out: a script ends with its last line"},
    {"stop", "leave it out: a script ends with its last line"},
};

static const char all_first_words[] =
    "breathe move hold release circle stroke lift tense do say show sound chime light rest repeat "
    "each chapter include at title about phase needs caution language author licence";

/* Whether `word` numbers or marks an item of a pasted list: `1.`, `(2)`, `-`, `*`, `•`. No
 * instruction begins so, hence the mark can be left out without asking. */
static bool marks_item(struct text word)
{
    static const char *const marks[] = {"-", "*", "+", ">", "•", "–", "—", "‣", "▪", "●", "→"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (text_equal(word, text_from(marks[i])))
            return true;
    size_t at = word.length > 0 && word.bytes[0] == '(' ? 1 : 0;
    size_t first = at;
    while (at < word.length && word.bytes[at] >= '0' && word.bytes[at] <= '9')
        at++;
    bool digits = at > first;
    if (at < word.length && strchr(".):", word.bytes[at]) != NULL)
        at++;
    return digits && at == word.length;
}

/* Mends a line that begins with no instruction. A later mending takes the place of an earlier one,
 * so the guesses stand in order from the weakest to the surest. */
static void mend_action(struct scanner *scanner, struct text nearest)
{
    assert(scanner->fault.name != NULL);
    struct text word = scanner_peek(scanner);
    size_t end = scanner->at + word.length;
    if (scanner_sees_text(scanner))
        scanner_mend(scanner, scanner->at, scanner->at, "say ");
    else if (nearest.length > 0)
        scanner_mend(scanner, scanner->at, end, "%.*s", (int)nearest.length, nearest.bytes);
    else if (word.length > 1 && strchr(".:", word.bytes[word.length - 1]) != NULL)
        scanner_mend(scanner, end - 1, end, "%s", "");
    scanner_mend_meant(scanner, other_words, sizeof other_words / sizeof other_words[0]);
    if (!marks_item(word))
        return;
    struct scanner behind = *scanner;
    /* The mark goes with the white space behind it: the mended line begins with its first word. */
    scanner_skip(&behind, word.length);
    scanner_mend(scanner, scanner->at, behind.at, "%s", "");
}

/* Faults a line that begins with no instruction: the commonest slip of someone new, so the help
 * tries to know what was meant. */
static bool fail_action(struct scanner *scanner)
{
    struct text word = scanner_peek(scanner);
    scanner_fail(scanner, "unknown-action", "no instruction begins like this");
    struct text nearest = scanner_nearest(word, all_first_words);
    mend_action(scanner, nearest);
    for (size_t i = 0; i < sizeof other_lines / sizeof other_lines[0]; i++) {
        if (text_is_word(word, other_lines[i].word)) {
            /* A near word's mending would contradict what is said here. */
            scanner->fault.mending = (struct text){0};
            return scanner_help(scanner, "%s", other_lines[i].meant);
        }
    }
    if (scanner_sees_text(scanner))
        return scanner_help(scanner, "to have it spoken, write: say \"…\"");
    if (marks_item(word))
        return scanner_help(scanner, "leave the number or the mark out; a line begins with what "
                                     "to do");
    if (nearest.length > 0)
        return scanner_help(scanner, "did you mean \"%.*s\"?", (int)nearest.length, nearest.bytes);
    /* The last resort names the mistake of those who wrap a long text: the second line begins with
     * no instruction either. */
    if (!scanner->fault.settled)
        scanner->fault.help = text_from("a line begins with what to do: say \"…\", rest 5s, move "
                                        "to temples; a text stays on one line");
    return false;
}

const struct action_rule *action_rule(enum action action)
{
    assert(action < ACTION_COUNT);
    return &rules[action];
}

/* The action whose word stands next, in any case; ACTION_COUNT where none does. */
static enum action sees_action(const struct scanner *scanner)
{
    int action = 0;
    struct text word = scanner_peek(scanner);
    while (action < ACTION_COUNT && !text_is_word(word, action_word((enum action)action)))
        action++;
    return (enum action)action;
}

bool action_read(struct scanner *scanner, struct line *line)
{
    assert(scanner->fault.name == NULL);
    line->action = ACTION_COUNT;
    scanner->example = "say \"Let your head get heavy.\"";
    /* `at T` comes before any action, and only once: a second `at` is an unknown action. */
    if (scanner_take(scanner, "at")) {
        line->has_at = true;
        scanner->example = "at 30s chime";
        /* The line may go on with an action at once, which shows that the time alone is missing. */
        static const char actions[] =
            "breathe move hold release circle stroke lift tense do say show sound chime light rest "
            "repeat each chapter include";
        if (!amount_time(scanner, actions, &line->at_ms))
            return false;
        if (scanner_at_end(scanner))
            return scanner_fail_missing(scanner, "an instruction");
    }
    enum action action = sees_action(scanner);
    if (action == ACTION_COUNT)
        return fail_action(scanner);
    line->action = (uint8_t)action;
    line->word_at = (uint16_t)scanner->at;
    /* From here on help shows this action's own form, not the general example. */
    scanner->example = rules[action].example;
    scanner_take(scanner, action_word(action));
    assert(rules[action].read != NULL);
    return rules[action].read(scanner, line);
}
