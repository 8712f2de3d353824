/* Each frame becomes one mean Y a block; the last second of those is kept in a ring, and a change
 * is the difference between a frame and any other in the ring. Reversals are a zigzag that turns at
 * 0.01. Only blocks that a dirty rectangle touches are read again: in a session that is one in ten.
 */
#include "canvas/light_meter.h"

#include "canvas/srgb.h"

#include <assert.h>
#include <string.h>

enum {
    /* The budget's block and its second, which the ring holds at up to 128 frames a second. */
    BLOCK_PX = 32,
    RING_FRAMES = 128,
    WINDOW_MS = 1000,
    /* Eight reversals within a second are as much too many as any greater number. */
    TURNS_KEPT = 8,
};

/* Which way a block's light has been going. */
struct zigzag {
    float low;
    float high;
    int direction;                 /* 1 brighter, -1 darker, 0 not known yet */
    int turns;                     /* so far */
    int64_t turned_ms[TURNS_KEPT]; /* the latest, in a ring */
};

/* Sums over pixels, as light with full white = 1. */
struct block_sums {
    double y;
    double melanopic;
    int64_t bright_pixels;
};

struct light_meter {
    struct allocator allocator;
    int width_px;
    int height_px;
    int columns;
    int blocks;
    float *ring;      /* owned: RING_FRAMES rows of one mean Y a block, and the frame's last */
    int64_t *ring_ms; /* owned: when each row was shown */
    struct zigzag *zigzags;  /* owned: one a block */
    struct block_sums *sums; /* owned: one a block, as it was last read */
    bool *dirty;             /* owned: one a block */
    struct light_report report;
};

struct light_meter *light_meter_create(struct allocator allocator, int width_px, int height_px)
{
    assert(width_px > 0 && height_px > 0);
    struct light_meter *meter = allocator_allocate(allocator, 1, sizeof *meter);
    if (meter == NULL)
        return NULL;
    meter->allocator = allocator;
    meter->width_px = width_px;
    meter->height_px = height_px;
    meter->columns = (width_px - 1) / BLOCK_PX + 1;
    meter->blocks = meter->columns * ((height_px - 1) / BLOCK_PX + 1);
    /* The whole frame's mean stands behind the blocks', so that one comparison serves both. */
    size_t row = (size_t)meter->blocks + 1;
    meter->ring = allocator_allocate(allocator, row * RING_FRAMES, sizeof *meter->ring);
    meter->ring_ms = allocator_allocate(allocator, RING_FRAMES, sizeof *meter->ring_ms);
    meter->zigzags = allocator_allocate(allocator, (size_t)meter->blocks, sizeof *meter->zigzags);
    meter->sums = allocator_allocate(allocator, (size_t)meter->blocks, sizeof *meter->sums);
    meter->dirty = allocator_allocate(allocator, (size_t)meter->blocks, sizeof *meter->dirty);
    if (meter->ring == NULL || meter->ring_ms == NULL || meter->zigzags == NULL ||
        meter->sums == NULL || meter->dirty == NULL) {
        light_meter_destroy(meter);
        return NULL;
    }
    return meter;
}

/* A report keeps the worst that was ever seen. */
static void raise_to(float *most, float value)
{
    if (value > *most)
        *most = value;
}

/* Whether the pixel belongs to a line of text, which may shine brighter than graphics. Asked only
 * of pixels that are brighter than any before, which are few. */
static bool within_texts(const struct frame *frame, int x, int y)
{
    for (size_t i = 0; i < frame->text_count; i++) {
        const struct rectangle *text = &frame->texts[i];
        if (x >= text->x_px && x < text->x_px + text->width_px && y >= text->y_px &&
            y < text->y_px + text->height_px)
            return true;
    }
    return false;
}

/* Linear light of one channel, full white = 1. */
static float light_of(uint32_t pixel, int shift)
{
    assert(shift == 0 || shift == 8 || shift == 16);
    return (float)srgb_light[pixel >> shift & 0xFF] / (1 << SRGB_LIGHT_SHIFT);
}

/* Reads the pixel at (x, y), which is not black; returns its Y. */
static float read_pixel(struct light_meter *meter, const struct frame *frame, int x, int y,
                        struct block_sums *sums)
{
    /* As the screen gets it, dithering and all. */
    uint32_t pixel = frame->pixels[(size_t)y * (size_t)frame->width_px + (size_t)x];
    float red = light_of(pixel, 16);
    float green = light_of(pixel, 8);
    float blue = light_of(pixel, 0);
    /* Relative luminance of sRGB's primaries (IEC 61966-2-1), and so of WCAG's flashes. */
    float luminance = 0.2126F * red + 0.7152F * green + 0.0722F * blue;
    struct light_report *report = &meter->report;
    if (luminance > report->graphics_peak && !within_texts(frame, x, y))
        report->graphics_peak = luminance;
    else if (luminance > report->text_peak && within_texts(frame, x, y))
        report->text_peak = luminance;
    /* Saturation only matters where red shines at all; of darker pixels it would be rounding. */
    if (red > LIGHT_RED_FREE)
        raise_to(&report->red_share, red / (red + green + blue));
    sums->bright_pixels += luminance > LIGHT_BRIGHT;
    sums->melanopic += (double)(MELANOPIC_RED * red + MELANOPIC_GREEN * green +
                                MELANOPIC_BLUE * blue);
    return luminance;
}

/* The pixels of block `block`. */
static struct rectangle block_area(const struct light_meter *meter, int block)
{
    assert(block >= 0 && block < meter->blocks);
    /* Blocks at the right and lower edge are as large as the picture leaves them. */
    int left = block % meter->columns * BLOCK_PX;
    int top = block / meter->columns * BLOCK_PX;
    int right = left + BLOCK_PX < meter->width_px ? left + BLOCK_PX : meter->width_px;
    int bottom = top + BLOCK_PX < meter->height_px ? top + BLOCK_PX : meter->height_px;
    return (struct rectangle){left, top, right - left, bottom - top};
}

/* Reads one block anew. */
static void read_block(struct light_meter *meter, const struct frame *frame, int block)
{
    struct rectangle area = block_area(meter, block);
    struct block_sums sums = {0};
    for (int y = area.y_px; y < area.y_px + area.height_px; y++) {
        const uint32_t *row = &frame->pixels[(size_t)y * (size_t)frame->width_px];
        for (int x = area.x_px; x < area.x_px + area.width_px; x++) {
            /* Nearly every pixel of a session is black, and black adds nothing to any figure. */
            if (row[x] != 0)
                sums.y += (double)read_pixel(meter, frame, x, y, &sums);
        }
    }
    meter->sums[block] = sums;
}

/* Marks the blocks that have to be read: those under the frame's dirty rectangles. */
static void mark_dirty(struct light_meter *meter, const struct frame *frame)
{
    for (int block = 0; block < meter->blocks; block++)
        meter->dirty[block] = false;
    for (size_t i = 0; i < frame->dirty_count; i++) {
        const struct rectangle *dirty = &frame->dirty[i];
        assert(dirty->x_px >= 0 && dirty->x_px + dirty->width_px <= meter->width_px);
        assert(dirty->y_px >= 0 && dirty->y_px + dirty->height_px <= meter->height_px);
        int right = (dirty->x_px + dirty->width_px - 1) / BLOCK_PX;
        int bottom = (dirty->y_px + dirty->height_px - 1) / BLOCK_PX;
        for (int row = dirty->y_px / BLOCK_PX; row <= bottom; row++) {
            for (int column = dirty->x_px / BLOCK_PX; column <= right; column++)
                meter->dirty[row * meter->columns + column] = true;
        }
    }
}

/* Follows one block's zigzag: its way turns when its light has come back by LIGHT_REVERSAL from the
 * highest or lowest point of that way. */
static void follow(struct light_meter *meter, struct zigzag *zigzag, float y, int64_t at_ms)
{
    zigzag->low = y < zigzag->low ? y : zigzag->low;
    zigzag->high = y > zigzag->high ? y : zigzag->high;
    int direction = zigzag->direction;
    if (direction <= 0 && y > zigzag->low + LIGHT_REVERSAL)
        direction = 1;
    else if (direction >= 0 && y < zigzag->high - LIGHT_REVERSAL)
        direction = -1;
    if (direction == zigzag->direction)
        return;
    /* Taking a first way turns nothing round. */
    bool first = zigzag->direction == 0;
    zigzag->direction = direction;
    zigzag->low = y;
    zigzag->high = y;
    if (first)
        return;
    zigzag->turned_ms[zigzag->turns++ % TURNS_KEPT] = at_ms;
    int within = 0;
    /* This turn and those within a second before it. */
    for (int i = 0; i < TURNS_KEPT && i < zigzag->turns; i++)
        within += at_ms - zigzag->turned_ms[i] < WINDOW_MS;
    if (within > meter->report.reversals)
        meter->report.reversals = within;
}

/* Compares the ring's row `now` with every row of the second before it. */
static void compare(struct light_meter *meter, int now)
{
    assert(now >= 0 && now < RING_FRAMES);
    size_t length = (size_t)meter->blocks + 1;
    const float *row = &meter->ring[(size_t)now * length];
    int64_t filled = meter->report.frames < RING_FRAMES ? meter->report.frames : RING_FRAMES;
    for (int64_t i = 0; i < filled; i++) {
        /* Rows stand in no order here; each knows its own time. */
        if (meter->ring_ms[now] - meter->ring_ms[i] > WINDOW_MS)
            continue;
        const float *other = &meter->ring[(size_t)i * length];
        /* A block's worst change within a second is its largest difference from any frame of that
         * second. */
        for (int block = 0; block < meter->blocks; block++) {
            float change = row[block] - other[block];
            raise_to(&meter->report.block_change, change > 0 ? change : -change);
        }
        float change = row[meter->blocks] - other[meter->blocks];
        raise_to(&meter->report.mean_change, change > 0 ? change : -change);
    }
}

/* Reads what is new, and adds all blocks up; their means go into the ring's `row`. */
static struct block_sums read_frame(struct light_meter *meter, const struct frame *frame,
                                    int64_t at_ms, float *row)
{
    struct block_sums all = {0};
    mark_dirty(meter, frame);
    for (int block = 0; block < meter->blocks; block++) {
        if (meter->dirty[block])
            read_block(meter, frame, block);
        const struct block_sums *sums = &meter->sums[block];
        struct rectangle area = block_area(meter, block);
        row[block] = (float)(sums->y / (area.width_px * area.height_px));
        if (meter->report.frames == 0)
            meter->zigzags[block] = (struct zigzag){.low = row[block], .high = row[block]};
        follow(meter, &meter->zigzags[block], row[block], at_ms);
        all.y += sums->y;
        all.melanopic += sums->melanopic;
        all.bright_pixels += sums->bright_pixels;
    }
    return all;
}

void light_meter_feed(struct light_meter *meter, const struct frame *frame, int64_t at_ms)
{
    assert(frame->width_px == meter->width_px && frame->height_px == meter->height_px);
    int now = (int)(meter->report.frames % RING_FRAMES);
    float *row = &meter->ring[(size_t)now * ((size_t)meter->blocks + 1)];
    struct block_sums sums = read_frame(meter, frame, at_ms, row);
    double pixels = (double)meter->width_px * meter->height_px;
    row[meter->blocks] = (float)(sums.y / pixels);
    meter->ring_ms[now] = at_ms;
    /* Before comparing, so that the frame's own row counts as filled. */
    meter->report.frames++;
    raise_to(&meter->report.mean, row[meter->blocks]);
    raise_to(&meter->report.bright_share, (float)((double)sums.bright_pixels / pixels));
    /* Of next to no light the share would be a matter of rounding. */
    if (sums.y / pixels > 0.0001)
        raise_to(&meter->report.melanopic_share, (float)(sums.melanopic / sums.y));
    compare(meter, now);
}

struct light_report light_meter_read(const struct light_meter *meter)
{
    return meter->report;
}

/* A line whose figure may be as large as its limit. */
static struct light_row row_of(const char *name, float measured, float limit)
{
    return (struct light_row){name, (double)measured, (double)limit, measured <= limit};
}

void light_report_rows(const struct light_report *report, enum light_level level,
                       struct light_row rows[LIGHT_ROWS])
{
    struct light_limits limits = light_limits_of(level);
    const struct light_row budget[LIGHT_ROWS] = {
        row_of("mean of a frame", report->mean, limits.mean),
        row_of("peak of graphics", report->graphics_peak, limits.graphics_peak),
        row_of("peak of text", report->text_peak, limits.text_peak),
        row_of("share of bright pixels", report->bright_share, limits.bright_share),
        row_of("change of the mean in a second", report->mean_change, limits.mean_change),
        row_of("change of a block in a second", report->block_change, limits.block_change),
        row_of("reversals of a block in a second", (float)report->reversals, 1),
        row_of("melanopic share", report->melanopic_share, LIGHT_MELANOPIC_SHARE),
        row_of("share of red where it is seen", report->red_share, LIGHT_RED_SHARE),
    };
    memcpy(rows, budget, sizeof budget);
}

bool light_report_keeps(const struct light_report *report, enum light_level level)
{
    struct light_row rows[LIGHT_ROWS];
    light_report_rows(report, level, rows);
    bool kept = true;
    for (int i = 0; i < LIGHT_ROWS; i++)
        kept = kept && rows[i].kept;
    return kept;
}

void light_meter_destroy(struct light_meter *meter)
{
    if (meter == NULL)
        return;
    allocator_release(meter->allocator, meter->ring);
    allocator_release(meter->allocator, meter->ring_ms);
    allocator_release(meter->allocator, meter->zigzags);
    allocator_release(meter->allocator, meter->sums);
    allocator_release(meter->allocator, meter->dirty);
    allocator_release(meter->allocator, meter);
}
