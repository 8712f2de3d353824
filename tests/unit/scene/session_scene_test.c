/* The picture of a session is a pure function, and dim before anything governs it. */
#include "scene/session_scene.h"

#include "scene/light.h"
#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct made_session made;
static struct arena art;
static struct font font;
static struct scene_choices choices;

static int load(void **state)
{
    (void)state;
    art = arena_make(allocator_system());
    font = made_picture_font();
    choices = scene_choices_make(1);
    choices.font = &font;
    choices.figures = made_picture_figures(&art);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    arena_release(&art);
    return 0;
}

/* A minute of everything: breath, words, and hands at `place`. */
static void start(struct place place, enum action action, enum pressure pressure)
{
    made_session_start(&made, 60000);
    made_session_breathe(&made, 0, 60000, 4000, 0, 6000, 0);
    made_picture_say(&made, 5000, 9000, "Let your head get heavy, and your shoulders too.");
    made_picture_hands(&made, 4000, 8000, ACTION_MOVE, PRESSURE_LIGHT, place);
    made_picture_hands(&made, 8000, 40000, action, pressure, place);
    made_picture_hands(&made, 40000, 44000, ACTION_RELEASE, PRESSURE_LIGHT, place);
}

static struct draw_list picture(struct arena *arena, double at_ms, enum light_level level)
{
    struct draw_list list = draw_list_make(arena, 800, 480, level);
    session_scene(&made.timeline, at_ms, &choices, &list);
    return list;
}

static void the_same_moment_is_the_same_picture(void **state)
{
    (void)state;
    start((struct place){PLACE_TEMPLES, SIDE_LEFT}, ACTION_CIRCLE, PRESSURE_GENTLE);
    enum { MOMENTS = 61 };
    struct arena arena = arena_make(allocator_system());
    struct draw_list forward[MOMENTS];
    for (int i = 0; i < MOMENTS; i++)
        forward[i] = picture(&arena, i * 991.7, LIGHT_CALM);
    for (int i = MOMENTS - 1; i >= 0; i--) {
        struct draw_list again = picture(&arena, i * 991.7, LIGHT_CALM);
        assert_true(made_picture_equal(&forward[i], &again));
    }
    assert_false(made_picture_equal(&forward[10], &forward[11]));
    arena_release(&arena);
}

static void it_is_black_where_it_should_be(void **state)
{
    (void)state;
    start((struct place){PLACE_JAW, SIDE_BOTH}, ACTION_HOLD, PRESSURE_FIRM);
    made_picture_light(&made, 20000, 30000, 0, 2000);
    made_picture_light(&made, 30000, 60000, 100, 2000);
    struct arena arena = arena_make(allocator_system());
    static const double black_ms[] = {-1, 0, 22000, 29999, 60000, 99999};
    for (size_t i = 0; i < sizeof black_ms / sizeof black_ms[0]; i++)
        assert_int_equal(picture(&arena, black_ms[i], LIGHT_CALM).count, 0);
    assert_true(picture(&arena, 15000, LIGHT_CALM).count > 0);
    choices.darkness = 1;
    assert_int_equal(picture(&arena, 15000, LIGHT_CALM).count, 0);
    choices.darkness = 0;
    arena_release(&arena);
}

/* The light of the brightest words of a picture that is nothing but words; 0 where it is black. */
static double words_alone(const struct draw_list *list)
{
    double most = 0;
    for (size_t i = 0; i < list->count; i++) {
        assert_int_equal(list->shapes[i].kind, SHAPE_TEXT);
        most = fmax(most, made_picture_luminance(list->shapes[i].colour));
    }
    return most;
}

static void words_that_cannot_be_heard_are_seen_in_the_dark_and_nothing_else(void **state)
{
    (void)state;
    start((struct place){PLACE_JAW, SIDE_BOTH}, ACTION_HOLD, PRESSURE_FIRM);
    struct arena arena = arena_make(allocator_system());
    for (int by_script = 0; by_script < 2; by_script++) {
        choices.darkness = by_script == 0 ? 1 : 0;
        if (by_script == 1)
            made_picture_light(&made, 0, 6000, 0, 2000);
        choices.unheard = 0.5F;
        struct draw_list coming = picture(&arena, 7000, LIGHT_ATTACK);
        choices.unheard = 1;
        struct draw_list there = picture(&arena, 7000, LIGHT_ATTACK);
        assert_true(words_alone(&there) > 0.01 && words_alone(&there) <= 0.03);
        assert_true(words_alone(&coming) > 0 && words_alone(&coming) < words_alone(&there));
        struct draw_list silent = picture(&arena, 20000, LIGHT_ATTACK);
        assert_true(words_alone(&silent) <= 0);
    }
    choices.darkness = 0;
    choices.unheard = 0;
    arena_release(&arena);
}

static void words_in_the_light_are_no_brighter_for_being_unheard(void **state)
{
    (void)state;
    start((struct place){PLACE_JAW, SIDE_BOTH}, ACTION_HOLD, PRESSURE_FIRM);
    struct arena arena = arena_make(allocator_system());
    struct draw_list heard = picture(&arena, 7000, LIGHT_CALM);
    choices.unheard = 1;
    struct draw_list unheard = picture(&arena, 7000, LIGHT_CALM);
    assert_true(made_picture_equal(&heard, &unheard));
    choices.unheard = 0;
    arena_release(&arena);
}

/* The mean of the light, and the most of it anywhere looked at. */
static void measure(const struct draw_list *list, double *mean, double *peak, double *melanopic)
{
    double count = 0;
    struct colour sum = {0};
    *peak = 0;
    for (int y = 0; y < list->height_px; y += 7) {
        for (int x = 0; x < list->width_px; x += 7) {
            struct colour colour = made_picture_look(list, x + 0.5, y + 0.5);
            *peak = fmax(*peak, made_picture_luminance(colour));
            sum.red += colour.red;
            sum.green += colour.green;
            sum.blue += colour.blue;
            count++;
        }
    }
    double y = made_picture_luminance(sum);
    *mean = y / count;
    *melanopic = (0.02 * (double)sum.red + 0.44 * (double)sum.green + 0.73 * (double)sum.blue) / y;
}

static void check_light(enum light_level level, double most_mean, double most_peak)
{
    static const double times_ms[] = {6000, 14000, 24000, 42000};
    for (size_t i = 0; i < sizeof times_ms / sizeof times_ms[0]; i++) {
        struct arena arena = arena_make(allocator_system());
        struct draw_list list = picture(&arena, times_ms[i], level);
        double mean, peak, melanopic;
        measure(&list, &mean, &peak, &melanopic);
        assert_true(mean <= most_mean && mean > 0.0002);
        assert_true(peak <= most_peak && peak > 0.005);
        assert_true(melanopic <= 0.75);
        arena_release(&arena);
    }
}

static void it_keeps_the_budget_by_itself(void **state)
{
    (void)state;
    static const struct place places[] = {{PLACE_TEMPLES, SIDE_BOTH},
                                          {PLACE_WHOLE_BODY, SIDE_BOTH},
                                          {PLACE_HANDS, SIDE_BOTH},
                                          {PLACE_JAW, SIDE_RIGHT}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        start(places[i], ACTION_HOLD, PRESSURE_FIRM);
        choices.hue = (enum hue)(i % HUE_COUNT);
        check_light(LIGHT_ATTACK, 0.006, 0.05);
        check_light(LIGHT_CALM, 0.010, 0.08);
    }
    choices.hue = HUE_MOSS;
}

static void a_listener_can_have_a_tenth_of_it(void **state)
{
    (void)state;
    start((struct place){PLACE_TEMPLES, SIDE_BOTH}, ACTION_HOLD, PRESSURE_FIRM);
    struct arena arena = arena_make(allocator_system());
    double full, tenth, peak, melanopic;
    struct draw_list list = picture(&arena, 14000, LIGHT_CALM);
    measure(&list, &full, &peak, &melanopic);
    choices.brightness = 0.1F;
    list = picture(&arena, 14000, LIGHT_CALM);
    measure(&list, &tenth, &peak, &melanopic);
    choices.brightness = 1;
    assert_true(fabs(tenth / full - 0.1) < 0.01);
    arena_release(&arena);
}

static void breathing_freely_hides_only_the_pacer(void **state)
{
    (void)state;
    made_session_start(&made, 60000);
    made_session_breathe(&made, 0, 60000, 4000, 0, 6000, 0);
    made_picture_say(&made, 5000, 9000, "Softly.");
    struct arena arena = arena_make(allocator_system());
    choices.free_breath = 1;
    struct draw_list list = picture(&arena, 7000, LIGHT_CALM);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.shapes[0].kind, SHAPE_TEXT);
    choices.free_breath = 0;
    choices.captions = 0;
    list = picture(&arena, 7000, LIGHT_CALM);
    assert_true(list.count >= 2);
    for (size_t i = 0; i < list.count; i++)
        assert_int_not_equal(list.shapes[i].kind, SHAPE_TEXT);
    choices.captions = 1;
    arena_release(&arena);
}

static void *refuse(void *context, void *block, size_t size)
{
    int *left = context;
    struct allocator system = allocator_system();
    if (size > 0 && (*left)-- <= 0)
        return NULL;
    return system.resize(system.context, block, size);
}

static void no_memory_is_no_crash(void **state)
{
    (void)state;
    start((struct place){PLACE_TEMPLES, SIDE_BOTH}, ACTION_STROKE, PRESSURE_FIRM);
    bool failed = true;
    for (int allowed = 0; failed; allowed++) {
        int left = allowed;
        struct arena arena = arena_make((struct allocator){refuse, &left});
        (void)picture(&arena, 14000, LIGHT_CALM);
        failed = arena.failed;
        arena_release(&arena);
        assert_true(allowed < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_moment_is_the_same_picture),
        cmocka_unit_test(it_is_black_where_it_should_be),
        cmocka_unit_test(words_that_cannot_be_heard_are_seen_in_the_dark_and_nothing_else),
        cmocka_unit_test(words_in_the_light_are_no_brighter_for_being_unheard),
        cmocka_unit_test(it_keeps_the_budget_by_itself),
        cmocka_unit_test(a_listener_can_have_a_tenth_of_it),
        cmocka_unit_test(breathing_freely_hides_only_the_pacer),
        cmocka_unit_test(no_memory_is_no_crash),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
