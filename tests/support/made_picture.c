/* The eye adds up every shape by its definition, slowly and without sharing a line with canvas/. */
#include "support/made_picture.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct span *append(struct made_session *made, enum lane lane)
{
    struct lane_spans *spans = &made->timeline.lanes[lane];
    assert(spans->count < MADE_MOST_SPANS);
    return &made->lanes[lane][spans->count++];
}

void made_picture_hands(struct made_session *made, int32_t from_ms, int32_t to_ms,
                        enum action action, enum pressure pressure, struct place place)
{
    *append(made, LANE_HANDS) = (struct span){.start_ms = from_ms,
                                              .end_ms = to_ms,
                                              .action = (uint8_t)action,
                                              .pressure = (uint8_t)pressure,
                                              .place = place};
}

void made_picture_say(struct made_session *made, int32_t from_ms, int32_t to_ms, const char *words)
{
    *append(made, LANE_VOICE) = (struct span){
        .start_ms = from_ms, .end_ms = to_ms, .action = ACTION_SAY, .text = text_from(words)};
}

void made_picture_light(struct made_session *made, int32_t from_ms, int32_t to_ms, int percent,
                        int32_t over_ms)
{
    *append(made, LANE_LIGHT) = (struct span){.start_ms = from_ms,
                                              .end_ms = to_ms,
                                              .action = ACTION_LIGHT,
                                              .percent = (uint8_t)percent,
                                              .over_ms = over_ms};
}

static int measure(void *context, struct text text, int size_px)
{
    (void)context;
    return (int)text_characters(text) * size_px / 2;
}

static bool rasterise(void *context, struct text text, int size_px, struct text_mask *mask)
{
    (void)context;
    (void)text;
    (void)size_px;
    *mask = (struct text_mask){0};
    return false;
}

struct font made_picture_font(void)
{
    return (struct font){.measure = measure, .rasterise = rasterise};
}

const struct figures *made_picture_figures(struct arena *arena)
{
    const char *assets = getenv("LULL_ASSETS");
    char folder[4096];
    (void)snprintf(folder, sizeof folder, "%s/figures", assets == NULL ? "assets" : assets);
    struct findings findings = findings_make(arena);
    const struct figures *figures = figures_load(arena, folder, &findings);
    for (size_t i = 0; i < findings.count; i++)
        fprintf(stderr, "%s:%u: %.*s\n", findings.items[i].file, findings.items[i].line,
                (int)findings.items[i].message.length, findings.items[i].message.bytes);
    assert(figures != NULL && findings.count == 0);
    return figures;
}

/* (1 − s²)² for 0 ≤ s < 1, else nothing. */
static double fall(double share)
{
    double rest = 1 - share * share;
    return share < 1 ? rest * rest : 0;
}

static double look_at_ring(const struct ring *ring, double x_px, double y_px)
{
    double dx = x_px - ring->centre.x_px;
    double dy = y_px - ring->centre.y_px;
    double turns = atan2(dx, -dy) / (2 * acos(-1));
    turns = turns < 0 ? turns + 1 : turns;
    bool whole = ring->to_turns - ring->from_turns >= 1;
    if (!whole && (turns < ring->from_turns || turns > ring->to_turns))
        return 0;
    return fall(fabs(hypot(dx, dy) - ring->radius_px) / ring->width_px);
}

static double distance_to_line(struct point a, struct point b, double x_px, double y_px)
{
    double dx = b.x_px - a.x_px;
    double dy = b.y_px - a.y_px;
    double square = dx * dx + dy * dy;
    double t = square > 0 ? ((x_px - a.x_px) * dx + (y_px - a.y_px) * dy) / square : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return hypot(x_px - a.x_px - t * dx, y_px - a.y_px - t * dy);
}

static double look_at_path(const struct path *path, double x_px, double y_px)
{
    double nearest_px = INFINITY;
    for (size_t i = 0; i + 1 < path->count; i++)
        nearest_px = fmin(nearest_px,
                          distance_to_line(path->points[i], path->points[i + 1], x_px, y_px));
    return fall(fmax(0, nearest_px - path->width_px / 2) / path->softness_px);
}

static double look_at_shape(const struct shape *shape, double x_px, double y_px)
{
    switch (shape->kind) {
    case SHAPE_GLOW:
        return fall(hypot(x_px - shape->glow.centre.x_px, y_px - shape->glow.centre.y_px) /
                    shape->glow.radius_px);
    case SHAPE_RING:
        return look_at_ring(&shape->ring, x_px, y_px);
    case SHAPE_PATH:
        return look_at_path(&shape->path, x_px, y_px);
    default:
        return 0;
    }
}

struct colour made_picture_look(const struct draw_list *list, double x_px, double y_px)
{
    struct colour sum = {0};
    for (size_t i = 0; i < list->count; i++) {
        double light = look_at_shape(&list->shapes[i], x_px, y_px);
        sum.red += (float)(list->shapes[i].colour.red * light);
        sum.green += (float)(list->shapes[i].colour.green * light);
        sum.blue += (float)(list->shapes[i].colour.blue * light);
    }
    return sum;
}

double made_picture_luminance(struct colour colour)
{
    return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

static bool same_shape(const struct shape *a, const struct shape *b)
{
    if (a->kind != b->kind || !same_bytes(&a->colour, &b->colour, sizeof a->colour))
        return false;
    switch (a->kind) {
    case SHAPE_GLOW:
        return same_bytes(&a->glow, &b->glow, sizeof a->glow);
    case SHAPE_RING:
        return same_bytes(&a->ring, &b->ring, sizeof a->ring);
    case SHAPE_PATH:
        return a->path.count == b->path.count &&
               same_bytes(&a->path.width_px, &b->path.width_px, sizeof(float)) &&
               same_bytes(&a->path.softness_px, &b->path.softness_px, sizeof(float)) &&
               same_bytes(a->path.points, b->path.points, a->path.count * sizeof(struct point));
    case SHAPE_TEXT:
        return text_equal(a->caption.text, b->caption.text) &&
               a->caption.size_px == b->caption.size_px &&
               same_bytes(&a->caption.top_left, &b->caption.top_left, sizeof(struct point));
    default:
        return false;
    }
}

bool made_picture_equal(const struct draw_list *a, const struct draw_list *b)
{
    if (a->count != b->count || a->width_px != b->width_px || a->height_px != b->height_px)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!same_shape(&a->shapes[i], &b->shapes[i]))
            return false;
    }
    return true;
}
