/* One table says for every setting its name, its field, and what values it takes. A line is `name =
 * value`; what follows `#` is a comment. Reading and writing walk the same lines, and writing
 * copies every line that it has no reason to change. The last line of a name holds. Adding a
 * setting is a field, a row and, where it is not 0, a default.
 */
#include "store/settings.h"

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* 256 KiB, many times what all settings take; a larger file is something else. */
enum { MOST_FILE_BYTES = 1 << 18 };

/* What a field is: bool, int32_t, or a string of SETTINGS_WORD_BYTES or SETTINGS_LINE_BYTES. */
enum kind { KIND_SWITCH, KIND_NUMBER, KIND_WORD, KIND_LINE };

/* What one setting is called, where it lies and what it may be. */
struct rule {
    const char *name;
    enum kind kind;
    size_t field;  /* offset in struct settings */
    int32_t least; /* KIND_NUMBER */
    int32_t most;
    const char *words; /* KIND_WORD: those it takes, each between spaces; NULL: any */
};

/* In the order in which a new file has them. */
static const struct rule rules[] = {
    {"hue", KIND_WORD, offsetof(struct settings, hue), 0, 0, " moss ember ash "},
    {"brightness", KIND_NUMBER, offsetof(struct settings, brightness_percent), 10, 100, NULL},
    {"text-size", KIND_NUMBER, offsetof(struct settings, text_percent), 75, 300, NULL},
    {"volume", KIND_NUMBER, offsetof(struct settings, volume_percent), 0, 100, NULL},
    {"voice", KIND_NUMBER, offsetof(struct settings, voice_percent), 0, 100, NULL},
    {"ambience", KIND_NUMBER, offsetof(struct settings, ambience_percent), 0, 100, NULL},
    {"pacer", KIND_NUMBER, offsetof(struct settings, pacer_percent), 0, 100, NULL},
    {"chime", KIND_NUMBER, offsetof(struct settings, chime_percent), 0, 100, NULL},
    {"rumble", KIND_WORD, offsetof(struct settings, rumble), 0, 0, " dark on off "},
    {"narrator", KIND_WORD, offsetof(struct settings, narrator), 0, 0, " slt rms "},
    {"spoken", KIND_SWITCH, offsetof(struct settings, spoken), 0, 0, NULL},
    {"captions", KIND_SWITCH, offsetof(struct settings, captions), 0, 0, NULL},
    {"figure", KIND_SWITCH, offsetof(struct settings, figure), 0, 0, NULL},
    {"diary", KIND_SWITCH, offsetof(struct settings, diary), 0, 0, NULL},
    {"others-black", KIND_SWITCH, offsetof(struct settings, others_black), 0, 0, NULL},
    {"pause-unfocused", KIND_SWITCH, offsetof(struct settings, pause_unfocused), 0, 0, NULL},
    {"leave-after", KIND_NUMBER, offsetof(struct settings, leave_after_min), 0, 600, NULL},
    {"cautions-read", KIND_SWITCH, offsetof(struct settings, cautions_read), 0, 0, NULL},
    {"touch-hurts", KIND_NUMBER, offsetof(struct settings, touch_hurts_hour), 0, INT32_MAX, NULL},
    {"last", KIND_WORD, offsetof(struct settings, last), 0, 0, NULL},
    {"synthesiser", KIND_LINE, offsetof(struct settings, synthesiser), 0, 0, NULL},
};

enum { RULES = sizeof rules / sizeof rules[0] };

/* What a file begins with that the program makes. */
static const char beginning[] =
    "# Lull's settings: one a line, `name = value`. Numbers are per cent,\n"
    "# but for leave-after, in minutes. See `man lull`.\n";

struct settings settings_default(void)
{
    return (struct settings){.hue = "moss",
                             .brightness_percent = 100,
                             .text_percent = 100,
                             .volume_percent = 100,
                             .voice_percent = 100,
                             .ambience_percent = 100,
                             .pacer_percent = 100,
                             .chime_percent = 100,
                             .rumble = "dark",
                             .narrator = "slt",
                             .captions = true,
                             .figure = true,
                             .diary = true,
                             .leave_after_min = 10};
}

/* `text` without the white space at both ends. A file that was edited elsewhere may have CR before
 * its line ends. */
static struct text trim(struct text text)
{
    while (text.length > 0 && strchr(" \t\r", text.bytes[0]) != NULL)
        text = text_tail(text, 1);
    while (text.length > 0 && strchr(" \t\r", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return text;
}

/* Takes the first line off `*rest`, without its end. */
static struct text next_line(struct text *rest)
{
    assert(rest->length > 0);
    const char *end = memchr(rest->bytes, '\n', rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->bytes);
    struct text line = text_slice(*rest, 0, length);
    *rest = text_tail(*rest, end == NULL ? length : length + 1);
    return line;
}

/* Splits a line into name and value. Returns false where it holds neither (blank, comment). A line
 * without "=" is all name. */
static bool split(struct text line, struct text *name, struct text *value)
{
    /* memchr may not be given NULL, which an empty line may have for its bytes. */
    const char *comment = line.length == 0 ? NULL : memchr(line.bytes, '#', line.length);
    if (comment != NULL)
        line.length = (size_t)(comment - line.bytes);
    const char *equals = line.length == 0 ? NULL : memchr(line.bytes, '=', line.length);
    size_t at = equals == NULL ? line.length : (size_t)(equals - line.bytes);
    *name = trim(text_slice(line, 0, at));
    *value = trim(text_tail(line, at < line.length ? at + 1 : at));
    return name->length > 0 || value->length > 0;
}

/* Names are read in any case, as the language's own words are. */
static const struct rule *find_rule(struct text name)
{
    for (size_t i = 0; i < RULES; i++)
        if (text_equal_ignoring_case(name, text_from(rules[i].name)))
            return &rules[i];
    return NULL;
}

/* `on` or `off` and nothing else: what `yes` or `1` may mean is not worth a guess. */
static bool read_switch(struct text value, bool *field)
{
    bool on = text_equal_ignoring_case(value, text_from("on"));
    if (!on && !text_equal_ignoring_case(value, text_from("off")))
        return false;
    *field = on;
    return true;
}

/* A percent sign is let pass, since that is how a person thinks of these numbers. */
static bool read_number(const struct rule *rule, struct text value, int32_t *field)
{
    assert(rule->kind == KIND_NUMBER && rule->least >= 0);
    int64_t number = 0;
    if (value.length > 0 && value.bytes[value.length - 1] == '%')
        value.length--;
    /* Ten digits fit 64 bits with room to spare, so the sum cannot overflow. */
    if (value.length == 0 || value.length > 10)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return false;
        number = number * 10 + (value.bytes[i] - '0');
    }
    if (number < rule->least || number > rule->most)
        return false;
    *field = (int32_t)number;
    return true;
}

/* Where any word is allowed it may be empty, but it must fit. */
static bool read_word(const struct rule *rule, struct text value, char *field)
{
    char padded[SETTINGS_LINE_BYTES + 2];
    size_t room = rule->kind == KIND_LINE ? SETTINGS_LINE_BYTES : SETTINGS_WORD_BYTES;
    if (value.length >= room)
        return false;
    /* Between spaces, so that `moss` is found and `mo` is not; and one word alone, since two may
     * stand next to each other in the list as well. */
    (void)snprintf(padded, sizeof padded, " %.*s ", (int)value.length, value.bytes);
    if (rule->words != NULL && (value.length == 0 || strstr(rule->words, padded) == NULL ||
                                memchr(value.bytes, ' ', value.length) != NULL))
        return false;
    memcpy(field, value.bytes, value.length);
    field[value.length] = '\0';
    return true;
}

/* Puts `value` into the rule's field; false where it makes no sense there. */
static bool read_value(const struct rule *rule, struct text value, struct settings *settings)
{
    assert(rule->field < sizeof(struct settings));
    /* The table knows fields by their offsets; each rule's kind says what lies there. */
    char *field = (char *)settings + rule->field;
    switch (rule->kind) {
    case KIND_SWITCH:
        return read_switch(value, (bool *)field);
    case KIND_NUMBER:
        return read_number(rule, value, (int32_t *)(void *)field);
    default:
        return read_word(rule, value, field);
    }
}

/* Appends the rule's value. */
static void write_value(const struct rule *rule, const struct settings *settings,
                        struct buffer *text)
{
    const char *field = (const char *)settings + rule->field;
    switch (rule->kind) {
    case KIND_SWITCH:
        buffer_append_string(text, *(const bool *)field ? "on" : "off");
        break;
    case KIND_NUMBER:
        buffer_format(text, "%ld", (long)*(const int32_t *)(const void *)field);
        break;
    default:
        buffer_append_string(text, field);
    }
}

const char *settings_name(size_t index)
{
    return index < RULES ? rules[index].name : NULL;
}

void settings_value(const struct settings *settings, const char *name, struct buffer *text)
{
    const struct rule *rule = find_rule(text_from(name));
    assert(rule != NULL);
    write_value(rule, settings, text);
}

/* Moves a number by steps, to the next whole one first, so that 85 by tens becomes 80 or 90. Stays
 * within what it may be. */
static bool step_number(const struct rule *rule, int32_t *field, int by, int32_t step)
{
    assert(step >= 1 && rule->most <= INT32_MAX / 2);
    int32_t before = *field;
    int64_t value = before;
    /* Away from where it goes, as the step itself is still to come. */
    if (before % step != 0)
        value = by > 0 ? before - before % step : before - before % step + step;
    value += (int64_t)by * step;
    *field = (int32_t)(value < rule->least ? rule->least : value > rule->most ? rule->most : value);
    return *field != before;
}

/* Moves a word by steps. The words stand between spaces; the ends of the list stay the ends. */
static bool step_word(const struct rule *rule, char *field, int by)
{
    char padded[SETTINGS_WORD_BYTES + 2];
    (void)snprintf(padded, sizeof padded, " %s ", field);
    /* Where any word may stand there is no next one. */
    const char *at = rule->words == NULL ? NULL : strstr(rule->words, padded);
    if (at == NULL)
        return false;
    const char *word = at + 1;
    /* Every word has a space behind it; behind the last one's the list is over. */
    for (; by > 0 && strchr(word, ' ')[1] != '\0'; by--)
        word = strchr(word, ' ') + 1;
    /* Over the space before it, and then over that word. */
    for (; by < 0 && word > rule->words + 1; by++)
        for (word--; word[-1] != ' ';)
            word--;
    size_t length = strcspn(word, " ");
    memcpy(field, word, length);
    field[length] = '\0';
    return word != at + 1;
}

bool settings_step(struct settings *settings, const char *name, int by, int32_t step)
{
    const struct rule *rule = find_rule(text_from(name));
    assert(rule != NULL);
    /* The table knows where it lies; the kind says what may be made of it. */
    char *field = (char *)settings + rule->field;
    bool *is_on = (bool *)field;
    bool before = rule->kind == KIND_SWITCH && *is_on;
    switch (rule->kind) {
    case KIND_NUMBER:
        return step_number(rule, (int32_t *)(void *)field, by, step);
    case KIND_WORD:
        return step_word(rule, field, by);
    case KIND_SWITCH:
        *is_on = by == 0 ? before : by > 0;
        return *is_on != before;
    case KIND_LINE:
        break;
    }
    return false;
}

/* Everything that is wrong here is a warning: settings must not keep anybody from a session. */
static void report(struct findings *findings, const char *path, unsigned line, struct text source,
                   const char *name, const char *message, struct text help)
{
    findings_add(findings, (struct finding){.severity = SEVERITY_WARNING,
                                            .name = name,
                                            .file = path,
                                            .line = line,
                                            .column = line > 0 ? 1 : 0,
                                            .width = 1,
                                            .source = source,
                                            .message = text_from(message),
                                            .help = help});
}

/* What the rule's values may be, as "hue is one of: moss ember ash": words stand between spaces,
 * the last of which is left out. */
static void describe_values(const struct rule *rule, struct buffer *text)
{
    if (rule->kind == KIND_SWITCH)
        buffer_format(text, "%s is on or off", rule->name);
    else if (rule->kind == KIND_NUMBER)
        buffer_format(text, "%s is a number, %ld to %ld", rule->name, (long)rule->least,
                      (long)rule->most);
    else if (rule->words != NULL)
        buffer_format(text, "%s is one of:%.*s", rule->name, (int)strlen(rule->words) - 1,
                      rule->words);
    else
        buffer_format(text, "%s is shorter than that", rule->name);
}

/* Whether `name` is that of a key, "key ACTION"; `*action` then becomes what stands after "key". */
static bool is_key(struct text name, struct text *action)
{
    /* `key`, and at least one sign that parts it from the action. */
    if (name.length < 4 || !text_equal_ignoring_case(text_slice(name, 0, 3), text_from("key")) ||
        strchr(" \t", name.bytes[3]) == NULL)
        return false;
    *action = trim(text_tail(name, 4));
    return true;
}

/* Takes in one line; returns the name of what is wrong with it, or NULL. */
static const char *read_line(struct text name, struct text value, const struct settings_keys *keys,
                             struct settings *settings)
{
    struct text action;
    if (is_key(name, &action))
        /* Who asks for no keys passes them over; that they are wrong is for someone who does to
         * say. */
        return keys == NULL || keys->assign(keys->context, action, value) ? NULL : "bad-key";
    const struct rule *rule = find_rule(name);
    if (rule == NULL)
        return "unknown-setting";
    return read_value(rule, value, settings) ? NULL : "bad-setting";
}

/* What to say of a fault by its name. */
static const char *fault_message(const char *name)
{
    if (strcmp(name, "unknown-setting") == 0)
        return "there is no setting of this name; the line is kept as it is";
    if (strcmp(name, "bad-key") == 0)
        return "there is no such action or key, or the key is Esc; `lull keys` lists them";
    return "this is no value for the setting; the usual one is taken instead";
}

struct settings settings_load(struct arena *arena, const char *path,
                              const struct settings_keys *keys, struct findings *findings)
{
    assert(path != NULL && findings != NULL);
    /* Whatever goes wrong below, every setting has a value. */
    struct settings settings = settings_default();
    struct text rest = {0};
    const char *reason = NULL;
    struct stat status;
    /* At first start there are no settings yet, which is no fault. */
    if (stat(path, &status) != 0 && errno == ENOENT)
        return settings;
    /* Where it cannot be read, no line is, and everything has its usual value. */
    if (!file_read(arena, path, MOST_FILE_BYTES, &rest, &reason))
        report(findings, path, 0, rest, "missing-file", reason, (struct text){0});
    for (unsigned number = 1; rest.length > 0; number++) {
        struct text line = next_line(&rest);
        struct text name;
        struct text value;
        if (!split(line, &name, &value))
            continue;
        /* A fault leaves what was there: the default, or what an earlier line said. */
        const char *fault = read_line(name, value, keys, &settings);
        if (fault == NULL)
            continue;
        /* Without memory the help is empty, and the finding stands without it. */
        struct buffer help = buffer_make(arena->allocator);
        const struct rule *rule = find_rule(name);
        if (rule != NULL)
            describe_values(rule, &help);
        report(findings, path, number, line, fault, fault_message(fault), buffer_text(&help));
        buffer_release(&help);
    }
    return settings;
}

bool settings_set(struct settings *settings, const char *name, const char *value)
{
    assert(settings != NULL && name != NULL && value != NULL);
    const struct rule *rule = find_rule(text_from(name));
    return rule != NULL && read_value(rule, text_from(value), settings);
}

/* Whether both have the same value for `rule`. Words are compared as strings, since what stands
 * behind their NUL means nothing. */
static bool same_value(const struct rule *rule, const struct settings *a, const struct settings *b)
{
    assert(rule->field < sizeof(struct settings));
    const char *left = (const char *)a + rule->field;
    const char *right = (const char *)b + rule->field;
    if (rule->kind == KIND_WORD || rule->kind == KIND_LINE)
        return strcmp(left, right) == 0;
    /* Neither kind has padding, so its bytes are its value. */
    return memcmp(left, right, rule->kind == KIND_SWITCH ? sizeof(bool) : sizeof(int32_t)) == 0;
}

/* Appends a line in the form that the program writes; what a person wrote another way and meant the
 * same stays. */
static void write_line(const struct rule *rule, const struct settings *settings,
                       struct buffer *text)
{
    buffer_format(text, "%s = ", rule->name);
    write_value(rule, settings, text);
    buffer_append_string(text, "\n");
}

bool settings_touch_hurts(const struct settings *settings, int32_t hour)
{
    int64_t since = (int64_t)hour - settings->touch_hurts_hour;
    /* A clock that was set back by days must not hide routines for ever, and one set back by an
     * hour must not show them too soon. */
    return settings->touch_hurts_hour != 0 && since > -SETTINGS_NIGHT_HOURS &&
           since < SETTINGS_NIGHT_HOURS;
}

void settings_write(const struct settings *settings, const struct settings *known, struct text old,
                    struct buffer *text)
{
    assert(memchr(settings->last, 0, sizeof settings->last) != NULL);
    /* Which settings have a line already. */
    bool written[RULES] = {false};
    /* Not what the person has, but what a line stands for that makes no sense. */
    struct settings usual = settings_default();
    /* A new file tells its reader what it is for. */
    if (old.length == 0)
        buffer_append_string(text, beginning);
    while (old.length > 0) {
        struct text line = next_line(&old);
        struct text name;
        struct text value;
        struct settings before = usual;
        const struct rule *rule = split(line, &name, &value) ? find_rule(name) : NULL;
        if (rule != NULL) {
            written[rule - rules] = true;
            (void)read_value(rule, value, &before); /* else it stood for the usual value */
        }
        /* Comments, unknown lines, keys and what has not changed stay just as a person wrote them,
         * be it while this program was running. */
        if (rule == NULL || same_value(rule, known, settings) ||
            same_value(rule, &before, settings)) {
            buffer_append(text, line);
            buffer_append_string(text, "\n");
        } else {
            write_line(rule, settings, text);
        }
    }
    for (size_t i = 0; i < RULES; i++)
        /* What has its usual value needs no line: should a later version find a better one, it
         * applies. */
        if (!written[i] && !same_value(&rules[i], settings, known) &&
            !same_value(&rules[i], settings, &usual))
            write_line(&rules[i], settings, text);
}

/* The settings file while it is written anew. */
struct rewriting {
    struct arena arena; /* of `old` */
    struct text old;
    struct buffer text; /* what it will say */
    bool is_new;
};

/* Reads what is there; false with `*reason` where it cannot be. rewriting_end must follow. */
static bool rewriting_begin(struct rewriting *rewriting, struct allocator allocator,
                            const char *path, const char **reason)
{
    assert(path[0] != '\0');
    struct stat status;
    *rewriting = (struct rewriting){
        .arena = arena_make(allocator),
        .text = buffer_make(allocator),
        .is_new = stat(path, &status) != 0 && errno == ENOENT,
    };
    /* A file that is there and cannot be read must not be written over either. */
    return rewriting->is_new ||
           file_read(&rewriting->arena, path, MOST_FILE_BYTES, &rewriting->old, reason);
}

/* Puts the new text in its place, when the old was read. False with `*reason`; nothing is left to
 * release. */
static bool rewriting_end(struct rewriting *rewriting, struct allocator allocator, const char *path,
                          bool was_read, const char **reason)
{
    struct text text = buffer_text(&rewriting->text);
    bool done = was_read && !rewriting->text.failed;
    if (was_read && !done)
        *reason = "there is not enough memory";
    /* Nothing to say is not worth a write, nor a file that was not there before and would only
     * explain itself. */
    bool same = done && text_equal(text, rewriting->is_new ? text_from(beginning) : rewriting->old);
    if (done && !same) {
        if (rewriting->is_new)
            file_make_folders(path);
        done = file_replace(allocator, path, text, reason);
    }
    buffer_release(&rewriting->text);
    arena_release(&rewriting->arena);
    return done;
}

bool settings_save(struct allocator allocator, const char *path, const struct settings *settings,
                   const struct settings *known, const char **reason)
{
    struct rewriting rewriting;
    bool was_read = rewriting_begin(&rewriting, allocator, path, reason);
    if (was_read)
        settings_write(settings, known, rewriting.old, &rewriting.text);
    return rewriting_end(&rewriting, allocator, path, was_read, reason);
}

/* Appends `old` without the lines that give `action` a key. */
static void write_without_key(struct text old, struct text action, struct buffer *text)
{
    while (old.length > 0) {
        /* A file without a last line end gets one. */
        struct text line = next_line(&old);
        struct text name;
        struct text value;
        struct text of;
        if (split(line, &name, &value) && is_key(name, &of) && text_equal_ignoring_case(of, action))
            continue;
        buffer_append(text, line);
        buffer_append_string(text, "\n");
    }
}

bool settings_save_key(struct allocator allocator, const char *path, struct text action,
                       struct text key, const char **reason)
{
    assert(action.length > 0);
    struct rewriting rewriting;
    bool was_read = rewriting_begin(&rewriting, allocator, path, reason);
    if (was_read) {
        /* A new file explains itself, whatever is written in it first. */
        struct text old = rewriting.is_new ? text_from(beginning) : rewriting.old;
        write_without_key(old, action, &rewriting.text);
        /* The last that was said holds, so it goes to the end. */
        if (key.length > 0)
            buffer_format(&rewriting.text, "key %.*s = %.*s\n", (int)action.length, action.bytes,
                          (int)key.length, key.bytes);
    }
    return rewriting_end(&rewriting, allocator, path, was_read, reason);
}
