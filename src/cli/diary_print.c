/* What people read most often stands in columns of fixed widths; what may be long comes last in the
 * line, so that it moves nothing else. Tools get objects whose members are always there, null for
 * what was not said. Neither is read back: that is the spreadsheet's table.
 */
#include "cli/diary_print.h"

#include <assert.h>
#include <stdio.h>

/* A pain as the table shows it: a dash for what was not said, which is not 0. */
static void append_pain(struct buffer *text, int pain)
{
    if (pain == PAIN_NOT_SAID)
        buffer_format(text, " %6s", "-");
    else
        buffer_format(text, " %6d", pain);
}

/* "Soft sighs 1:01 of 12:00"; nothing for a headache that was noted by hand. */
static void append_routine(struct buffer *text, const struct diary_entry *entry)
{
    /* A script without a title goes by its name. */
    buffer_append(text, entry->title.length > 0 ? entry->title : entry->routine);
    /* By hand, nobody is asked how far they came. */
    if (entry->length_ms > 0)
        buffer_format(text, " %d:%02d of %d:%02d", (int)(entry->played_ms / 60000),
                      (int)(entry->played_ms / 1000 % 60), (int)(entry->length_ms / 60000),
                      (int)(entry->length_ms / 1000 % 60));
    if (entry->routine.length > 0 && entry->note.length > 0)
        buffer_append_string(text, "; ");
}

/* One entry. The number comes first, as `edit` asks for it. */
static void append_line(struct buffer *text, const struct diary_entry *entry)
{
    int hour;
    int minute;
    moment_clock(entry->moment, &hour, &minute);
    buffer_format(text, "%5lld  ", (long long)entry->id);
    day_print(moment_day(entry->moment), text);
    buffer_format(text, "  %02d:%02d", hour, minute);
    append_pain(text, entry->before);
    append_pain(text, entry->after);
    /* A dash for a kind of time that nobody named, as for pain. */
    buffer_format(text, "  %-7s  %-8s  ", entry->phase == 0 ? "-" : phase_word(entry->phase),
                  entry->medicine ? "yes" : "no");
    append_routine(text, entry);
    buffer_append(text, entry->note);
    /* A line with nothing to say at its end must not end in spaces. */
    while (text->length > 0 && text->bytes[text->length - 1] == ' ')
        text->bytes[--text->length] = '\0';
    buffer_append_string(text, "\n");
}

void diary_print_table(const struct diary_entries *entries, struct buffer *text)
{
    if (entries->count == 0) {
        buffer_append_string(text, "There is nothing in the diary here.\n");
        return;
    }
    buffer_format(text, "%5s  %-10s  %-5s %6s %6s  %-7s  %-8s  %s\n", "ID", "DAY", "TIME", "BEFORE",
                  "AFTER", "PHASE", "MEDICINE", "ROUTINE AND NOTE");
    for (size_t i = 0; i < entries->count; i++)
        append_line(text, &entries->items[i]);
}

void diary_print_summary(const struct diary_summary *summary, struct buffer *text)
{
    buffer_append_string(text, "\n");
    /* Most sessions first, as the summary has them. */
    for (size_t i = 0; i < summary->count; i++) {
        diary_summary_say_routine(&summary->routines[i], text);
        buffer_append_string(text, "\n");
    }
    /* Always, also for no days: that is worth knowing, too. */
    diary_summary_say_medicine(summary, text);
    buffer_append_string(text, "\n");
    if (diary_summary_is_marked(summary))
        buffer_format(text, "%s\n", diary_summary_mark());
}

/* Appends `,"name":` and the text, or null where there is none. */
static void append_member(struct buffer *text, const char *name, struct text value)
{
    buffer_format(text, ",\"%s\":", name);
    if (value.length == 0)
        buffer_append_string(text, "null");
    else
        buffer_append_json(text, value);
}

/* Appends `,"name":` and the number, or null where it was not said. */
static void append_json_pain(struct buffer *text, const char *name, int pain)
{
    if (pain == PAIN_NOT_SAID)
        buffer_format(text, ",\"%s\":null", name);
    else
        buffer_format(text, ",\"%s\":%d", name, pain);
}

void diary_print_json(const struct diary_entries *entries, struct buffer *text)
{
    for (size_t i = 0; i < entries->count; i++) {
        const struct diary_entry *entry = &entries->items[i];
        buffer_format(text, "{\"id\":%lld,\"when\":\"", (long long)entry->id);
        /* Has no sign in it that JSON would escape. */
        moment_print(entry->moment, text);
        buffer_append_string(text, "\"");
        append_member(text, "routine", entry->routine);
        append_member(text, "title", entry->title);
        /* 0 of 0 where nothing was played of it by the program. */
        buffer_format(text, ",\"played_ms\":%ld,\"length_ms\":%ld", (long)entry->played_ms,
                      (long)entry->length_ms);
        append_json_pain(text, "before", entry->before);
        append_json_pain(text, "after", entry->after);
        append_member(text, "phase", text_from(entry->phase == 0 ? "" : phase_word(entry->phase)));
        buffer_format(text, ",\"medicine\":%s", entry->medicine ? "true" : "false");
        append_member(text, "note", entry->note);
        buffer_append_string(text, "}\n");
    }
}
