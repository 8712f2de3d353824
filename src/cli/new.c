/* `lull new`: a script to begin with. It is a whole session, plain enough to be changed line by
 * line, and `lull check` finds nothing in it but that nobody has spoken it yet. Its text is a
 * constant around the title, which comes from the file's name; the file is made and never replaced.
 */
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"

#include <assert.h>
#include <string.h>

static const struct option options[] = {{.name = NULL}};

/* Before the title, which the file's name gives, and after it. */
static const char before_title[] =
    "# A session of your own. Each line is an instruction; what stands after # is a remark.\n"
    "# `lull check` says what is wrong with it, `lull preview` plays it while you write.\n"
    "\n"
    "title    \"";
static const char after_title[] =
    "\"\n"
    "about    \"A few slow breaths, with your fingertips at your temples.\"\n"
    "phase    daily\n"
    "caution  \"Stop if anything hurts more than before.\"\n"
    "\n"
    "sound sea at 20%\n"
    "breathe in 4s, out 6s\n"
    "say \"Sit or lie down, as you like.\"\n"
    "rest 2 breaths\n"
    "\n"
    "chapter \"Temples\"\n"
    "move to temples\n"
    "circle lightly for 6 breaths\n"
    "    say \"Small, slow circles. Only as much as feels good.\"\n"
    "    rest 3 breaths\n"
    "    say \"Let your jaw hang loose.\"\n"
    "\n"
    "chapter \"Rest\"\n"
    "say \"Let your hands sink, and stay as long as you like.\"\n"
    "light off over 10s\n"
    "rest 6 breaths\n";

/* Whether `stem` may stand in quotes as it is: a file's name may hold anything, and the script must
 * be one without faults. */
static bool is_plain(struct text stem)
{
    uint32_t character = 0;
    for (size_t at = 0; at < stem.length;) {
        size_t length = text_decode(text_tail(stem, at), &character);
        bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
        if (length == 0 || control || character == '"' || character == '\\')
            return false;
        at += length;
    }
    return stem.length > 0;
}

/* `evening-rest` is "Evening rest": a file's name has no spaces, a title has. */
static void append_title(struct buffer *text, struct text stem)
{
    if (!is_plain(stem)) {
        buffer_append_string(text, "My session");
        return;
    }
    for (size_t i = 0; i < stem.length; i++) {
        char byte = stem.bytes[i];
        /* Byte by byte, since all that is changed is ASCII. */
        if (byte == '-' || byte == '_')
            byte = ' ';
        else if (i == 0 && byte >= 'a' && byte <= 'z')
            /* ASCII alone: a letter beyond it has no capital that a byte could make. */
            byte = (char)(byte - 'a' + 'A');
        buffer_append(text, (struct text){.bytes = &byte, .length = 1});
    }
}

/* The whole script is made in memory, so that a file is there whole or not at all. */
static enum status run(const struct arguments *arguments)
{
    assert(arguments->operand_count == 1);
    const char *path = arguments->operands[0];
    /* Folders are no part of a title, and are not made either. */
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    struct text stem = text_from(name);
    struct text ending = text_from(".lull");
    /* A name that is nothing but its ending would be a hidden file. */
    if (stem.length <= ending.length || !text_ends_with(stem, ending)) {
        output_complain("\"%s\" should end in .lull, as scripts do", path);
        return STATUS_WRONG_USAGE;
    }
    struct buffer text = buffer_make(allocator_system());
    buffer_append_string(&text, before_title);
    /* The title is the one thing in it that differs from file to file. */
    append_title(&text, text_slice(stem, 0, stem.length - ending.length));
    buffer_append_string(&text, after_title);
    const char *reason = NULL;
    enum status status = STATUS_FINE;
    if (text.failed) {
        status = output_no_memory();
    } else if (!file_create(path, buffer_text(&text), &reason)) {
        output_complain("cannot write %s: %s", path, reason);
        status = STATUS_FILE;
    }
    buffer_release(&text);
    return status;
}

const struct command new_command = {
    .name = "new",
    .operands = "PATH",
    .summary = "Writes a short script to begin with",
    .about = "PATH ends in .lull and must not be there yet: nothing is written over.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
