/* What a whole picture looks like on screens of every size: no word lies over the figure or the
 * pacer, and nothing is cut off. */
#include "scene/layout.h"
#include "scene/session_scene.h"
#include "support/made_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const int sizes[][2] = {{800, 480},   {1024, 600},  {1366, 768},  {1920, 1080},
                               {2560, 1440}, {3840, 2160}, {1080, 1920}, {768, 1024},
                               {480, 800},   {3440, 1440}, {640, 480},   {1000, 1000}};
/* The display's density times the listener's own size of text. */
static const double scales[] = {1, 1.5, 2, 3, 6};

/* One place in each view, and those that reach furthest out in theirs. */
static const struct place places[] = {
    {PLACE_TEMPLES, SIDE_BOTH},   {PLACE_JAW, SIDE_LEFT},
    {PLACE_JAW, SIDE_RIGHT},      {PLACE_BASE_OF_SKULL, SIDE_BOTH},
    {PLACE_SHOULDERS, SIDE_BOTH}, {PLACE_BELLY, SIDE_BOTH},
    {PLACE_CALVES, SIDE_BOTH},    {PLACE_WEBS_OF_THUMB, SIDE_BOTH},
    {PLACE_CROWN, SIDE_BOTH},     {PLACE_FEET, SIDE_BOTH},
    {PLACE_HANDS, SIDE_BOTH},     {PLACE_WHOLE_BODY, SIDE_BOTH}};

enum {
    SIZES = sizeof sizes / sizeof sizes[0],
    SCALES = sizeof scales / sizeof scales[0],
    PLACES = sizeof places / sizeof places[0],
};

/* A box in pixels. */
struct box {
    float left;
    float top;
    float right;
    float bottom;
};

/* Grows `box` by what lies within `reach` of a point. */
static void include(struct box *box, struct point point, float reach)
{
    box->left = point.x_px - reach < box->left ? point.x_px - reach : box->left;
    box->top = point.y_px - reach < box->top ? point.y_px - reach : box->top;
    box->right = point.x_px + reach > box->right ? point.x_px + reach : box->right;
    box->bottom = point.y_px + reach > box->bottom ? point.y_px + reach : box->bottom;
}

/* All that a shape shines on. */
static struct box box_of(const struct shape *shape, const struct font *font)
{
    struct box box = {1e9F, 1e9F, -1e9F, -1e9F};
    if (shape->kind == SHAPE_GLOW) {
        include(&box, shape->glow.centre, shape->glow.radius_px);
    } else if (shape->kind == SHAPE_RING) {
        include(&box, shape->ring.centre, shape->ring.radius_px + shape->ring.width_px);
    } else if (shape->kind == SHAPE_PATH) {
        for (size_t i = 0; i < shape->path.count; i++)
            include(&box, shape->path.points[i],
                    shape->path.width_px / 2 + shape->path.softness_px);
    } else {
        assert_int_equal(shape->kind, SHAPE_TEXT);
        struct point at = shape->caption.top_left;
        int size_px = shape->caption.size_px;
        int width_px = font->measure(NULL, shape->caption.text, size_px);
        box = (struct box){at.x_px, at.y_px, at.x_px + (float)width_px,
                           at.y_px + 1.3F * (float)size_px};
    }
    return box;
}

static bool overlap(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* A hold, seen with its rings all out and the longest words that a page has. */
static void made(struct made_session *session, struct place place)
{
    made_session_start(session, 60000);
    made_picture_hands(session, 0, 4000, ACTION_MOVE, PRESSURE_LIGHT, place);
    made_picture_hands(session, 4000, 50000, ACTION_HOLD, PRESSURE_FIRM, place);
    made_picture_say(session, 8000, 11000,
                     "Breathe out, and let your shoulders spread, and let the floor carry them.");
}

/* Every word against all that is none, and all of it against the screen. */
static void check(const struct draw_list *list, const struct font *font)
{
    int lines = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct box box = box_of(&list->shapes[i], font);
        assert_true(box.left >= 0 && box.top >= 0);
        assert_true(box.right <= (float)list->width_px && box.bottom <= (float)list->height_px);
        lines += list->shapes[i].kind == SHAPE_TEXT ? 1 : 0;
        for (size_t k = 0; k < list->count && list->shapes[i].kind == SHAPE_TEXT; k++)
            if (list->shapes[k].kind != SHAPE_TEXT)
                assert_false(overlap(box, box_of(&list->shapes[k], font)));
    }
    /* While one page gives way to the next, both are seen. */
    assert_in_range(lines, 1, 4);
}

static void nothing_is_covered_or_cut_off(void **state)
{
    (void)state;
    static struct made_session session;
    struct arena art = arena_make(allocator_system());
    struct font font = made_picture_font();
    const struct figures *figures = made_picture_figures(&art);
    for (int place = 0; place < PLACES; place++) {
        made(&session, places[place]);
        for (int i = 0; i < SIZES * SCALES; i++) {
            const int *size = sizes[i / SCALES];
            struct arena arena = arena_make(allocator_system());
            struct scene_choices choices = scene_choices_make((float)scales[i % SCALES]);
            choices.font = &font;
            choices.figures = figures;
            struct draw_list list = draw_list_make(&arena, size[0], size[1], LIGHT_CALM);
            session_scene(&session.timeline, 10000, &choices, &list);
            check(&list, &font);
            arena_release(&arena);
        }
    }
    arena_release(&art);
}

static void the_whole_body_shines_along_its_own_lines(void **state)
{
    (void)state;
    static struct made_session session;
    struct arena arena = arena_make(allocator_system());
    const struct figures *figures = made_picture_figures(&arena);
    made(&session, (struct place){PLACE_WHOLE_BODY, SIDE_BOTH});
    struct scene_choices choices = scene_choices_make(1);
    choices.figures = figures;
    struct draw_list list = draw_list_make(&arena, 1280, 720, LIGHT_CALM);
    session_scene(&session.timeline, 10000, &choices, &list);
    /* A disc over half the body would hide what it means. */
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.shapes[i].kind, SHAPE_PATH);
    assert_true(list.count >= 2 * figures->drawings[VIEW_BODY_FRONT].count);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_covered_or_cut_off),
        cmocka_unit_test(the_whole_body_shines_along_its_own_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
