/* A finding points at the action's word: that is what stands in the line's place for all that time
 * brings to light, since no single word of the line is wrong by itself. Where the line stands, and
 * in which file, the script knows.
 */
#include "timeline/report.h"

#include <assert.h>

/* Both kinds differ only in severity. `name` is a constant; the other texts are copied, so that a
 * caller may release its own. */
static void report(struct findings *findings, const struct line *line, enum severity severity,
                   const char *name, const char *message, const char *help)
{
    assert(line != NULL && line->action < ACTION_COUNT);
    size_t length = text_from(action_word((enum action)line->action)).length;
    struct finding finding = script_finding(line, severity, name, line->word_at, length);
    finding.message = text_from(message);
    finding.help = text_from(help);
    findings_add(findings, finding);
}

void report_error(struct findings *findings, const struct line *line, const char *name,
                  const char *message, const char *help)
{
    report(findings, line, SEVERITY_ERROR, name, message, help);
}

void report_warning(struct findings *findings, const struct line *line, const char *name,
                    const char *message, const char *help)
{
    report(findings, line, SEVERITY_WARNING, name, message, help);
}
