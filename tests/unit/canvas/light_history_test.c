/* What the governor remembers of a place: a breath is never held, a flash always is. */
#include "canvas/light_history.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FRAME_MS = 33 };

static const float BLOCK_CHANGE = 0.03F;

/* Where the place may go at `at_ms`. */
static struct light_range room_at(struct light_history *history, int64_t at_ms)
{
    struct light_range range = light_history_range(history, at_ms, FRAME_MS, BLOCK_CHANGE);
    light_history_hold(history, at_ms, &range);
    assert_true(range.lowest <= history->now && range.highest >= history->now);
    return range;
}

/* A place at the edge of an orb: in for `in_ms`, out for 6 s. Some turn right at the top, so that
 * the way down begins when they have only just begun to shine. */
static void a_breath_is_never_held(void **state)
{
    (void)state;
    for (int64_t in_ms = 3000; in_ms <= 5000; in_ms += 500) {
        for (float most = 0.008F; most < 0.03F; most += 0.0005F) {
            struct light_history history;
            light_history_start(&history, 0);
            for (int64_t at_ms = 0; at_ms < 60000; at_ms += FRAME_MS) {
                int64_t into_ms = at_ms % (in_ms + 6000);
                double share = into_ms < in_ms ? (double)into_ms / (double)in_ms
                                               : 1 + (double)(into_ms - in_ms) / 6000;
                float y = most * (float)(0.5 - 0.5 * cos(share * 3.14159265));
                struct light_range room = room_at(&history, at_ms);
                assert_true(y >= room.lowest && y <= room.highest);
                light_history_record(&history, at_ms, y);
            }
        }
    }
}

/* Light that always goes as far as it may, up and down in turn every `half_ms`. Within any second
 * it turns by 0.01 at most once. */
static void flashes_are_held(void **state)
{
    (void)state;
    for (int half_ms = 50; half_ms <= 900; half_ms += 50) {
        struct light_history history;
        light_history_start(&history, 0.02F);
        float low = 0.02F;
        float high = 0.02F;
        int direction = 0;
        int64_t turned_ms = -2000;
        for (int64_t at_ms = 0; at_ms < 20000; at_ms += FRAME_MS) {
            struct light_range room = room_at(&history, at_ms);
            float y = at_ms / half_ms % 2 == 0 ? room.highest : room.lowest;
            light_history_record(&history, at_ms, y);
            low = fminf(low, y);
            high = fmaxf(high, y);
            int way = direction;
            if (direction <= 0 && y > low + 0.01F)
                way = 1;
            else if (direction >= 0 && y < high - 0.01F)
                way = -1;
            if (way == direction)
                continue;
            assert_true(direction == 0 || at_ms - turned_ms >= 1000);
            turned_ms = direction == 0 ? turned_ms : at_ms;
            direction = way;
            low = y;
            high = y;
        }
        /* In the shortest there is no time to come so far. */
        assert_true(direction != 0 || half_ms < 300);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_breath_is_never_held),
        cmocka_unit_test(flashes_are_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
