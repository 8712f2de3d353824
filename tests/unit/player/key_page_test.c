/* The page of keys: that everything stands on it, and that nobody can lose their way. */
#include "player/key_page.h"

#include "canvas/fixed_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { WIDTH = 960, HEIGHT = 540, DONE_MS = 10000, MOST_PARTS = 40 };

struct fixture {
    struct key_page page;
    struct fixed_font letters;
    struct font font;
    struct arena arena;
    struct draw_list list;
    int64_t now_ms;
};

static void set_up(struct fixture *fixture)
{
    *fixture = (struct fixture){.now_ms = 0};
    fixture->page = key_page_make(allocator_system(), "the last line");
    fixture->font = fixed_font_make(allocator_system(), &fixture->letters);
    fixture->arena = arena_make(allocator_system());
    key_page_add_session(&fixture->page, NULL);
}

static void tear_down(struct fixture *fixture)
{
    key_page_release(&fixture->page);
    fixed_font_release(&fixture->letters);
    arena_release(&fixture->arena);
}

/* Draws what is seen once everything has come to rest. */
static void draw(struct fixture *fixture)
{
    struct page_look look = {.width_px = WIDTH,
                             .height_px = HEIGHT,
                             .scale = 1,
                             .hue = HUE_MOSS,
                             .brightness = 1,
                             .font = &fixture->font};
    for (int i = 0; i < 2; i++) {
        arena_clear(&fixture->arena);
        fixture->list = draw_list_make(&fixture->arena, WIDTH, HEIGHT, LIGHT_ATTACK);
        key_page_draw(&fixture->page, &look, fixture->now_ms, &fixture->list);
        fixture->now_ms += DONE_MS;
    }
}

static bool shows(const struct fixture *fixture, const char *words)
{
    for (size_t i = 0; i < fixture->list.count; i++)
        if (fixture->list.shapes[i].kind == SHAPE_TEXT &&
            text_equal(fixture->list.shapes[i].caption.text, text_from(words)))
            return true;
    return false;
}

static bool press(struct fixture *fixture, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    return key_page_input(&fixture->page, &input, fixture->now_ms);
}

/* No paragraph may be left out for want of rows, whatever is added to the tables. */
static void every_key_of_every_device_stands_on_it(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    size_t deed_count;
    const struct player_deed *deeds = player_deeds(&deed_count);
    assert_true(fixture.page.count < LEAFLET_MOST_PARAGRAPHS);
    for (int device = 0; device < PLAYER_DEVICES; device++)
        for (size_t i = 0; i < deed_count; i++) {
            struct buffer names = buffer_make(allocator_system());
            player_keys_name(NULL, deeds[i].action, (enum player_device)device, &names);
            bool found = names.length == 0;
            for (size_t k = 0; k < fixture.page.count && !found; k++)
                found = fixture.page.paragraphs[k].aside != NULL &&
                        text_equal(text_from(fixture.page.paragraphs[k].aside),
                                   buffer_text(&names)) &&
                        strcmp(fixture.page.paragraphs[k].words, deeds[i].does) == 0;
            assert_true(found);
            buffer_release(&names);
        }
    tear_down(&fixture);
}

static void the_arrows_turn_and_anything_else_leads_back(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    key_page_open(&fixture.page, KEY_HELP, 0);
    draw(&fixture);
    assert_true(shows(&fixture, "In a session") && shows(&fixture, "the last line"));
    bool found_media = false;
    for (int part = 0; part < MOST_PARTS && !found_media; part++) {
        assert_true(press(&fixture, KEY_RIGHT));
        draw(&fixture);
        found_media = shows(&fixture, "In a session, by media keys");
    }
    assert_true(found_media);
    for (int part = 0; part < MOST_PARTS; part++)
        (void)press(&fixture, KEY_LEFT);
    draw(&fixture);
    assert_true(shows(&fixture, "In a session"));
    assert_false(key_page_is_over(&fixture.page, fixture.now_ms));
    assert_true(press(&fixture, KEY_SPACE));
    assert_false(key_page_is_over(&fixture.page, fixture.now_ms));
    assert_true(key_page_is_over(&fixture.page, fixture.now_ms + DONE_MS));
    assert_false(press(&fixture, KEY_SPACE));
    tear_down(&fixture);
}

static void it_opens_at_the_device_in_the_hand(void **state)
{
    (void)state;
    static const struct {
        enum key key;
        const char *title;
    } cases[] = {
        {KEY_HELP, "In a session"},
        {KEY_PAD_X, "In a session, on a game controller"},
        {KEY_THREE_LEFT, "In a session, by mouse or touch"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture fixture;
        set_up(&fixture);
        key_page_open(&fixture.page, cases[i].key, 0);
        draw(&fixture);
        assert_true(shows(&fixture, cases[i].title));
        tear_down(&fixture);
    }
}

static void closed_it_draws_nothing_and_hears_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    draw(&fixture);
    assert_int_equal(fixture.list.count, 0);
    assert_false(press(&fixture, KEY_RIGHT));
    struct input pointer = {.kind = INPUT_POINTER};
    key_page_open(&fixture.page, KEY_HELP, fixture.now_ms);
    assert_false(key_page_input(&fixture.page, &pointer, fixture.now_ms));
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_every_device_stands_on_it),
        cmocka_unit_test(the_arrows_turn_and_anything_else_leads_back),
        cmocka_unit_test(it_opens_at_the_device_in_the_hand),
        cmocka_unit_test(closed_it_draws_nothing_and_hears_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
