/* The name's pattern is read here and never given to printf: it comes from a command line. Pictures
 * are drawn in order by one film and written one by one, each to a file of its own that is whole
 * when it is there; the first that fails ends it, and those before it stay.
 */
#include "stage/picture_series.h"

#include "base/buffer.h"
#include "base/text.h"
#include "cli/output.h"
#include "media/picture.h"
#include "stage/film.h"

#include <assert.h>
#include <string.h>

/* A file's name with a place for a number: `frames/%05d.png`. */
struct pattern_name {
    struct text before;
    struct text after;
    int digits; /* the least there are; 0: as many as it takes */
};

/* Reads the one `%d`, or `%0` with a digit and `d`, that `path` must have. */
static bool read_pattern(const char *path, struct pattern_name *name)
{
    const char *sign = strchr(path, '%');
    assert(sign != NULL);
    const char *end = sign + 1;
    name->digits = 0;
    if (end[0] == '0' && text_is_digit(end[1])) {
        name->digits = end[1] - '0';
        end += 2;
    }
    name->before = (struct text){.bytes = path, .length = (size_t)(sign - path)};
    name->after = text_from(end);
    /* A second number would have nothing to say, and two files could get one name. */
    if (*end != 'd' || strchr(end, '%') != NULL)
        return false;
    name->after = text_tail(name->after, 1);
    return true;
}

/* Draws and writes the next frame. Returns STATUS_FINE, or what to leave with after a line on
 * stderr. */
static enum status write_next(struct film *film, const struct pattern_name *name)
{
    struct frame frame;
    struct buffer path = buffer_make(allocator_system());
    buffer_append(&path, name->before);
    /* From 1 on, as programs that cut films count. */
    buffer_format(&path, "%0*lld", name->digits, (long long)film->next + 1);
    buffer_append(&path, name->after);
    enum status status = STATUS_FINE;
    if (!film_draw_next(film, &frame) || path.failed) {
        status = output_no_memory();
    } else {
        const char *reason = picture_write(allocator_system(), path.bytes, frame.pixels,
                                           frame.width_px, frame.height_px);
        if (reason != NULL) {
            output_complain("cannot write %s: %s", path.bytes, reason);
            status = STATUS_FILE;
        }
    }
    buffer_release(&path);
    return status;
}

enum status picture_series_write(const struct arguments *arguments, struct session *session,
                                 const char *path)
{
    struct picture_wish wish;
    struct pattern_name name;
    if (!read_pattern(path, &name)) {
        output_complain("\"%s\" should have one %%05d in it, for the pictures' numbers", path);
        return STATUS_WRONG_USAGE;
    }
    if (!picture_wish_read(arguments, &session->timeline, &wish))
        return STATUS_WRONG_USAGE;
    struct film film;
    enum status status = film_open(&film, &session->timeline, &wish);
    if (status != STATUS_FINE)
        return status;
    /* Stopped midway, what is there is a series that is whole up to there. */
    while (status == STATUS_FINE && film.next < film.frame_count)
        status = write_next(&film, &name);
    film_close(&film);
    return status;
}
