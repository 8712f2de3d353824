/* Masks of coverage: pictures are stretched with straight lines between their pixels, and fade out
 * over half of one at their edge; text is set on whole pixels, where its font drew it sharp.
 */
#include "canvas/raster.h"

#include <assert.h>
#include <math.h>

/* Coverage at (`column`, `row`) of the picture, 0 to 255; nothing outside. */
static float coverage_at(const struct picture *picture, int column, int row)
{
    bool inside = column >= 0 && column < picture->width_px && row >= 0 && row < picture->height_px;
    return inside ? picture->coverage[(size_t)row * (size_t)picture->width_px + (size_t)column] : 0;
}

/* Linear interpolation; `part` from 0 to 1. */
static float between(float from, float to, float part)
{
    return from + (to - from) * part;
}

/* Coverage, 0 to 1, at a place in the picture whose pixels' middles are at whole numbers. */
static float sample(const struct picture *picture, float x, float y)
{
    /* From -1 to 0 the edge fades out; beyond, conversion to int could overflow. */
    if (x <= -1 || y <= -1 || x >= (float)picture->width_px || y >= (float)picture->height_px)
        return 0;
    /* Down also below 0, where a cast alone would go up. */
    int column = (int)floorf(x);
    int row = (int)floorf(y);
    float part = x - (float)column;
    float above = between(coverage_at(picture, column, row), coverage_at(picture, column + 1, row),
                          part);
    float below = between(coverage_at(picture, column, row + 1),
                          coverage_at(picture, column + 1, row + 1), part);
    return between(above, below, y - (float)row) / 255;
}

void raster_add_picture(struct raster *raster, const struct picture *picture, struct colour colour)
{
    assert(picture->scale > 0 && picture->width_px > 0 && picture->height_px > 0);
    for (int at = 0; at < TILE_PIXELS; at++) {
        float x = (float)(raster->left_px + at % TILE_PX) + 0.5F - picture->top_left.x_px;
        float y = (float)(raster->top_px + at / TILE_PX) + 0.5F - picture->top_left.y_px;
        /* A mask pixel's middle is at half a pixel, and `sample` counts from middles. */
        float strength = sample(picture, x / picture->scale - 0.5F, y / picture->scale - 0.5F);
        raster_shine(raster, at, colour, strength);
    }
}

void raster_add_text(struct raster *raster, const struct footprint *footprint, struct colour colour)
{
    assert(footprint->mask.width_px >= 0 && footprint->mask.height_px >= 0);
    /* Without a mask it has no size, and nothing is added. */
    const struct text_mask *mask = &footprint->mask;
    /* Whole numbers on both sides, so that letters are copied and never blurred. */
    int first_x = raster->left_px - (int)footprint->box.left_px;
    int first_y = raster->top_px - (int)footprint->box.top_px;
    for (int row = 0; row < TILE_PX; row++) {
        int y = first_y + row;
        if (y < 0 || y >= mask->height_px)
            continue;
        const uint8_t *coverage = &mask->coverage[(size_t)y * (size_t)mask->width_px];
        for (int column = 0; column < TILE_PX; column++) {
            int x = first_x + column;
            if (x >= 0 && x < mask->width_px)
                raster_shine(raster, row * TILE_PX + column, colour, (float)coverage[x] / 255);
        }
    }
}
