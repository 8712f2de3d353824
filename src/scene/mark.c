/* The touch itself is a wide faint glow with three fingertips, one thumb or a palm in it. Around it
 * stand as many fine rings as the pressure is deep, and one that slowly comes in through them, once
 * a turn. All lengths are shares of the mark's own radius and gap, so that a mark looks alike on
 * every screen.
 */
#include "scene/mark.h"

#include "base/exact.h"
#include "scene/smooth.h"

#include <assert.h>

enum { FINGERS = 3, DEEPEST = 3 };

/* Luminances where each is strongest. A tip on its aura, over a line of the figure and under a
 * ring, is about the 0.05 that graphics may have in an attack. */
static const double aura_light = 0.008;
static const double tip_light = 0.0235;
static const double palm_light = 0.019;
static const double ring_light = 0.016;
static const double coming_light = 0.009;

/* 1 at the middle of a turn, 0 at its ends. */
static double swell(double turn)
{
    return (1 - exact_cosine(turn)) / 2;
}

/* A point beside another. */
static struct point moved(struct point from, double x_px, double y_px)
{
    return (struct point){(float)(from.x_px + x_px), (float)(from.y_px + y_px)};
}

/* Rings of a small touch stand closer, those of a palm no farther apart than any. */
static double ring_gap_px(const struct mark *mark)
{
    double gap_px = 0.62 * mark->radius_px;
    return gap_px < mark->gap_px ? gap_px : mark->gap_px;
}

/* Never thinner than the screen can draw softly. */
static double ring_width_px(const struct mark *mark)
{
    double width_px = 0.24 * ring_gap_px(mark);
    return width_px < 1.5 ? 1.5 : width_px;
}

/* The radius of the ring number `index`, from 0; between them for what comes in. */
static double ring_radius_px(const struct mark *mark, double index)
{
    double touch_px = (mark->form == TOUCH_FINGERS ? 1.5 : 1.1) * mark->radius_px;
    return touch_px + (index + 0.4) * ring_gap_px(mark);
}

/* Where the touch is after circling and being drawn up. */
static struct point touched(const struct mark *mark, const struct touch *touch, double turn)
{
    /* A left hand's circle is the mirror image of a right one's. */
    double angle = mark->turns_left ? -turn : turn;
    double out_px = 0.75 * mark->radius_px * touch->orbit;
    double up_px = mark->radius_px * touch->raise * (0.5 + 0.7 * swell(turn));
    return moved(mark->centre, out_px * exact_sine(angle), -out_px * exact_cosine(angle) - up_px);
}

/* Three fingertips, since four or five would be a smear at this size. */
static void paint_tips(const struct brush *brush, const struct mark *mark, struct point centre,
                       double size)
{
    double along_x = exact_cosine(mark->angle_turns);
    double along_y = exact_sine(mark->angle_turns);
    for (int i = 0; i < FINGERS; i++) {
        /* The middle finger stands a little before the others. */
        double along_px = (i - 1) * 0.98 * mark->radius_px;
        double ahead_px = i == 1 ? -0.28 * mark->radius_px : 0;
        struct point tip = moved(centre, along_px * along_x - ahead_px * along_y,
                                 along_px * along_y + ahead_px * along_x);
        brush_glow(brush, PAINT_HAND, tip_light, tip, 0.54 * mark->radius_px * size);
    }
}

/* Deeper is a little larger and brighter: at a glance, before rings are counted. */
static void paint_touch(const struct brush *brush, const struct mark *mark, struct point centre,
                        const struct touch *touch, double turn)
{
    /* Tense is gathered small; a pulse swells. All by little: what hands do is told by how they
     * move, not by their size. */
    double size = 1 + 0.07 * touch->depth - 0.22 * touch->gather +
                  0.14 * touch->pulse * swell(turn);
    double light = 0.72 + 0.09 * touch->depth;
    /* What covers half the body shines less, or it would hide the body. */
    double widest_px = 4.0 * mark->gap_px;
    if (mark->radius_px > widest_px)
        light *= widest_px / mark->radius_px;
    struct brush dimmed = brush_dimmed(brush, light < 1 ? light : 1);
    brush_glow(&dimmed, PAINT_HAND, aura_light, centre,
               mark->radius_px * size + 2.2 * ring_gap_px(mark));
    if (mark->form == TOUCH_FINGERS)
        paint_tips(&dimmed, mark, centre, size);
    else if (mark->form == TOUCH_THUMB)
        brush_glow(&dimmed, PAINT_HAND, tip_light, centre, mark->radius_px * size);
    else
        brush_glow(&dimmed, PAINT_HAND, palm_light, centre, 1.25 * mark->radius_px * size);
}

/* The rings of the pressure. Let go, they wander outward as they fade. */
static void paint_rings(const struct brush *brush, const struct mark *mark, struct point centre,
                        const struct touch *touch)
{
    /* What is tense draws its rings in. */
    double closer = 1 - 0.18 * touch->gather;
    for (int i = 0; i < DEEPEST; i++) {
        /* Each ring comes in with its own step of the depth: the first is a light touch's. */
        double share = touch->depth - i;
        if (share <= 0)
            break;
        double light = ring_light * (share < 1 ? share : 1) * (1 - 0.16 * i);
        brush_ring(brush, PAINT_HAND, light, centre,
                   ring_radius_px(mark, i + 2.6 * touch->spread) * closer, ring_width_px(mark));
    }
}

/* The ring that comes in, from outside all others to the touch, at its brightest half-way. */
static void paint_coming(const struct brush *brush, const struct mark *mark, struct point centre,
                         const struct touch *touch, double turn)
{
    double share = touch->depth < 1 ? touch->depth : 1;
    double outer = touch->depth > 1 ? touch->depth : 1;
    double radius_px = ring_radius_px(mark, smooth_mix(outer + 0.4, -1, smooth(turn)));
    brush_ring(brush, PAINT_HAND, coming_light * share * (1 - touch->spread) * swell(turn), centre,
               radius_px, 2.2 * ring_width_px(mark));
}

/* A pulse goes outward from what is done. */
static void paint_pulse(const struct brush *brush, const struct mark *mark, struct point centre,
                        const struct touch *touch, double turn)
{
    double radius_px = ring_radius_px(mark, smooth_mix(-0.6, 2.6, smooth(turn)));
    brush_ring(brush, PAINT_HAND, ring_light * touch->pulse * swell(turn), centre, radius_px,
               2 * ring_width_px(mark));
}

/* Short lines under a lift, from where it began to where it is; they are what is drawn up. */
static void paint_raise(const struct brush *brush, const struct mark *mark, struct point centre,
                        const struct touch *touch)
{
    for (int i = -1; i <= 1; i += 2) {
        double x_px = i * 0.8 * mark->radius_px;
        struct point line[2] = {moved(mark->centre, x_px, 2.3 * mark->radius_px),
                                moved(centre, x_px, 1.1 * mark->radius_px)};
        brush_line(brush, PAINT_HAND, 0.7 * ring_light * touch->raise, line, 2,
                   0.3 * ring_width_px(mark), ring_width_px(mark));
    }
}

/* Rings stay where the place is while fingers circle in them, and go along when they lift. */
void mark_paint(const struct brush *brush, const struct mark *mark, const struct touch *touch,
                double turn)
{
    assert(touch->presence >= 0 && touch->presence <= 1);
    struct brush dimmed = brush_dimmed(brush, touch->presence);
    struct point centre = touched(mark, touch, turn);
    paint_touch(&dimmed, mark, centre, touch, turn);
    paint_rings(&dimmed, mark, touch->raise > 0 ? centre : mark->centre, touch);
    if (touch->depth > 0 && touch->orbit <= 0)
        paint_coming(&dimmed, mark, centre, touch, turn);
    if (touch->pulse > 0)
        paint_pulse(&dimmed, mark, centre, touch, turn);
    if (touch->raise > 0)
        paint_raise(&dimmed, mark, centre, touch);
}
