/* What the listener asks of a sound device that is gone, with one that SDL makes up. It has no
 * name, so it is never taken for the one that was there, and is only offered.
 */
#include "platform/audio.h"

#include "platform/clock.h"
#include "platform/loudspeaker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>
#include <string.h>

enum { MOST_MS = 10000 };                   /* that opening or closing such a device takes */
static const int64_t look_due = 3000000000; /* ns after the last: it is time for another */

/* A source of silence. */
static void render(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    (void)context;
    (void)first_frame;
    if (stereo != NULL)
        memset(stereo, 0, frames * 2 * sizeof *stereo);
}

static int start(void **state)
{
    SDL_SetHint(SDL_HINT_AUDIODRIVER, "dummy");
    *state = audio_open(allocator_system(), (struct audio_source){.render = render});
    return *state == NULL || audio_problem(*state) != NULL;
}

static int finish(void **state)
{
    audio_close(*state);
    return 0;
}

/* A turn of a player's loop, and time for what it begins. */
static void turn(struct audio *audio, int64_t now_ns)
{
    audio_look_for_device(audio, now_ns);
    assert_true(loudspeaker_wait(MOST_MS));
}

/* The device goes away. Once that is done another may be opened, which a second turn would see. */
static void lose_device(struct audio *audio)
{
    audio_go_silent(audio, "it is gone");
    assert_true(loudspeaker_wait(MOST_MS));
    turn(audio, clock_now_ns());
    turn(audio, clock_now_ns());
    assert_non_null(audio_problem(audio));
}

/* It is found to be there again, which one turn begins and the next sees. */
static void find_device(struct audio *audio)
{
    int64_t now_ns = clock_now_ns() + look_due;
    turn(audio, now_ns);
    turn(audio, now_ns);
    assert_non_null(audio_problem(audio));
    assert_non_null(audio_other_device(audio));
}

static void another_device_plays_once_it_is_asked_for(void **state)
{
    lose_device(*state);
    assert_null(audio_other_device(*state));
    audio_use_other_device(*state); /* there is none, so it asks for nothing */
    find_device(*state);
    audio_use_other_device(*state);
    turn(*state, clock_now_ns());
    turn(*state, clock_now_ns());
    assert_null(audio_problem(*state));
    assert_null(audio_other_device(*state));
}

/* The key is pressed a second time while the device is opened. The next time that it goes away the
 * session is not moved. */
static void a_wish_ends_with_the_device_that_it_brought(void **state)
{
    lose_device(*state);
    find_device(*state);
    audio_use_other_device(*state);
    audio_look_for_device(*state, clock_now_ns());
    audio_use_other_device(*state);
    turn(*state, clock_now_ns());
    turn(*state, clock_now_ns());
    assert_null(audio_problem(*state));
    lose_device(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_device_plays_once_it_is_asked_for, start, finish),
        cmocka_unit_test_setup_teardown(a_wish_ends_with_the_device_that_it_brought, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
