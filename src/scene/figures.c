/* Reads the art of each view, then places.txt line by line:
 *
 *     PLACE, left|right|both, VIEW, X, Y, fingers|thumb|palm|whole, RADIUS, ANGLE
 *
 * with X, Y and RADIUS in the art's own units and ANGLE in degrees. Several lines with the same
 * place and side are several spots. Lines for the left that are shown in the head's side view make
 * those of the right as well. */
#include "scene/figures.h"

#include "base/file.h"
#include "scene/path_data.h"

#include <assert.h>
#include <stdio.h>

/* A drawing of a megabyte is a photograph traced by mistake. */
enum { FILE_LIMIT_BYTES = 1 << 20, PATH_BYTES = 4096 };

/* Who loads, and what is being read just now, for findings. */
struct loader {
    struct arena *arena;
    struct findings *findings;
    struct figures *figures;
    const char *file;
    unsigned line;
    struct text source;
};

/* All that is wrong here is of one kind for its reader: a file to mend, and the line in it. */
static void report(struct loader *loader, const char *name, const char *message)
{
    /* Line 0 is a file that was not read at all: it has no column. */
    findings_add(loader->findings, (struct finding){.severity = SEVERITY_ERROR,
                                                    .name = name,
                                                    .file = loader->file,
                                                    .line = loader->line,
                                                    .column = loader->line > 0 ? 1 : 0,
                                                    .width = 1,
                                                    .source = loader->source,
                                                    .message = text_from(message)});
}

/* Reads `folder`/`name``ending`; false, with a finding, where that fails. */
static bool read_asset(struct loader *loader, const char *folder, const char *name,
                       const char *ending, struct text *text)
{
    char path[PATH_BYTES];
    int length = snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
    loader->file = arena_copy_text(loader->arena, text_from(path)).bytes;
    const char *reason = "its path is too long";
    /* A path that was cut could name another file. */
    if (loader->file != NULL && length < PATH_BYTES &&
        file_read(loader->arena, path, FILE_LIMIT_BYTES, text, &reason))
        return true;
    report(loader, "missing-file", reason);
    return false;
}

/* A drawing that cannot be read is empty, and what is shown in it is then missing too. */
static void load_drawing(struct loader *loader, const char *folder, enum view view)
{
    struct text svg;
    const char *reason;
    struct drawing *drawing = &loader->figures->drawings[view];
    loader->line = 0;
    loader->source = (struct text){0};
    if (!read_asset(loader, folder, view_word(view), ".svg", &svg))
        return;
    if (!drawing_read(loader->arena, svg, drawing, &reason)) {
        report(loader, "bad-figure", reason);
        *drawing = (struct drawing){0};
    }
}

/* Both sides are kept as drawings, so that nobody who paints has to think of mirrors. */
static void mirror_side(struct loader *loader)
{
    const struct drawing *left = &loader->figures->drawings[VIEW_HEAD_LEFT];
    struct drawing *right = &loader->figures->drawings[VIEW_HEAD_RIGHT];
    /* Copies of the strokes with points of their own, as those of the left stay. */
    struct stroke *strokes = arena_push(loader->arena, left->count, sizeof(struct stroke));
    if (strokes == NULL)
        return;
    for (size_t i = 0; i < left->count; i++) {
        strokes[i] = left->strokes[i];
        strokes[i].points = arena_push(loader->arena, strokes[i].count, sizeof(struct point));
        if (strokes[i].points == NULL)
            return;
        for (size_t j = 0; j < strokes[i].count; j++) {
            struct point point = left->strokes[i].points[j];
            strokes[i].points[j] = (struct point){-point.x_px, point.y_px};
        }
    }
    *right = (struct drawing){strokes, left->count, left->count, left->units};
}

/* Takes the next of the fields that commas part from the start of `*line`, without blanks. */
static struct text next_field(struct text *line)
{
    size_t end = 0;
    while (end < line->length && line->bytes[end] != ',')
        end++;
    /* The comma goes with it; after the last field the line is empty. */
    struct text field = text_slice(*line, 0, end);
    *line = text_tail(*line, end < line->length ? end + 1 : end);
    while (field.length > 0 && field.bytes[0] == ' ')
        field = text_tail(field, 1);
    while (field.length > 0 && (field.bytes[field.length - 1] == ' '))
        field = text_slice(field, 0, field.length - 1);
    return field;
}

/* A place by its first name, and a side, which must be one that the place has. */
static bool read_place(struct text name, struct text side, struct place *place)
{
    static const char *const sides[] = {"both", "left", "right"};
    for (int s = SIDE_BOTH; s <= SIDE_RIGHT; s++) {
        if (!text_equal(side, text_from(sides[s])))
            continue;
        for (int n = PLACE_NONE + 1; n < PLACE_COUNT; n++) {
            /* places.txt names sides apart, so it is always the name for both that stands there. */
            struct place both = {(uint8_t)n, SIDE_BOTH};
            *place = (struct place){(uint8_t)n, (uint8_t)s};
            bool exists = s == SIDE_BOTH || place_has_sides((enum place_name)n);
            if (exists && text_equal(name, text_from(place_word(both))))
                return true;
        }
    }
    return false;
}

/* The kind of touch, by its word. */
static bool read_form(struct text word, uint8_t *form)
{
    static const char *const forms[] = {"fingers", "thumb", "palm", "whole"};
    for (int i = TOUCH_FINGERS; i <= TOUCH_WHOLE; i++) {
        *form = (uint8_t)i;
        if (text_equal(word, text_from(forms[i])))
            return true;
    }
    return false;
}

/* All spots of a place and side are in one view: only one is seen at a time. */
static bool add_spot(struct figures *figures, struct place place, enum view view, struct spot spot)
{
    assert(place.name > PLACE_NONE && place.name < PLACE_COUNT && place.side <= SIDE_RIGHT);
    struct spots *spots = &figures->spots[place.name][place.side];
    /* A spot too many, or in another view, is a fault of its line. */
    if (spots->count == SPOTS_MOST || (spots->count > 0 && spots->view != view))
        return false;
    spots->view = view;
    spots->items[spots->count++] = spot;
    return true;
}

/* One line of places.txt, which names a drawing that was read before. */
static bool read_spot(struct figures *figures, struct text line)
{
    struct text name = next_field(&line);
    struct place place;
    enum view view;
    if (!read_place(name, next_field(&line), &place) || !view_from_word(next_field(&line), &view) ||
        figures->drawings[view].count == 0)
        return false;
    struct text x_field = next_field(&line);
    struct text y_field = next_field(&line);
    struct spot spot = {0};
    /* The last two are read as numbers from what is left, whatever white space is between. */
    bool has_form = read_form(next_field(&line), &spot.form);
    double x, y, radius, angle;
    if (!has_form || !path_data_number(&x_field, &x) || !path_data_number(&y_field, &y) ||
        !path_data_number(&line, &radius) || !path_data_number(&line, &angle))
        return false;
    /* From the art's own units to shares of the picture, like the strokes. */
    const struct drawing *drawing = &figures->drawings[view];
    spot.at = drawing_point(drawing, x, y);
    spot.radius = (float)(radius * 2 / (double)drawing->units);
    spot.angle_turns = (float)(angle / 360);
    /* Seen from its side, a head has one side: the other is the mirrored drawing's. */
    if (view != VIEW_HEAD_LEFT)
        return add_spot(figures, place, view, spot);
    struct spot mirrored = spot;
    mirrored.at.x_px = -spot.at.x_px;
    mirrored.angle_turns = -spot.angle_turns;
    /* The file speaks of the left side only; the right one's is its mirror image. */
    return place.side == SIDE_LEFT && add_spot(figures, place, view, spot) &&
           add_spot(figures, (struct place){place.name, SIDE_RIGHT}, VIEW_HEAD_RIGHT, mirrored);
}

/* Lines that are empty or begin with # say nothing. */
static void load_places(struct loader *loader, const char *folder)
{
    struct text text;
    if (!read_asset(loader, folder, "places", ".txt", &text))
        return;
    while (text.length > 0) {
        size_t end = 0;
        while (end < text.length && text.bytes[end] != '\n')
            end++;
        /* Findings count lines from 1, blank ones and remarks included. */
        loader->line++;
        loader->source = text_slice(text, 0, end);
        text = text_tail(text, end < text.length ? end + 1 : end);
        if (loader->source.length == 0 || loader->source.bytes[0] == '#')
            continue;
        if (!read_spot(loader->figures, loader->source))
            report(loader, "bad-figure", "this line does not say where a place is");
    }
}

/* Drawings first: a spot is a share of its drawing. */
const struct figures *figures_load(struct arena *arena, const char *folder,
                                   struct findings *findings)
{
    assert(folder != NULL && findings != NULL);
    struct figures *figures = arena_push(arena, 1, sizeof *figures);
    if (figures == NULL)
        return NULL;
    struct loader loader = {.arena = arena, .findings = findings, .figures = figures};
    for (int view = 0; view < VIEW_COUNT; view++) {
        /* That view has no file of its own. */
        if (view != VIEW_HEAD_RIGHT)
            load_drawing(&loader, folder, (enum view)view);
    }
    mirror_side(&loader);
    loader.line = 0;
    load_places(&loader, folder);
    return arena->failed ? NULL : figures;
}

const struct spots *figures_spots(const struct figures *figures, struct place place)
{
    assert(place.name < PLACE_COUNT && place.side <= SIDE_RIGHT);
    return &figures->spots[place.name][place.side];
}
