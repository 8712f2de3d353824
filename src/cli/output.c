/* Everything is built in memory first and written with one call, so that a failure is seen at one
 * place. Closed standard streams are filled with /dev/null opened for reading: a later write to
 * stdout then fails, as it should. What goes to stderr is not checked: there is nowhere left to say
 * so.
 */
#include "cli/output.h"

#include "base/finding_print.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status output_write(const struct buffer *text)
{
    assert(text != NULL);
    return text->failed ? output_no_memory() : output_write_text(buffer_text(text));
}

enum status output_write_text(struct text text)
{
    /* A stream that failed earlier has left its mark, but perhaps no reason. */
    errno = 0;
    if (text.length > 0)
        fwrite(text.bytes, 1, text.length, stdout);
    /* A full disk shows only here. */
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_FINE;
    output_complain("cannot write the output: %s", strerror(errno));
    return STATUS_FILE;
}

void output_write_findings(struct findings *findings)
{
    struct buffer text = buffer_make(allocator_system());
    /* In the order of the script, whatever the order of finding. */
    findings_sort(findings);
    findings_print(findings, output_may_colour(stderr), &text);
    if (text.length > 0)
        fwrite(text.bytes, 1, text.length, stderr);
    if (text.failed)
        output_no_memory();
    buffer_release(&text);
}

void output_complain(const char *format, ...)
{
    assert(format != NULL);
    va_list arguments;
    va_start(arguments, format);
    fputs("lull: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

enum status output_no_memory(void)
{
    output_complain("there is not enough memory");
    return STATUS_FILE;
}

bool output_may_colour(FILE *stream)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    /* See no-color.org: any value but an empty one. */
    if (no_colour != NULL && no_colour[0] != '\0')
        return false;
    /* An editor's error list runs commands with TERM=dumb or through a pipe. */
    return terminal != NULL && strcmp(terminal, "dumb") != 0 && isatty(fileno(stream));
}

void output_prepare(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            /* The lowest free number is taken, which is the stream that was closed. */
            (void)open("/dev/null", O_RDONLY);
    /* A reader that has gone is an error like any other, and is then said. */
    signal(SIGPIPE, SIG_IGN);
}
