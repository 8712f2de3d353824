/* As in rxi's "cached software rendering": every shape's hash is stirred into the tiles that it
 * touches; a tile whose hash is that of the last frame holds the same light. Tiles that differ are
 * rasterised, the governor looks at the sums, and what has to be is composed to pixels.
 */
#include "canvas/canvas.h"

#include "canvas/compose.h"
#include "canvas/dirty.h"
#include "canvas/dither.h"
#include "canvas/footprint.h"
#include "canvas/governor.h"
#include "canvas/raster.h"
#include "canvas/text_areas.h"
#include "canvas/text_cache.h"
#include "canvas/tile.h"

#include <assert.h>
#include <string.h>

/* What depends on the size of the picture. */
struct surface {
    struct tile_grid grid;
    struct governor governor;
    uint32_t *pixels;             /* owned */
    struct rectangle *rectangles; /* owned: room for one a tile */
    bool fresh;                   /* nothing of it has been handed on yet */
};

struct canvas {
    struct allocator allocator;
    struct dither *dither; /* owned */
    struct text_cache texts;
    struct raster raster;
    struct surface surface;
    struct footprint *footprints; /* owned: one a shape of the list */
    size_t footprint_capacity;
    struct text_areas text_areas;
};

/* Gives back all that a size needs; on what surface_make has left half made as well. */
static void surface_release(struct allocator allocator, struct surface *surface)
{
    tile_grid_release(&surface->grid);
    governor_release(&surface->governor);
    allocator_release(allocator, surface->pixels);
    allocator_release(allocator, surface->rectangles);
    *surface = (struct surface){.grid.allocator = allocator, .governor.allocator = allocator};
}

/* Makes a surface that shows what `before` shows, or black where that is NULL. */
static bool surface_make(struct allocator allocator, int width_px, int height_px,
                         const struct surface *before, struct surface *surface)
{
    *surface = (struct surface){.grid.allocator = allocator, .governor.allocator = allocator};
    if (!tile_grid_make(allocator, width_px, height_px, &surface->grid))
        return false;
    if (before != NULL)
        /* A window that grows or shrinks goes on from what it showed: black, and then the picture
         * again, would be a flash. */
        tile_grid_stretch(&before->grid, &surface->grid);
    size_t tiles = (size_t)surface->grid.columns * (size_t)surface->grid.rows;
    surface->pixels = allocator_allocate(allocator, (size_t)width_px * (size_t)height_px,
                                         sizeof *surface->pixels);
    surface->rectangles = allocator_allocate(allocator, tiles, sizeof *surface->rectangles);
    surface->fresh = true;
    if (surface->pixels == NULL || surface->rectangles == NULL ||
        !governor_make(allocator, &surface->grid, before == NULL ? NULL : &before->governor,
                       &surface->governor)) {
        surface_release(allocator, surface);
        return false;
    }
    return true;
}

struct canvas *canvas_create(struct allocator allocator, int width_px, int height_px,
                             const struct font *font)
{
    assert(width_px > 0 && height_px > 0);
    struct canvas *canvas = allocator_allocate(allocator, 1, sizeof *canvas);
    if (canvas == NULL)
        return NULL;
    canvas->allocator = allocator;
    /* None of these three can leave anything half made, so all are tried and asked about at the
     * end. */
    text_cache_make(allocator, font, &canvas->texts);
    raster_make(&canvas->raster);
    canvas->dither = dither_create(allocator);
    bool made = surface_make(allocator, width_px, height_px, NULL, &canvas->surface);
    if (canvas->dither == NULL || !made) {
        canvas_destroy(canvas);
        return NULL;
    }
    return canvas;
}

bool canvas_resize(struct canvas *canvas, int width_px, int height_px)
{
    assert(width_px > 0 && height_px > 0);
    struct surface surface;
    if (!surface_make(canvas->allocator, width_px, height_px, &canvas->surface, &surface))
        return false;
    text_areas_stretch(&canvas->text_areas, &canvas->surface.grid, &surface.grid);
    surface_release(canvas->allocator, &canvas->surface);
    canvas->surface = surface;
    return true;
}

/* Room for a footprint of every shape. It never shrinks: a scene's shapes are much the same from
 * frame to frame. */
static bool make_room(struct canvas *canvas, size_t shapes)
{
    if (shapes <= canvas->footprint_capacity)
        return true;
    /* Twice as much as asked for, so that a list that grows by a shape a frame seldom asks. */
    size_t capacity = shapes * 2;
    struct footprint *larger = allocator_resize(canvas->allocator, canvas->footprints, capacity,
                                                sizeof *canvas->footprints);
    if (larger == NULL)
        return false;
    canvas->footprints = larger;
    canvas->footprint_capacity = capacity;
    return true;
}

/* The tiles of one side that lie from `from_px` to `to_px`, as [*first, *end). */
static void tile_range(float from_px, float to_px, int count, int *first, int *end)
{
    float most = (float)count;
    float from = from_px / TILE_PX;
    float to = to_px / TILE_PX + 1;
    /* Compared before it is converted: a float that an int cannot hold is undefined, and a script
     * may send a shape anywhere. NaN ends up as nothing, or everything, but within the picture. */
    *first = from > 0 ? (int)(from < most ? from : most) : 0;
    *end = to < most ? (int)(to > 0 ? to : 0) : count;
}

/* A shape of the list, about to be stirred into tiles. Its hash stands for all that decides its
 * light. */
struct marking {
    size_t index;
    const struct shape *shape;
    const struct footprint *footprint;
    uint64_t hash;
};

/* Whether piece `piece` of a path, or any other shape as a whole, may shine on a tile. The box of a
 * slanting line or a ring is mostly empty; its tiles need not be drawn again with it. */
static bool shines_on(const struct marking *marking, size_t piece, int column, int row)
{
    float left_px = (float)(column * TILE_PX);
    float top_px = (float)(row * TILE_PX);
    if (marking->shape->kind == SHAPE_PATH)
        return footprint_piece_touches(&marking->shape->path, piece, left_px, top_px, TILE_PX);
    return footprint_touches(marking->footprint, marking->shape, left_px, top_px, TILE_PX);
}

/* Stirs the shape, or a piece of it, into the tiles of a box on which it shines. */
static void mark_box(struct tile_grid *grid, const struct marking *marking, size_t piece,
                     struct footprint_box box)
{
    int left;
    int right;
    int top;
    int bottom;
    tile_range(box.left_px, box.right_px, grid->columns, &left, &right);
    tile_range(box.top_px, box.bottom_px, grid->rows, &top, &bottom);
    for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
            struct tile *tile = &grid->tiles[row * grid->columns + column];
            /* Once only, however many pieces come by. */
            if (tile->shapes_seen > marking->index || !shines_on(marking, piece, column, row))
                continue;
            tile->next_hash = footprint_stir(tile->next_hash, marking->hash);
            tile->shapes |= tile_shape_bit(marking->index);
            tile->shapes_seen = marking->index + 1;
        }
    }
}

/* Stirs a shape into the tiles it touches: a path piece by piece, since all of its pieces would
 * else be asked about each tile of its box. */
static void mark(struct tile_grid *grid, const struct marking *marking)
{
    const struct shape *shape = marking->shape;
    if (shape->kind != SHAPE_PATH) {
        mark_box(grid, marking, 0, marking->footprint->box);
        return;
    }
    for (size_t i = 0; i + 1 < shape->path.count; i++)
        mark_box(grid, marking, i, footprint_piece_box(&shape->path, i));
}

/* Measures every shape, marks its tiles, and notes where text is; returns whether all of it can be
 * drawn. */
static bool mark_shapes(struct canvas *canvas, const struct draw_list *list)
{
    struct tile_grid *grid = &canvas->surface.grid;
    bool complete = true;
    text_areas_begin(&canvas->text_areas);
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        /* 0 is the hash of a tile that nothing touches, and so the one a black canvas begins
         * with. */
        grid->tiles[i].next_hash = 0;
        grid->tiles[i].shapes = 0;
        grid->tiles[i].shapes_seen = 0;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct shape *shape = &list->shapes[i];
        const struct text_mask *mask = NULL;
        if (shape->kind == SHAPE_TEXT) {
            mask = text_cache_find(&canvas->texts, shape->caption.text, shape->caption.size_px);
            complete = complete && mask != NULL;
        }
        struct footprint *footprint = &canvas->footprints[i];
        *footprint = footprint_make(shape, mask);
        /* Two levels have different peaks, so the same shape is not the same light. */
        uint64_t hash = footprint->hash + (uint64_t)list->level;
        mark(grid, &(struct marking){i, shape, footprint, hash});
        if (mask != NULL)
            text_areas_add(&canvas->text_areas,
                           (struct rectangle){(int)footprint->box.left_px,
                                              (int)footprint->box.top_px, mask->width_px,
                                              mask->height_px});
    }
    return complete;
}

/* Adds those shapes that touch the tile, either all its text or all else. */
static void add_shapes(struct canvas *canvas, const struct draw_list *list, const struct tile *tile,
                       bool texts)
{
    /* 64 bits stand for all shapes, so a tile may be asked to add one that does not reach it:
     * raster_add looks again. */
    for (size_t i = 0; i < list->count; i++) {
        bool touches = (tile->shapes & tile_shape_bit(i)) != 0;
        if (touches && (list->shapes[i].kind == SHAPE_TEXT) == texts)
            raster_add(&canvas->raster, &list->shapes[i], &canvas->footprints[i]);
    }
}

/* Rasterises the tile at (`column`, `row`) anew: graphics, then text. */
static void rasterise(struct canvas *canvas, const struct draw_list *list, int column, int row)
{
    struct tile_grid *grid = &canvas->surface.grid;
    struct tile *tile = &grid->tiles[row * grid->columns + column];
    struct raster *raster = &canvas->raster;
    struct light_limits limits = light_limits_of(list->level);
    raster_begin(raster, column * TILE_PX, row * TILE_PX, tile_width_px(grid, column),
                 tile_height_px(grid, row));
    /* Graphics first: their peak is the lower one, and words on top of them may shine up to their
     * own. */
    add_shapes(canvas, list, tile, false);
    raster_soften_peak(raster, limits.graphics_peak);
    add_shapes(canvas, list, tile, true);
    raster_soften_peak(raster, limits.text_peak);
    /* What is shown has to stay as it is until the governor has compared the two. */
    tile_part(tile, true);
    tile->wanted = raster_finish(raster, tile_wanted(tile));
    compose_ahead(grid, column, row, canvas->dither, canvas->surface.pixels);
}

/* Brings what the tiles want up to date; false when there is no memory for some tile's light. */
static bool rasterise_changed(struct canvas *canvas, const struct draw_list *list)
{
    assert(list->count <= canvas->footprint_capacity);
    struct tile_grid *grid = &canvas->surface.grid;
    bool complete = true;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        struct tile *tile = &grid->tiles[i];
        tile->composed = false;
        tile->changed = tile->hash != tile->next_hash;
        if (!tile->changed)
            continue;
        if (!tile_light_up(grid, tile)) {
            /* Without memory the tile keeps what it shows, and its old hash makes the next frame
             * try again. */
            tile->changed = false;
            complete = false;
            continue;
        }
        /* Only now, since whoever has this hash holds this light. */
        tile->hash = tile->next_hash;
        rasterise(canvas, list, i % grid->columns, i / grid->columns);
    }
    return complete;
}

/* Composes what the plan asks for; returns whether everything shows what it wants. */
static bool compose(struct canvas *canvas, const struct light_plan *plan)
{
    struct surface *surface = &canvas->surface;
    struct tile_grid *grid = &surface->grid;
    bool settled = true;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        struct tile *tile = &grid->tiles[i];
        if (governor_must_compose(tile, plan))
            compose_tile(grid, i % grid->columns, i / grid->columns, plan, canvas->dither,
                         surface->pixels);
        settled = settled && tile->settled;
    }
    text_areas_settle(&canvas->text_areas, grid);
    return settled;
}

/* Measures and rasterises: everything before the governor. */
static bool prepare(struct canvas *canvas, const struct draw_list *list, struct frame *frame)
{
    /* The list was made for a picture of this size, or places would be wrong without anyone
     * noticing. */
    struct surface *surface = &canvas->surface;
    assert(list->width_px == surface->grid.width_px);
    assert(list->height_px == surface->grid.height_px);
    *frame = (struct frame){
        .pixels = surface->pixels,
        .width_px = surface->grid.width_px,
        .height_px = surface->grid.height_px,
        .dirty = surface->rectangles,
        .texts = canvas->text_areas.areas,
    };
    if (!make_room(canvas, list->count))
        return false;
    text_cache_begin_frame(&canvas->texts);
    bool complete = mark_shapes(canvas, list);
    return rasterise_changed(canvas, list) && complete;
}

/* Lists what whoever shows the frame has to copy, and where words are in it. */
static void hand_on(struct canvas *canvas, struct frame *frame)
{
    struct surface *surface = &canvas->surface;
    frame->text_count = canvas->text_areas.count;
    frame->dirty_count = dirty_rectangles(&surface->grid, surface->rectangles);
    /* Whoever shows the frames has nothing yet, not even the black. */
    if (surface->fresh) {
        surface->rectangles[0] = (struct rectangle){0, 0, frame->width_px, frame->height_px};
        frame->dirty_count = 1;
    }
    surface->fresh = false;
}

bool canvas_draw(struct canvas *canvas, const struct draw_list *list, int64_t at_ms,
                 struct frame *frame)
{
    struct surface *surface = &canvas->surface;
    bool complete = prepare(canvas, list, frame);
    struct light_plan plan = governor_plan(&surface->governor, &surface->grid, list->level, at_ms);
    frame->settled = compose(canvas, &plan);
    /* After composing, since only what was shown can ever be compared with. */
    governor_record(&surface->governor, &surface->grid, at_ms);
    hand_on(canvas, frame);
    return complete;
}

bool canvas_draw_still(struct canvas *canvas, const struct draw_list *list, struct frame *frame)
{
    struct surface *surface = &canvas->surface;
    bool complete = prepare(canvas, list, frame);
    /* No history: a single picture has no frame before it that it could differ from too fast. */
    struct light_plan plan = governor_plan_still(&surface->grid, list->level);
    frame->settled = compose(canvas, &plan);
    hand_on(canvas, frame);
    return complete;
}

void canvas_destroy(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    surface_release(canvas->allocator, &canvas->surface);
    text_cache_release(&canvas->texts);
    dither_destroy(canvas->dither);
    allocator_release(canvas->allocator, canvas->footprints);
    allocator_release(canvas->allocator, canvas);
}
