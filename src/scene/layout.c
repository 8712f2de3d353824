/* The text takes what it must, from the bottom; the rest is shared by the discs. Sizes grow with
 * the screen's shorter side, so that a picture looks the same from 800×480 to 3840×2160. Every part
 * is a function of sizes and one share, so a figure that comes or goes moves the discs by mixing
 * two layouts.
 */
#include "scene/layout.h"

#include "scene/smooth.h"

#include <assert.h>
#include <math.h>

/* Of two lengths the shorter, and the longer. */
static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

/* Fills in the text's band and returns the height that is left above it. */
static double place_captions(struct layout *layout, int width_px, int height_px, double scale,
                             bool with_captions)
{
    double shorter_px = least(width_px, height_px);
    /* At least 28 px at 96 dpi, which is half a degree at 60 cm; lines at least 40 px apart, since
     * closer ones are stripes of the kind that hurts. */
    double text_px = most(28 * scale, 0.034 * shorter_px);
    /* However large somebody wants it: what does not fit on the screen cannot be read at all. */
    text_px = least(text_px, least(0.2 * height_px, 0.125 * width_px));
    layout->text_px = (int)ceil(text_px);
    layout->pitch_px = (int)ceil(1.45 * layout->text_px);
    layout->caption_lines = 2;
    double band_px = layout->caption_lines * layout->pitch_px;
    /* Away from the edge, where screens are framed and eyes rarely rest. */
    double margin_px = floor(0.045 * shorter_px);
    /* No line longer than some sixty letters: the eye should not have to search for the next. */
    double side_px = floor(most(0.04 * width_px, width_px / 2.0 - 15 * layout->text_px));
    layout->caption_width_px = (int)most(1, width_px - 2 * side_px);
    layout->caption_top_left = (struct point){(float)side_px,
                                              (float)(height_px - band_px - margin_px)};
    /* The band's own margin, and half as much again between it and the discs. */
    return with_captions ? most(0, height_px - band_px - 1.5 * margin_px) : height_px;
}

/* A disc on its way from one place and size to another. */
static struct disc mixed(struct disc a, struct disc b, double share)
{
    return (struct disc){{(float)smooth_mix(a.centre.x_px, b.centre.x_px, share),
                          (float)smooth_mix(a.centre.y_px, b.centre.y_px, share)},
                         (float)smooth_mix(a.radius_px, b.radius_px, share)};
}

/* The discs share what is left above the text, along its longer side. */
struct layout layout_make(int width_px, int height_px, double scale, double figure_share,
                          bool with_captions, double top_px)
{
    assert(width_px > 0 && height_px > 0 && top_px >= 0);
    assert(scale >= 0.5 && scale <= 8);
    assert(figure_share >= 0 && figure_share <= 1);
    struct layout layout = {0};
    double bottom_px = place_captions(&layout, width_px, height_px, scale, with_captions);
    top_px = least(top_px, bottom_px / 2);
    double above_px = bottom_px - top_px;
    /* Beside each other on a wide screen, on a tall one above each other. */
    bool wide = width_px >= above_px;
    double along_px = wide ? width_px : above_px;
    double across_px = wide ? above_px : width_px;
    double x_px = width_px / 2.0;
    double y_px = top_px + above_px / 2;
    struct disc alone = {{(float)x_px, (float)y_px},
                         (float)(0.43 * least(across_px, 0.8 * height_px))};
    /* Side by side the discs stand a tenth of their width apart at least, and never further than
     * what the eye takes in at once. */
    double radius_px = least(0.44 * across_px, 0.22 * along_px);
    double away_px = most(1.1 * radius_px, least(1.3 * radius_px, along_px / 4));
    double dx_px = wide ? away_px : 0;
    double dy_px = wide ? 0 : away_px;
    struct disc beside = {{(float)(x_px + dx_px), (float)(y_px + dy_px)}, (float)radius_px};
    struct disc figure = {{(float)(x_px - dx_px), (float)(y_px - dy_px)}, (float)radius_px};
    layout.pacer = mixed(alone, beside, figure_share);
    layout.figure = figure_share > 0 ? figure : (struct disc){0};
    return layout;
}
