/* Each page is a state machine of its own with the same few functions; these choose between them.
 */
#include "stage/pages.h"

#include "shell/menu_keys.h"

#include <assert.h>

struct pages pages_make(struct allocator allocator, const struct preferences *preferences)
{
    struct pages pages = {
        .keys = key_page_make(allocator, "Left, Right: more   any other key: back"),
    };
    menu_keys_describe(&pages.keys);
    key_page_add_session(&pages.keys, &preferences->keys);
    return pages;
}

void pages_show(struct pages *pages, enum shown_page page, enum key key, bool touch_hurts,
                int64_t now_ms)
{
    assert(pages->shown == PAGE_LIST && page != PAGE_LIST);
    pages->shown = page;
    if (page == PAGE_CAUTIONS) {
        pages->safety = safety_make(touch_hurts);
        safety_appear(&pages->safety, now_ms);
    } else {
        key_page_open(&pages->keys, key, now_ms);
    }
}

void pages_input(struct pages *pages, const struct input *input, int64_t now_ms)
{
    if (pages->shown == PAGE_CAUTIONS)
        (void)safety_input(&pages->safety, input, now_ms);
    else if (pages->shown == PAGE_KEYS)
        (void)key_page_input(&pages->keys, input, now_ms);
}

void pages_draw(struct pages *pages, const struct page_look *look, int64_t now_ms,
                struct draw_list *list)
{
    if (pages->shown == PAGE_CAUTIONS)
        safety_draw(&pages->safety, look, now_ms, list);
    else if (pages->shown == PAGE_KEYS)
        key_page_draw(&pages->keys, look, now_ms, list);
}

bool pages_are_over(const struct pages *pages, int64_t now_ms)
{
    if (pages->shown == PAGE_CAUTIONS)
        return safety_is_over(&pages->safety, now_ms);
    return pages->shown == PAGE_KEYS && key_page_is_over(&pages->keys, now_ms);
}

bool pages_move(const struct pages *pages, int64_t now_ms)
{
    if (pages->shown == PAGE_CAUTIONS)
        return safety_moves(&pages->safety, now_ms);
    return pages->shown == PAGE_KEYS && key_page_moves(&pages->keys, now_ms);
}

void pages_release(struct pages *pages)
{
    key_page_release(&pages->keys);
}
