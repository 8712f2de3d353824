/* Shapes to light, one tile at a time.
 *
 * Light is gathered in floats, channel by channel, and only then made whole numbers. Graphics come
 * before text, because the budget gives each its own peak. It does not know the frames before.
 */
#ifndef LULL_CANVAS_RASTER_H
#define LULL_CANVAS_RASTER_H

#include "canvas/footprint.h"
#include "canvas/light_limits.h"
#include "canvas/tile.h"

/* The square of a million pixels, where no soft edge reaches. */
#define RASTER_FAR_AWAY 1e12F

/* A tile in the making. Large: keep one and use it again. */
struct raster {
    int left_px; /* of the tile, in the picture */
    int top_px;
    int width_px; /* how much of the tile the picture has */
    int height_px;
    struct colour most; /* no pixel can have more: the sum of the colours that touch the tile */
    float light[CHANNELS][TILE_PIXELS];
    float squares[TILE_PIXELS]; /* of distances to a path: far away but while one is added */
};

/* Makes a raster ready for its first tile. */
void raster_make(struct raster *raster);

/* Starts a black tile. */
void raster_begin(struct raster *raster, int left_px, int top_px, int width_px, int height_px);

/* Adds a shape's light. `footprint` is the shape's and need not touch the tile. */
void raster_add(struct raster *raster, const struct shape *shape,
                const struct footprint *footprint);

/* Dims what is near or over `peak` (Y) so that it stays under it, smoothly and without a change of
 * hue; what is below 0.91 of that stays as it is. */
void raster_soften_peak(struct raster *raster, float peak);

/* Rounds the light into `wanted` and says what it sums up to. */
struct tile_sums raster_finish(struct raster *raster, struct tile_plane *wanted);

/* raster_add's helpers, a file each. */
void raster_add_glow(struct raster *raster, const struct glow *glow, struct colour colour);
void raster_add_ring(struct raster *raster, const struct ring *ring, struct colour colour);
void raster_add_path(struct raster *raster, const struct path *path, struct colour colour);
void raster_add_picture(struct raster *raster, const struct picture *picture, struct colour colour);
void raster_add_text(struct raster *raster, const struct footprint *footprint,
                     struct colour colour);

/* The pixels of a side of the tile that begins at `origin_px`, from `*first` to before `*end`, that
 * lie between two places of the picture; none where `*end` is not greater. */
void raster_clip(float from_px, float to_px, int origin_px, int *first, int *end);

/* Adds `colour` times `strength` to the pixel at (x, y) of the tile. */
static inline void raster_shine(struct raster *raster, int at, struct colour colour, float strength)
{
    raster->light[RED][at] += colour.red * strength;
    raster->light[GREEN][at] += colour.green * strength;
    raster->light[BLUE][at] += colour.blue * strength;
}

#endif
