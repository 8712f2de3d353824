/* Not an XML parser: elements are found by their '<path', attributes by their names within the
 * element, and comments are jumped over. That is enough for what drawing programs write and for
 * what a hand writes, and there is nothing in it that a hostile file could blow up. Each `M` of a
 * path begins a new stroke with the same pen.
 */
#include "scene/drawing.h"

#include "scene/path_data.h"

#include <assert.h>
#include <string.h>

/* What is read, and the pen of the path that is being read. */
struct reader {
    struct arena *arena;
    struct drawing *drawing;
    float width;
    float light;
};

/* The first place of `word` in `text`, from byte `from` on; the text's length when there is none.
 */
static size_t find(struct text text, size_t from, const char *word)
{
    size_t length = strlen(word);
    for (size_t at = from; at + length <= text.length; at++) {
        if (memcmp(text.bytes + at, word, length) == 0)
            return at;
    }
    return text.length;
}

/* The value of the attribute `name`, in double quotes, as all drawing programs write it; false
 * where the element has none. */
static bool attribute(struct text element, const char *name, struct text *value)
{
    /* A name counts only after white space: `id="d"` is no `d`. */
    for (size_t i = 0; i < element.length; i++) {
        if (element.bytes[i] != ' ' && element.bytes[i] != '\n' && element.bytes[i] != '\t')
            continue;
        struct text rest = text_tail(element, i + 1);
        if (!text_starts_with(rest, text_from(name)))
            continue;
        rest = text_tail(rest, strlen(name));
        if (!text_starts_with(rest, text_from("=\"")))
            continue;
        rest = text_tail(rest, 2);
        *value = text_slice(rest, 0, find(rest, 0, "\""));
        return true;
    }
    return false;
}

/* What is not said, or cannot be read, is taken as it is in most drawings. */
static double number_attribute(struct text element, const char *name, double otherwise)
{
    struct text value;
    double number;
    return attribute(element, name, &value) && path_data_number(&value, &number) ? number
                                                                                 : otherwise;
}

/* The pen is put down: a new stroke in the width and light of the path under way. */
static bool start_stroke(void *context, double x, double y)
{
    struct reader *reader = context;
    struct drawing *drawing = reader->drawing;
    struct stroke *strokes = arena_grow(reader->arena, drawing->strokes, drawing->count,
                                        &drawing->capacity, sizeof(struct stroke));
    if (strokes == NULL)
        return false;
    drawing->strokes = strokes;
    struct stroke *stroke = &strokes[drawing->count++];
    /* Room for its points comes at once, so that no stroke is ever without any. */
    *stroke = (struct stroke){.width = reader->width, .light = reader->light};
    stroke->points = arena_grow(reader->arena, NULL, 0, &stroke->capacity, sizeof(struct point));
    if (stroke->points == NULL) {
        drawing->count--;
        return false;
    }
    stroke->points[stroke->count++] = drawing_point(drawing, x, y);
    return true;
}

/* The pen goes on. Points of one stroke lie together, since nothing else grows meanwhile. */
static bool continue_stroke(void *context, double x, double y)
{
    struct reader *reader = context;
    assert(reader->drawing->count > 0);
    struct stroke *stroke = &reader->drawing->strokes[reader->drawing->count - 1];
    struct point *points = arena_grow(reader->arena, stroke->points, stroke->count,
                                      &stroke->capacity, sizeof(struct point));
    if (points == NULL)
        return false;
    stroke->points = points;
    stroke->points[stroke->count++] = drawing_point(reader->drawing, x, y);
    return true;
}

/* Strokes of one point are moves that nothing followed. */
static void drop_points(struct drawing *drawing)
{
    assert(drawing->strokes != NULL || drawing->count == 0);
    size_t kept = 0;
    for (size_t i = 0; i < drawing->count; i++) {
        if (drawing->strokes[i].count >= 2)
            drawing->strokes[kept++] = drawing->strokes[i];
    }
    drawing->count = kept;
}

/* Only a square picture that starts at the corner can be put into a disc without questions. */
static bool read_view_box(struct text svg, struct drawing *drawing)
{
    struct text value;
    double box[4];
    /* The first one in the file, which is the outermost element's. */
    if (!attribute(svg, "viewBox", &value))
        return false;
    for (int i = 0; i < 4; i++) {
        if (!path_data_number(&value, &box[i]))
            return false;
    }
    double off = box[2] - box[3];
    drawing->units = (float)box[2];
    /* Written without ==, which compilers rightly question between doubles; and false for what is
     * no number. */
    return !(box[0] < 0 || box[0] > 0 || box[1] < 0 || box[1] > 0) && box[2] > 0 && box[2] < 1e6 &&
           !(off < 0 || off > 0);
}

struct point drawing_point(const struct drawing *drawing, double x, double y)
{
    assert(drawing->units > 0);
    double half = (double)drawing->units / 2;
    return (struct point){(float)(x / half - 1), (float)(y / half - 1)};
}

/* Reads the path whose element begins `element`. */
static bool read_path(struct reader *reader, struct text element)
{
    struct text data;
    double half = (double)reader->drawing->units / 2;
    /* A hundredth of the disc's radius where no width is said, which is a fine pencil's. */
    reader->width = (float)(number_attribute(element, "stroke-width", half / 100) / half);
    reader->light = (float)number_attribute(element, "stroke-opacity", 1);
    /* Curves are cut into pieces of a fiftieth of the radius: under twenty pixels on the largest
     * screen. */
    struct path_sink sink = {start_stroke, continue_stroke, reader};
    return attribute(element, "d", &data) && reader->light >= 0 && reader->light <= 1 &&
           path_data_read(data, half / 50, &sink);
}

/* One pass over everything that begins with '<'. */
bool drawing_read(struct arena *arena, struct text svg, struct drawing *drawing,
                  const char **reason)
{
    *drawing = (struct drawing){0};
    struct reader reader = {.arena = arena, .drawing = drawing};
    if (!read_view_box(svg, drawing)) {
        *reason = "it needs a viewBox that is square and starts at 0 0";
        return false;
    }
    /* A comment that never ends leads to the end of the file. */
    for (size_t at = find(svg, 0, "<"); at < svg.length; at = find(svg, at + 1, "<")) {
        struct text rest = text_tail(svg, at);
        /* Art that was tried and put into a comment is not drawn. */
        if (text_starts_with(rest, text_from("<!--"))) {
            at = find(svg, at, "-->");
        } else if (text_starts_with(rest, text_from("<path"))) {
            if (!read_path(&reader, text_slice(rest, 0, find(rest, 0, ">")))) {
                *reason = arena->failed ? "there is no memory" : "a path in it cannot be read";
                return false;
            }
        }
    }
    drop_points(drawing);
    *reason = "there is no path in it";
    return drawing->count > 0;
}
