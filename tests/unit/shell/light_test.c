/* Every page of the program before the light meter: how it comes from black, stays, is used and
 * goes, and the second after. The whole budget holds for each picture, in every hue.
 */
#include "canvas/fixed_font.h"
#include "player/key_page.h"
#include "player/notice.h"
#include "shell/diary_page.h"
#include "shell/ending.h"
#include "shell/menu_view.h"
#include "shell/recorder_view.h"
#include "shell/safety.h"
#include "shell/settings_page.h"
#include "support/made_library.h"
#include "support/page_light.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A page comes, is used from COMES_MS on by a key every STEP_MS, and left at LEAVES_MS. */
enum { COMES_MS = 1500, LEAVES_MS = 4200, ALL_MS = 6500, STEP_MS = 300, FRAME_MS = 34 };

enum { TODAY = 20781, ENTRIES = 40 };

struct pages {
    struct fixed_font letters;
    struct page_look look;
    struct font font;
    struct made_library made;
    struct menu *menu;
    struct safety safety;
    struct settings_page settings;
    struct diary_page diary;
    struct diary_entry entries[ENTRIES];
    struct ending ending;
    struct recorder_sentence sentences[2];
    struct recorder recorder;
    struct key_page keys;
    struct notice notice;
};

static const struct pain_cell nowhere = {.question = -1};

static void add_entries(struct pages *pages)
{
    for (int i = 0; i < ENTRIES; i++) {
        struct diary_entry *entry = &pages->entries[i];
        *entry = diary_entry_now();
        entry->moment.utc_s = (int64_t)(TODAY - i) * 86400 + 72000;
        entry->routine = entry->title = text_from("Quiet");
        entry->before = i % 11;
        entry->after = i % 5;
    }
}

static int set_up(void **state)
{
    /* The first is one with a mistake, which the menu tells of. */
    static const struct made_script scripts[] = {
        {"mistaken", "title \"Mistaken\"\nphase early\nmove to tempel\n"},
        {"quiet", "title \"Quiet\"\nphase attack\nsay \"Rest.\"\nrest 2s\n"},
        {"touch", "title \"Touch\"\nphase daily\ncaution \"-\"\nmove to temples\ncircle for 9s\n"},
    };
    struct pages *pages = calloc(1, sizeof *pages);
    assert_non_null(pages);
    pages->font = fixed_font_make(allocator_system(), &pages->letters);
    pages->look = (struct page_look){
        .width_px = 800, .height_px = 480, .scale = 1, .brightness = 1, .font = &pages->font};
    made_library_set_up(&pages->made, scripts, sizeof scripts / sizeof scripts[0]);
    pages->diary = diary_page_make(allocator_system());
    add_entries(pages);
    pages->keys = key_page_make(allocator_system(), "Space goes on");
    key_page_add_session(&pages->keys, NULL);
    *state = pages;
    return 0;
}

static int tear_down(void **state)
{
    struct pages *pages = *state;
    menu_destroy(pages->menu);
    diary_page_release(&pages->diary);
    key_page_release(&pages->keys);
    made_library_tear_down(&pages->made);
    fixed_font_release(&pages->letters);
    free(pages);
    return 0;
}

/* What is pressed in the picture at `at_ms`: `key` again and again while the page stays, then Esc;
 * KEY_NONE in most pictures. */
static struct input press_at(int64_t at_ms, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = KEY_NONE};
    bool due = at_ms / STEP_MS != (at_ms - FRAME_MS) / STEP_MS;
    if (due && at_ms >= COMES_MS && at_ms / STEP_MS <= LEAVES_MS / STEP_MS)
        input.key = at_ms >= LEAVES_MS ? KEY_ESCAPE : key;
    return input;
}

static void draw_menu(void *context, const struct page_look *look, int64_t at_ms,
                      struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_DOWN);
    if (at_ms == 0) {
        menu_destroy(pages->menu);
        pages->menu = menu_create(allocator_system(), pages->made.library);
        assert_non_null(pages->menu);
        menu_set_room(pages->menu, menu_view_room(look), at_ms);
        menu_appear(pages->menu, at_ms);
    }
    if (input.key != KEY_NONE)
        (void)menu_input(pages->menu, &input, -1, at_ms);
    menu_view_draw(look, pages->menu, at_ms, list);
}

/* Enter on a routine with a mistake says so, and does no more. */
static void draw_mistake(void *context, const struct page_look *look, int64_t at_ms,
                         struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_ENTER);
    if (at_ms == 0 || input.key != KEY_ENTER) {
        draw_menu(context, look, at_ms, list);
        return;
    }
    (void)menu_input(pages->menu, &input, -1, at_ms);
    menu_view_draw(look, pages->menu, at_ms, list);
}

static void draw_cautions(void *context, const struct page_look *look, int64_t at_ms,
                          struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_DOWN);
    if (at_ms == 0) {
        pages->safety = safety_make(false);
        safety_appear(&pages->safety, at_ms);
    }
    if (input.key != KEY_NONE)
        (void)safety_input(&pages->safety, &input, at_ms);
    safety_draw(&pages->safety, look, at_ms, list);
}

static void draw_settings(void *context, const struct page_look *look, int64_t at_ms,
                          struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_DOWN);
    if (at_ms == 0) {
        struct settings settings = settings_default();
        struct player_own_keys keys = {.count = 0};
        settings_page_appear(&pages->settings, &settings, &keys, false, at_ms);
    }
    if (input.key != KEY_NONE)
        (void)settings_page_input(&pages->settings, &input, at_ms);
    settings_page_draw(&pages->settings, look, at_ms, list);
}

/* The chart of marks, which goes back and forth in time. */
static void draw_diary(void *context, const struct page_look *look, int64_t at_ms,
                       struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, at_ms / STEP_MS % 2 == 0 ? KEY_LEFT : KEY_UP);
    if (at_ms == 0) {
        struct diary_entries all = {.items = pages->entries, .count = ENTRIES};
        diary_page_set(&pages->diary, &all, TODAY, "", at_ms);
        diary_page_appear(&pages->diary, at_ms);
    }
    if (input.key != KEY_NONE)
        (void)diary_page_input(&pages->diary, &input, at_ms);
    diary_page_draw(&pages->diary, look, at_ms, list);
}

/* What is told after a session, and the form about pain. */
static void draw_ending(void *context, const struct page_look *look, int64_t at_ms,
                        struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, at_ms / STEP_MS % 2 == 0 ? KEY_LEFT : KEY_DOWN);
    if (at_ms == 0) {
        pages->ending = ending_make(ENDING_TELLS_MS, at_ms);
        ending_tell(&pages->ending, "The diary could not be opened.", at_ms);
        ending_ask(&pages->ending, PAIN_AFTER_SESSION, at_ms);
    }
    if (input.key != KEY_NONE)
        (void)ending_input(&pages->ending, &input, nowhere, at_ms);
    ending_draw(&pages->ending, look, at_ms, list);
}

/* A voice as loud as can be swells and falls silent with every key. */
static void draw_recorder(void *context, const struct page_look *look, int64_t at_ms,
                          struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_SPACE);
    if (at_ms == 0) {
        pages->sentences[0] = (struct recorder_sentence){.text = text_from("Let your head rest.")};
        pages->sentences[1] = (struct recorder_sentence){.text = text_from("Only breathe.")};
        pages->recorder = recorder_make(pages->sentences, 2, at_ms);
    }
    enum recorder_wish wish = RECORDER_NOTHING;
    if (input.key != KEY_NONE)
        wish = recorder_input(&pages->recorder, &input, at_ms);
    if (wish == RECORDER_BEGINS)
        recorder_began(&pages->recorder, NULL, at_ms);
    if (wish == RECORDER_ENDS)
        recorder_took(&pages->recorder, NULL, at_ms);
    if (pages->recorder.state == RECORDER_RECORDS)
        recorder_hear(&pages->recorder, 1, at_ms);
    recorder_view_draw(&pages->recorder, look, at_ms, list);
}

static void draw_keys(void *context, const struct page_look *look, int64_t at_ms,
                      struct draw_list *list)
{
    struct pages *pages = context;
    struct input input = press_at(at_ms, KEY_DOWN);
    if (at_ms == 0)
        key_page_open(&pages->keys, KEY_CHARACTER, at_ms);
    if (input.key != KEY_NONE)
        (void)key_page_input(&pages->keys, &input, at_ms);
    key_page_draw(&pages->keys, look, at_ms, list);
}

/* The line that tells of a loudspeaker that has gone, over a black session. */
static void draw_notice(void *context, const struct page_look *look, int64_t at_ms,
                        struct draw_list *list)
{
    struct pages *pages = context;
    struct scene_choices choices = scene_choices_make((float)look->scale);
    choices.hue = look->hue;
    choices.font = look->font;
    if (at_ms == 0)
        pages->notice = (struct notice){.shown = 0};
    notice_say(&pages->notice, at_ms >= LEAVES_MS  ? ""
                               : at_ms >= COMES_MS ? "The sound is back."
                                                   : "The sound has gone. Press L to go on.");
    notice_move(&pages->notice, FRAME_MS);
    notice_paint(&pages->notice, &choices, 1, list);
}

static void every_page_keeps_the_budget(void **state)
{
    struct pages *pages = *state;
    static const struct {
        const char *name;
        page_light_draw *draw;
    } all[] = {
        {"menu", draw_menu},         {"mistake", draw_mistake}, {"cautions", draw_cautions},
        {"settings", draw_settings}, {"diary", draw_diary},     {"ending", draw_ending},
        {"recorder", draw_recorder}, {"keys", draw_keys},       {"notice", draw_notice},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (!page_light_keeps(&pages->look, ALL_MS, all[i].draw, pages))
            fail_msg("%s shines too much, or not at all", all[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_page_keeps_the_budget, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
