/* Each page is a state machine of its own with the same few functions; these choose between them by
 * what is shown. No table of functions: the pages take different things, and a row of ifs can be
 * read. What a page has been told is carried out here too: the diary is written and read again,
 * settings hold at once.
 */
#include "stage/pages.h"

#include "shell/menu_keys.h"
#include "stage/keeper.h"

#include <assert.h>
#include <stdio.h>

/* The page of keys, for someone with these `preferences`. */
static struct key_page describe_keys(struct allocator allocator,
                                     const struct preferences *preferences)
{
    struct key_page keys = key_page_make(allocator, "Left, Right: more   any other key: back");
    menu_keys_describe(&keys);
    key_page_add_session(&keys, &preferences->keys);
    return keys;
}

struct pages pages_make(struct allocator allocator, struct preferences *preferences)
{
    return (struct pages){
        .preferences = preferences,
        .diary = diary_page_make(allocator),
        /* Empty, so that there is always an old one to release. */
        .reading = {.arena = arena_make(allocator)},
        .keys = describe_keys(allocator, preferences),
    };
}

/* Reads the diary anew and hands it to its page. `problem` is what to tell of it first; empty:
 * nothing. The old reading is released last, since the page points into it until it has the new
 * one. */
static void read_diary(struct pages *pages, const char *problem, int64_t now_ms)
{
    struct diary_reading old = pages->reading;
    diary_reading_make(&pages->reading);
    if (problem[0] != '\0')
        (void)snprintf(pages->reading.line, sizeof pages->reading.line, "%.*s",
                       (int)sizeof pages->reading.line - 1, problem);
    diary_page_set(&pages->diary, &pages->reading.entries, pages->reading.today,
                   pages->reading.line, now_ms);
    diary_reading_release(&old);
}

void pages_show_routine(struct pages *pages, const struct routine *routine, int64_t now_ms)
{
    assert(pages->shown == PAGE_LIST);
    /* A page by itself, since it alone has a routine. */
    pages->shown = PAGE_ROUTINE;
    routine_page_appear(&pages->routine, routine, now_ms);
}

void pages_show(struct pages *pages, enum shown_page page, enum key key, bool touch_hurts,
                int64_t now_ms)
{
    assert(pages->shown == PAGE_LIST && page != PAGE_LIST && page != PAGE_ROUTINE);
    pages->shown = page;
    if (page == PAGE_CAUTIONS) {
        /* Anew each time: its answer begins as the menu has it by now. */
        pages->safety = safety_make(touch_hurts);
        safety_appear(&pages->safety, now_ms);
    } else if (page == PAGE_DIARY) {
        read_diary(pages, "", now_ms);
        diary_page_appear(&pages->diary, now_ms);
    } else if (page == PAGE_SETTINGS) {
        settings_page_appear(&pages->settings, &pages->preferences->settings,
                             &pages->preferences->keys, touch_hurts, now_ms);
    } else {
        key_page_open(&pages->keys, key, now_ms);
    }
}

void pages_input(struct pages *pages, const struct input *input, int64_t now_ms)
{
    /* Whether anything changed is of no concern here: the loop draws in any case, and what is the
     * same costs nothing to show. */
    if (pages->shown == PAGE_CAUTIONS)
        (void)safety_input(&pages->safety, input, now_ms);
    else if (pages->shown == PAGE_ROUTINE)
        (void)routine_page_input(&pages->routine, input, now_ms);
    else if (pages->shown == PAGE_DIARY)
        (void)diary_page_input(&pages->diary, input, now_ms);
    else if (pages->shown == PAGE_SETTINGS)
        (void)settings_page_input(&pages->settings, input, now_ms);
    else if (pages->shown == PAGE_KEYS)
        (void)key_page_input(&pages->keys, input, now_ms);
}

/* What each key does is told by words that were made from the old ones. */
static void renew_keys(struct pages *pages)
{
    /* Kept, as the page that knows it goes. */
    struct allocator allocator = pages->keys.arena.allocator;
    key_page_release(&pages->keys);
    pages->keys = describe_keys(allocator, pages->preferences);
}

/* Whatever is changed on the page of settings holds at once. */
static void follow_settings(struct pages *pages)
{
    struct settings_page *page = &pages->settings;
    pages->preferences->settings = page->settings;
    /* A key is written at once and the rest when the page is left: keys are lines of their own in
     * the file, which the saving of settings leaves alone. */
    const struct player_deed *deed = settings_page_take_key(page);
    if (deed == NULL)
        return;
    pages->preferences->keys = page->keys;
    preferences_save_key(pages->preferences, deed->word, page->key_name);
    /* The page of keys may be the next that is shown. */
    renew_keys(pages);
}

void pages_follow(struct pages *pages, int64_t now_ms)
{
    if (pages->shown == PAGE_SETTINGS)
        follow_settings(pages);
    if (pages->shown != PAGE_DIARY || !diary_page_is_answered(&pages->diary, now_ms))
        return;
    /* An entry without a session: how it is now. */
    struct keeper keeper;
    keeper_begin(&keeper, moment_now());
    /* Where that fails, the line that is told with the new reading says so. */
    (void)keeper_keep_pain(&keeper, &pages->diary.pain);
    read_diary(pages, keeper.line, now_ms);
    /* After the reading, which has copied its line. */
    keeper_end(&keeper);
}

bool pages_touch_hurts(const struct pages *pages, bool before)
{
    if (pages->shown == PAGE_CAUTIONS)
        return pages->safety.touch_hurts;
    /* These two pages ask it; on the others the menu's answer holds. */
    return pages->shown == PAGE_SETTINGS ? pages->settings.touch_hurts : before;
}

void pages_draw(struct pages *pages, const struct page_look *look, int64_t now_ms,
                struct draw_list *list)
{
    if (pages->shown == PAGE_CAUTIONS)
        safety_draw(&pages->safety, look, now_ms, list);
    else if (pages->shown == PAGE_ROUTINE)
        routine_page_draw(&pages->routine, look, now_ms, list);
    else if (pages->shown == PAGE_DIARY)
        diary_page_draw(&pages->diary, look, now_ms, list);
    else if (pages->shown == PAGE_SETTINGS)
        settings_page_draw(&pages->settings, look, now_ms, list);
    else if (pages->shown == PAGE_KEYS)
        key_page_draw(&pages->keys, look, now_ms, list);
}

bool pages_are_left(const struct pages *pages)
{
    if (pages->shown == PAGE_CAUTIONS)
        return pages->safety.left;
    if (pages->shown == PAGE_ROUTINE)
        return pages->routine.left;
    if (pages->shown == PAGE_DIARY)
        return pages->diary.left;
    if (pages->shown == PAGE_SETTINGS)
        return pages->settings.left;
    /* Closed is left: whoever opened it has seen it open. The list is never left this way. */
    return pages->shown == PAGE_KEYS && !pages->keys.open;
}

bool pages_are_over(const struct pages *pages, int64_t now_ms)
{
    if (pages->shown == PAGE_CAUTIONS)
        return safety_is_over(&pages->safety, now_ms);
    if (pages->shown == PAGE_ROUTINE)
        return routine_page_is_over(&pages->routine, now_ms);
    if (pages->shown == PAGE_DIARY)
        return diary_page_is_over(&pages->diary, now_ms);
    if (pages->shown == PAGE_SETTINGS)
        return settings_page_is_over(&pages->settings, now_ms);
    return pages->shown == PAGE_KEYS && key_page_is_over(&pages->keys, now_ms);
}

bool pages_move(const struct pages *pages, int64_t now_ms)
{
    if (pages->shown == PAGE_CAUTIONS)
        return safety_moves(&pages->safety, now_ms);
    if (pages->shown == PAGE_ROUTINE)
        return routine_page_moves(&pages->routine, now_ms);
    if (pages->shown == PAGE_DIARY)
        return diary_page_moves(&pages->diary, now_ms);
    if (pages->shown == PAGE_SETTINGS)
        return settings_page_moves(&pages->settings, now_ms);
    /* The list's own movement is the menu's to tell. */
    return pages->shown == PAGE_KEYS && key_page_moves(&pages->keys, now_ms);
}

void pages_release(struct pages *pages)
{
    /* What draws first, then what it points to. */
    diary_page_release(&pages->diary);
    diary_reading_release(&pages->reading);
    key_page_release(&pages->keys);
}
