/* A small array that is searched by walking: a page holds a dozen lines. Rows that have gone dark
 * are dropped at the next aim. First those that are there are sent where they are wanted, then
 * those that are new come, so that what is wanted never loses its room to what is new.
 */
#include "scene/rows.h"

#include <assert.h>

/* A dozen rows against some sixty wishes: a walk is quicker than any table. */
static const struct row_wish *find_wish(const struct row_wish *wishes, size_t count,
                                        const void *item)
{
    for (size_t i = 0; i < count; i++)
        if (wishes[i].item == item)
            return &wishes[i];
    return NULL;
}

/* Rows are known by the address of what they show, which stays the same for as long as it does. */
static bool has_row(const struct rows *rows, const void *item)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].item == item)
            return true;
    return false;
}

/* Takes out the rows that are dark and shall stay so. */
static void drop_dark(struct rows *rows, int64_t now_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct ease *light = &rows->rows[i].light;
        /* Still seen, or still going. */
        if (light->to > 0 || ease_moves(light, now_ms))
            rows->rows[kept++] = rows->rows[i];
    }
    rows->count = kept;
}

/* Room for one more row; where all is taken, that of the faintest of those that go. NULL when all
 * are wanted. */
static struct row *make_room(struct rows *rows, int64_t now_ms)
{
    if (rows->count < ROWS_MOST)
        return &rows->rows[rows->count++];
    struct row *faintest = NULL;
    /* More than any light, which is 1 at most. */
    double least = 2;
    for (size_t i = 0; i < rows->count; i++) {
        double light = ease_value(&rows->rows[i].light, now_ms);
        if (rows->rows[i].light.to <= 0 && light < least) {
            faintest = &rows->rows[i];
            least = light;
        }
    }
    return faintest;
}

/* A new row does not travel to its place, it appears there: what slides in draws the eye. */
static void add(struct rows *rows, const struct row_wish *wish, int64_t now_ms)
{
    struct row *row = wish->seen ? make_room(rows, now_ms) : NULL;
    /* Unseen, or no room: as soon as there is some, it comes at another aim. */
    if (row == NULL)
        return;
    *row = (struct row){
        .item = wish->item, .kind = wish->kind, .place = ease_at(wish->place), .light = ease_at(0)};
    ease_aim(&row->light, 1, ROWS_FADE_MS, now_ms);
}

void rows_aim(struct rows *rows, const struct row_wish *wishes, size_t count, int64_t now_ms)
{
    assert(wishes != NULL || count == 0);
    assert(rows->count <= ROWS_MOST);
    drop_dark(rows, now_ms);
    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->rows[i];
        const struct row_wish *wish = find_wish(wishes, count, row->item);
        /* A row that nobody wishes for goes dark where it stands: moving would draw the eye to
         * it. */
        if (wish != NULL)
            ease_aim(&row->place, wish->place, ROWS_TRAVEL_MS, now_ms);
        ease_aim(&row->light, wish != NULL && wish->seen ? 1 : 0, ROWS_FADE_MS, now_ms);
    }
    for (size_t i = 0; i < count; i++)
        if (!has_row(rows, wishes[i].item))
            add(rows, &wishes[i], now_ms);
}

bool rows_move(const struct rows *rows, int64_t now_ms)
{
    for (size_t i = 0; i < rows->count; i++)
        if (ease_moves(&rows->rows[i].place, now_ms) || ease_moves(&rows->rows[i].light, now_ms))
            return true;
    return false;
}
