/* Most of a picture is black and stays so: a tile's light is taken from the allocator when
 * something first shines there, and kept until the grid goes. A steady picture allocates nothing.
 */
#include "canvas/tile.h"

#include <assert.h>
#include <string.h>

bool tile_grid_make(struct allocator allocator, int width_px, int height_px, struct tile_grid *grid)
{
    assert(width_px > 0 && height_px > 0);
    int columns = (width_px - 1) / TILE_PX + 1;
    int rows = (height_px - 1) / TILE_PX + 1;
    size_t count = (size_t)columns * (size_t)rows;
    *grid = (struct tile_grid){.allocator = allocator};
    grid->tiles = allocator_allocate(allocator, count, sizeof *grid->tiles);
    grid->histories = allocator_allocate(allocator, count, sizeof *grid->histories);
    if (grid->tiles == NULL || grid->histories == NULL) {
        tile_grid_release(grid);
        return false;
    }
    grid->width_px = width_px;
    grid->height_px = height_px;
    grid->columns = columns;
    grid->rows = rows;
    for (size_t i = 0; i < count; i++) {
        /* A black tile that wants nothing shows what it wants, whatever the gain. */
        grid->tiles[i].settled = true;
        grid->tiles[i].gain = GAIN_ONE;
        grid->tiles[i].blue_gain = GAIN_ONE;
        light_history_start(&grid->histories[i], 0);
    }
    return true;
}

/* How many pixels of the tile at `index` lie within a side of `whole_px`. */
static int part_px(int whole_px, int index)
{
    int rest_px = whole_px - index * TILE_PX;
    assert(index >= 0 && rest_px > 0);
    return rest_px < TILE_PX ? rest_px : TILE_PX;
}

int tile_width_px(const struct tile_grid *grid, int column)
{
    return part_px(grid->width_px, column);
}

int tile_height_px(const struct tile_grid *grid, int row)
{
    return part_px(grid->height_px, row);
}

/* The index of the tile that pixel (`x`, `y`) of the picture lies in. */
static int tile_index(const struct tile_grid *grid, int x, int y)
{
    assert(x >= 0 && x < grid->width_px && y >= 0 && y < grid->height_px);
    return y / TILE_PX * grid->columns + x / TILE_PX;
}

bool tile_light_up(const struct tile_grid *grid, struct tile *tile)
{
    /* Two planes: while what is shown is what is wanted, in a steady picture nearly always, one of
     * them serves both and the other is free for the next picture. */
    if (tile->planes == NULL)
        tile->planes = allocator_allocate(grid->allocator, 2, sizeof *tile->planes);
    return tile->planes != NULL;
}

void tile_part(struct tile *tile, bool fresh)
{
    assert(tile->planes != NULL);
    if (tile->wanted_plane != tile->shown_plane)
        return;
    /* The plane that is not shown is free. */
    tile->wanted_plane = 1 - tile->shown_plane;
    if (!fresh)
        *tile_wanted(tile) = *tile_shown(tile);
}

/* Which pixel on a side of the old picture lay where one on a side of the new one does. */
static int old_px(int at_px, int to_px, int from_px)
{
    assert(at_px >= 0 && at_px < to_px && from_px > 0);
    /* From middle to middle, hence the odd number: from edge to edge, light would creep to the
     * right and down with every pixel by which a window grows. */
    return (int)((2 * (int64_t)at_px + 1) * from_px / (2 * (int64_t)to_px));
}

/* Gathers in `plane`, which is black, what stood in the old picture at the place of a tile of the
 * new one, and its sums. Nearest pixels will do: it is only where the way to the new picture
 * begins. */
static void gather(const struct tile_grid *from, const struct tile_grid *to, int column, int row,
                   struct tile_plane *plane, uint32_t sums[CHANNELS])
{
    int width = tile_width_px(to, column);
    int height = tile_height_px(to, row);
    for (int y = 0; y < height; y++) {
        int from_y = old_px(row * TILE_PX + y, to->height_px, from->height_px);
        for (int x = 0; x < width; x++) {
            int from_x = old_px(column * TILE_PX + x, to->width_px, from->width_px);
            const struct tile *tile = &from->tiles[tile_index(from, from_x, from_y)];
            if (tile->planes == NULL)
                continue;
            int source = from_y % TILE_PX * TILE_PX + from_x % TILE_PX;
            for (int c = 0; c < CHANNELS; c++) {
                uint16_t light = tile_shown(tile)->channel[c][source];
                plane->channel[c][y * TILE_PX + x] = light;
                sums[c] += light;
            }
        }
    }
}

/* Hands a tile the history of the light at its place. Another tile's is a little off where the size
 * has changed much; none at all would allow a flash with every pixel that a window grows by. */
static void hand_on_history(const struct tile_grid *from, const struct tile_grid *to, int column,
                            int row)
{
    int x = column * TILE_PX + tile_width_px(to, column) / 2;
    int y = row * TILE_PX + tile_height_px(to, row) / 2;
    int old = tile_index(from, old_px(x, to->width_px, from->width_px),
                         old_px(y, to->height_px, from->height_px));
    to->histories[row * to->columns + column] = from->histories[old];
}

/* Fills one tile with what stood at its place. */
static void stretch_tile(const struct tile_grid *from, struct tile_grid *to, int column, int row)
{
    struct tile *tile = &to->tiles[row * to->columns + column];
    struct tile_plane plane = {0};
    uint32_t sums[CHANNELS] = {0};
    gather(from, to, column, row, &plane, sums);
    /* Nearly all tiles are black and stay as they were made. Asked of the channels, since the
     * faintest light has a luminance that rounds to 0. Without memory a lit one begins in black
     * too, which is within every limit. */
    if (sums[RED] + sums[GREEN] + sums[BLUE] == 0 || !tile_light_up(to, tile))
        return;
    tile_part(tile, false);
    *tile_shown(tile) = plane;
    /* It shows something and wants nothing yet; the next frame will want the new picture. */
    tile->settled = false;
    int pixels = tile_width_px(to, column) * tile_height_px(to, row);
    tile->shown_mean = (float)luminance(sums[RED], sums[GREEN], sums[BLUE]) / (float)pixels /
                       LIGHT_ONE;
}

void tile_grid_stretch(const struct tile_grid *from, struct tile_grid *to)
{
    assert(from->width_px > 0 && from->height_px > 0);
    for (int row = 0; row < to->rows; row++) {
        for (int column = 0; column < to->columns; column++) {
            hand_on_history(from, to, column, row);
            stretch_tile(from, to, column, row);
        }
    }
}

void tile_grid_release(struct tile_grid *grid)
{
    /* Where there was no memory for both lists, there may be one of them. */
    int count = grid->tiles == NULL ? 0 : grid->columns * grid->rows;
    for (int i = 0; i < count; i++)
        allocator_release(grid->allocator, grid->tiles[i].planes);
    allocator_release(grid->allocator, grid->tiles);
    allocator_release(grid->allocator, grid->histories);
    *grid = (struct tile_grid){.allocator = grid->allocator};
}
