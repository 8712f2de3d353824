/* The quiet list of routines.
 *
 * One loop: show the page, wait for the person or for what still moves, and read a few more scripts
 * meanwhile. A session takes the window over and gives it back.
 */
#include "shell/menu.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/routine_path.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "scene/smooth.h"
#include "shell/menu_keys.h"
#include "shell/menu_view.h"
#include "shell/spoken.h"
#include "stage/announcer.h"
#include "stage/pages.h"
#include "stage/performances.h"
#include "stage/preferences.h"
#include "stage/stage.h"

#include <assert.h>
#include <stdio.h>

/* Thirty pictures a second; reading gets a quarter of each, so that nothing stutters. */
enum { FRAME_MS = 33, READING_MS = 8, LOOKING_MS = 200 };

/* The whole of leaving may take a second where the system asks for it. */
enum { HURRY_MS = 600 };

struct opened {
    struct stage stage;
    struct preferences preferences;
    struct library *library;
    struct menu *menu;
    struct pages pages; /* one of which may be shown instead of the list */
    struct spoken spoken;
    struct announcer announcer;
    struct input early; /* the key for another page, pressed while one still went dark */
    bool touch_hurt;    /* what was said of that last */
    bool spoken_before; /* the setting, before a page was shown */
    bool reading;       /* there are scripts left to read */
    bool leaving;
    bool hurrying; /* the window was closed, or the system asks the program to end */
    double light;  /* share of its light that the page has: less than 1 only then */
};

/* As every page's, in the light that the menu itself has just now. */
static struct page_look look_of(const struct opened *opened, const struct draw_list *list)
{
    struct page_look look = stage_look(&opened->stage, &opened->preferences, list);
    look.brightness *= opened->light;
    return look;
}

/* Shows the page as it is now. Returns whether it is still changing. */
static bool show(struct opened *opened)
{
    int64_t at_ms = clock_now_ms();
    struct draw_list *list = screen_begin(opened->stage.screen, LIGHT_ATTACK);
    struct page_look look = look_of(opened, list);
    menu_set_room(opened->menu, menu_view_room(&look), at_ms);
    bool listing = opened->pages.shown == PAGE_LIST;
    if (listing)
        menu_view_draw(&look, opened->menu, at_ms, list);
    else
        pages_draw(&opened->pages, &look, at_ms, list);
    bool changed = screen_show(opened->stage.screen, clock_now_ns());
    /* The canvas may still be on its way to a page that stands still: the governor slows what is
     * sudden. */
    return changed ||
           (listing ? menu_moves(opened->menu, at_ms) : pages_move(&opened->pages, at_ms));
}

/* Takes in what is done on a page. The key that has the menu speak has the cautions read aloud too:
 * whoever cannot look at the first page learns of nothing else there. */
static void take_on_page(struct opened *opened, const struct input *input)
{
    assert(opened->pages.shown != PAGE_LIST);
    bool left = pages_are_left(&opened->pages);
    bool pressed = input->kind == INPUT_KEY && !input->repeated;
    /* Who knows where they want to go next need not wait until the page is dark. What would play or
     * leave was still meant for the page. */
    if (left && pressed && menu_keys_opens_page(input->key))
        opened->early = *input;
    if (!left && pressed && opened->pages.shown == PAGE_CAUTIONS &&
        menu_keys_action(input->key) == MENU_SPEAK)
        menu_set_speaks(opened->menu, !menu_speaks(opened->menu));
    pages_input(&opened->pages, input, clock_now_ms());
}

/* A press is a matter of where things are, so the line under it is worked out here and not in the
 * menu. */
static void take(struct opened *opened, const struct input *input)
{
    screen_follow(opened->stage.screen, input);
    if (input->kind == INPUT_SOUND_LOST)
        announcer_lose_device(&opened->announcer);
    /* Noted here as well, so that no page has to be asked whether it would let the program go. */
    opened->hurrying = opened->hurrying || input->kind == INPUT_QUIT;
    opened->leaving = opened->leaving || opened->hurrying;
    if (opened->pages.shown != PAGE_LIST) {
        take_on_page(opened, input);
        return;
    }
    int line = -1;
    if (input->kind == INPUT_PRESS || input->kind == INPUT_POINTER) {
        struct draw_list *list = screen_begin(opened->stage.screen, LIGHT_ATTACK);
        struct page_look look = look_of(opened, list);
        line = menu_view_line(&look, input->x_px, input->y_px);
    }
    (void)menu_input(opened->menu, input, line, clock_now_ms());
}

/* Whether touch hurts, as the page that is shown has it. */
static bool touch_hurts(const struct opened *opened)
{
    return pages_touch_hurts(&opened->pages, menu_touch_hurts(opened->menu));
}

/* Says what is shown, and what a key has changed, where that is wanted. Returns whether it is still
 * speaking. */
static bool speak(struct opened *opened)
{
    struct spoken *spoken = &opened->spoken;
    int64_t at_ms = clock_now_ms();
    bool hurts = touch_hurts(opened);
    if (hurts != opened->touch_hurt)
        spoken_say_touch(spoken, hurts, at_ms);
    /* Noted also while nothing is spoken, so that turning the voice on tells no old news. */
    opened->touch_hurt = hurts;
    if (menu_speaks(opened->menu) != spoken->on) {
        spoken_turn(spoken, menu_speaks(opened->menu), at_ms);
        opened->preferences.settings.spoken = spoken->on;
        /* In the place of what the menu says of its own keys, which are not this page's. */
        if (opened->pages.shown == PAGE_CAUTIONS)
            spoken_say_cautions(spoken, at_ms);
    }
    /* What goes dark goes silent. */
    bool goes = opened->pages.shown == PAGE_LIST ? menu_goes(opened->menu)
                                                 : pages_are_left(&opened->pages);
    if (goes) {
        spoken_hush(spoken);
        announcer_hush(&opened->announcer);
    } else if (opened->pages.shown == PAGE_LIST) {
        spoken_follow(spoken, opened->menu, at_ms);
    }
    return announcer_turn(&opened->announcer, spoken, &opened->preferences.settings, at_ms);
}

/* How long to wait for the person. Without anything to read, to move, to say or to look for it
 * sleeps until someone touches something. */
static int patience_ms(const struct opened *opened, bool busy)
{
    if (opened->reading)
        return 0;
    return busy ? FRAME_MS : announcer_waits(&opened->announcer) ? LOOKING_MS : -1;
}

/* Waits for the person, no longer than `timeout_ms` (−1: for ever), and takes in all there is. */
static void listen(struct opened *opened, int timeout_ms)
{
    struct input input;
    while (input_wait(timeout_ms, &input)) {
        take(opened, &input);
        timeout_ms = 0;
    }
}

/* Remembers what is to be on top the next time, and whether touch hurts. */
static void remember(struct opened *opened, const char *routine)
{
    struct settings *settings = &opened->preferences.settings;
    if (routine != NULL)
        (void)snprintf(settings->last, sizeof settings->last, "%s", routine);
    bool touch_hurts = menu_touch_hurts(opened->menu);
    if (touch_hurts != preferences_touch_hurts(&opened->preferences))
        preferences_set_touch_hurts(&opened->preferences, touch_hurts);
    preferences_save(&opened->preferences);
}

/* Plays the routine under the highlight; the list comes back afterwards. A routine that cannot be
 * played is said on stderr, and the list comes back too. */
static enum status play(struct opened *opened)
{
    struct session *session = NULL;
    bool goes_back = true;
    const struct routine *routine = menu_routine(opened->menu);
    assert(routine != NULL); /* the menu wishes to play only what is there */
    enum status status = stage_load(routine->path, opened->preferences.settings.narrator, &session);
    /* Before it plays: a machine that is switched off meanwhile remembers it too. */
    remember(opened, routine->name);
    /* The session opens the sound device for itself. */
    announcer_close(&opened->announcer);
    if (status == STATUS_FINE) {
        struct stage_wishes wishes = {
            .choices = preferences_play(&opened->preferences),
            .stay_ms = preferences_stay_ms(&opened->preferences),
            .diary_path = opened->preferences.settings.diary ? routine->path : NULL};
        status = stage_play(&opened->stage, session, &wishes, &goes_back);
        /* A whole session's memory; the list needs none of it. */
        session_release(session);
    }
    /* Nobody is there any more: the list shall not light up over somebody asleep. */
    opened->leaving = opened->leaving || !goes_back;
    if (opened->leaving)
        return status;
    menu_forget_search(opened->menu, clock_now_ms());
    menu_set_last(opened->menu, opened->preferences.settings.last, clock_now_ms());
    menu_appear(opened->menu, clock_now_ms());
    return status;
}

/* A page takes the place of the list, which has gone dark by now. */
static void show_page(struct opened *opened, enum shown_page page)
{
    assert(page != PAGE_LIST && opened->pages.shown == PAGE_LIST);
    opened->spoken_before = opened->preferences.settings.spoken;
    pages_show(&opened->pages, page, menu_key(opened->menu), menu_touch_hurts(opened->menu),
               clock_now_ms());
    if (page == PAGE_CAUTIONS)
        spoken_say_cautions(&opened->spoken, clock_now_ms());
}

/* The list comes back, or the routine whose page it was is played. Whoever has gone on from the
 * cautions has read them; they are not shown again unless they are asked for. */
static enum status end_page(struct opened *opened)
{
    assert(opened->pages.shown != PAGE_LIST);
    const struct settings *settings = &opened->preferences.settings;
    bool plays = opened->pages.shown == PAGE_ROUTINE && opened->pages.routine.plays;
    menu_hide_touch(opened->menu, touch_hurts(opened), clock_now_ms());
    if (opened->pages.shown == PAGE_CAUTIONS)
        opened->preferences.settings.cautions_read = true;
    if (opened->pages.shown == PAGE_SETTINGS) {
        menu_set_last(opened->menu, settings->last, clock_now_ms());
        /* Whoever began with --spoken and left that row alone still wants to hear it. */
        if (settings->spoken != opened->spoken_before)
            menu_set_speaks(opened->menu, settings->spoken);
    }
    opened->pages.shown = PAGE_LIST;
    /* The list is dark still, as it is when Enter is pressed on it. */
    if (plays) {
        opened->early = (struct input){.kind = INPUT_NONE};
        return play(opened);
    }
    remember(opened, NULL);
    menu_appear(opened->menu, clock_now_ms());
    /* The key that was early is as if it were pressed now; INPUT_NONE does nothing. */
    (void)menu_input(opened->menu, &opened->early, -1, clock_now_ms());
    opened->early = (struct input){.kind = INPUT_NONE};
    return STATUS_FINE;
}

/* Does what the person wants, once the page has gone dark for it. */
static enum status follow_wish(struct opened *opened)
{
    if (opened->pages.shown != PAGE_LIST) {
        pages_follow(&opened->pages, clock_now_ms());
        return pages_are_over(&opened->pages, clock_now_ms()) ? end_page(opened) : STATUS_FINE;
    }
    switch (menu_wish(opened->menu, clock_now_ms())) {
    case MENU_PLAYS:
        return play(opened);
    case MENU_TELLS:
        pages_show_routine(&opened->pages, menu_routine(opened->menu), clock_now_ms());
        spoken_say_routine(&opened->spoken, menu_routine(opened->menu), clock_now_ms());
        break;
    case MENU_EXPLAINS:
        show_page(opened, PAGE_CAUTIONS);
        break;
    case MENU_SHOWS_DIARY:
        show_page(opened, PAGE_DIARY);
        break;
    case MENU_SHOWS_SETTINGS:
        show_page(opened, PAGE_SETTINGS);
        break;
    case MENU_SHOWS_KEYS:
        show_page(opened, PAGE_KEYS);
        break;
    case MENU_LEAVES:
        opened->leaving = true;
        break;
    case MENU_STAYS:
        break;
    }
    return STATUS_FINE;
}

/* Reads a few more scripts. */
static void read_more(struct opened *opened)
{
    assert(opened->library != NULL && opened->menu != NULL);
    opened->reading = library_read_more(opened->library, READING_MS);
    menu_refresh(opened->menu, clock_now_ms());
}

/* Lets whatever page there is fade: nothing that the system asks for may cut the light off. It does
 * not wait for a page's own way of going, which takes longer than a system may. */
static void hurry_away(struct opened *opened)
{
    int64_t from_ms = clock_now_ms();
    while (opened->light > 0 && !screen_is_black(opened->stage.screen)) {
        opened->light = 1 - smooth_between((double)clock_now_ms(), (double)from_ms,
                                           (double)(from_ms + HURRY_MS));
        (void)show(opened);
        listen(opened, FRAME_MS);
    }
}

/* The first picture is shown before anything else is opened, so that darkness comes at once.
 * Scripts are read between pictures, and only when all are read does it sleep. */
static enum status converse(struct opened *opened)
{
    enum status status = STATUS_FINE;
    opened->reading = true;
    opened->touch_hurt = preferences_touch_hurts(&opened->preferences);
    opened->spoken.on = menu_speaks(opened->menu);
    announcer_make(&opened->announcer);
    menu_hide_touch(opened->menu, opened->touch_hurt, clock_now_ms());
    menu_set_last(opened->menu, opened->preferences.settings.last, clock_now_ms());
    if (opened->preferences.settings.cautions_read)
        menu_appear(opened->menu, clock_now_ms());
    else
        show_page(opened, PAGE_CAUTIONS);
    (void)show(opened);
    input_open_controllers();
    while (!opened->leaving) {
        if (opened->reading)
            read_more(opened);
        bool moving = show(opened);
        bool speaking = speak(opened);
        listen(opened, patience_ms(opened, moving || speaking));
        status = follow_wish(opened);
    }
    if (opened->hurrying)
        hurry_away(opened);
    remember(opened, NULL);
    announcer_close(&opened->announcer);
    input_close_controllers();
    return status;
}

enum status menu_perform(const struct arguments *arguments)
{
    struct opened opened = {.library = routine_path_library(), .light = 1};
    /* The reason has been said already. */
    if (opened.library == NULL)
        return STATUS_FILE;
    enum status status = stage_open(&opened.stage, arguments,
                                    arguments_has(arguments, "--windowed"));
    if (status == STATUS_FINE) {
        preferences_open(&opened.preferences);
        opened.menu = menu_create(allocator_system(), opened.library);
        if (opened.menu != NULL)
            menu_set_speaks(opened.menu, opened.preferences.settings.spoken ||
                                             arguments_has(arguments, "--spoken"));
        opened.pages = pages_make(allocator_system(), &opened.preferences);
        status = opened.menu == NULL ? output_no_memory() : converse(&opened);
        pages_release(&opened.pages);
        menu_destroy(opened.menu);
        preferences_close(&opened.preferences);
        stage_close(&opened.stage);
    }
    library_destroy(opened.library);
    return status;
}
