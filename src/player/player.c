/* One turn of the loop: take the keys that have come, ask the deck what is heard, let what the
 * listener switched move on, draw. Thirty turns a second while anything moves; four when the
 * session stands still and the last pictures were all the same. The loop waits for nothing but
 * keys: sound is the device's thread's, reading the worker's, and the picture follows what is heard
 * by the device's clock.
 */
#include "player/player.h"

#include "platform/audio.h"
#include "platform/clock.h"
#include "platform/haptics.h"
#include "player/controls.h"
#include "player/deck.h"
#include "player/key_page.h"
#include "player/keys.h"
#include "player/lost_sound.h"
#include "player/notice.h"
#include "player/reader.h"
#include "player/skip.h"
#include "player/transport.h"
#include "player/worker.h"
#include "scene/light.h"
#include "scene/pacer.h"
#include "scene/session_scene.h"
#include "scene/smooth.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    NS_A_MS = 1000000,
    FRAME_MS = 33,
    IDLE_MS = 250,
    STILL_TURNS = 12,                   /* equal pictures in a row before it sleeps longer */
    MEMORY_TURNS = 16,                  /* what "on the mean" is over */
    LEAVE_FADE_MS = TRANSPORT_LEAVE_MS, /* of the light, on leaving */
    STAY_WITHIN_MS = TRANSPORT_LEAVE_MS * 3 / 4,
    QUIT_FADE_MS = 600,  /* the same where the system asks for it */
    DARKENING_MS = 2900, /* the longest that leaving may take */
    HURRYING_MS = 700,   /* the same where the system asks for it */
    SEEK_MS = 10000,
    STOPPED_MS = 4000, /* between two turns: no load does that */
    SLEPT_MS = 500,    /* by the machine: more than two clocks differ when read one after another */
};

/* One session while it is played. Zero at first; whatever start has filled in, player_play gives
 * back. */
struct player {
    struct allocator allocator;
    struct session *session;
    struct screen *screen;
    struct audio *audio;
    struct reader *reader;
    struct worker *worker;
    struct controls controls;
    struct player_own_keys keys;
    struct haptics haptics;
    struct skip skip;
    struct scene_choices scene;
    float light;      /* share that the listener wants, before any key */
    float text_scale; /* of the display's own */
    struct key_page key_page;
    bool pause_unfocused; /* as the listener chose */
    struct heard heard;
    struct notice notice;
    bool leaving;
    bool quitting;
    bool called_aside; /* and not asked by the listener meanwhile */
    struct player_aside aside;
    int64_t leaving_since_ns;
    int64_t last_turn_ns;
    int64_t slept_ns; /* by the machine, at the last turn */
    int still_turns;
    int64_t drawing_ns;  /* from asking what is heard to its picture being shown, on the mean */
    int64_t interval_ns; /* from picture to picture, on the mean */
    struct deck deck;
};

/* Sends an order to the thread that makes sound. Where sixteen are waiting it is lost: nobody
 * presses that fast, and a device that takes none is not heard either. */
static void order(struct player *player, enum transport_order order, int64_t frames)
{
    crossing_order(&player->deck.crossing, order, frames);
}

/* Goes on or back in time; the worker starts to read there before the sound arrives. */
static void seek(struct player *player, int32_t by_ms)
{
    int32_t to_ms = worker_bound_for(player->worker) + by_ms;
    /* Before the order, so that the reading has begun when the sound gets there. */
    worker_expect(player->worker, to_ms > 0 ? to_ms : 0, clock_now_ns() / NS_A_MS);
    order(player, ORDER_SEEK, (int64_t)by_ms * TRANSPORT_FRAMES_A_MS);
}

/* To another chapter, or back from one. */
static void jump_chapter(struct player *player, bool forward)
{
    int32_t at_ms = (int32_t)player->heard.at_ms;
    int64_t now_ms = clock_now_ns() / NS_A_MS;
    int32_t to_ms = 0;
    if (!skip_aim(&player->skip, &player->session->timeline, at_ms, forward, now_ms, &to_ms))
        return;
    /* As for any seek: the worker first. */
    worker_expect(player->worker, to_ms, now_ms);
    order(player, ORDER_JUMP, (int64_t)to_ms * TRANSPORT_FRAMES_A_MS);
}

/* A second key while it fades: light and sound return. Not at its very end, when the order might
 * come too late for the sound. */
static bool stay_after_all(struct player *player)
{
    int64_t since_ns = clock_now_ns() - player->leaving_since_ns;
    if (!player->leaving || player->quitting || since_ns > STAY_WITHIN_MS * (int64_t)NS_A_MS)
        return false;
    order(player, ORDER_LEAVE, 0);
    controls_stay(&player->controls);
    player->leaving = false;
    return true;
}

/* Lets light and sound fade. What the system asks for is done faster, even in a fade under way. */
static void leave(struct player *player, bool quit)
{
    assert(player->session != NULL);
    player->called_aside = false;
    if (!quit && stay_after_all(player))
        return;
    /* Once is enough, unless the system's wish comes upon the listener's. */
    if (!player->leaving || (quit && !player->quitting)) {
        order(player, quit ? ORDER_QUIT : ORDER_LEAVE, 0);
        controls_leave(&player->controls, quit ? QUIT_FADE_MS : LEAVE_FADE_MS);
        player->leaving_since_ns = clock_now_ns();
    }
    player->leaving = true;
    player->quitting = player->quitting || quit;
}

/* The page of keys: the session waits meanwhile, since nobody can read and be guided at once. */
static void show_keys(struct player *player, const struct input *input)
{
    order(player, ORDER_HOLD, 0);
    key_page_open(&player->key_page, input->key, clock_now_ns() / NS_A_MS);
}

/* What comes while that page is open is for it, except what ends the session. */
static void act_on_page(struct player *player, const struct input *input)
{
    (void)key_page_input(&player->key_page, input, clock_now_ns() / NS_A_MS);
    /* Closed by that very key. Whether the session stood still before is the transport's to know:
     * what is heard by now may be older than the last key. */
    if (!player->key_page.open)
        order(player, ORDER_RELEASE, 0);
}

/* Does what a key says: what the sound has to know goes down as an order, the rest are shares that
 * the picture follows. */
static void act(struct player *player, enum player_action action)
{
    switch (action) {
    case ACT_PAUSE:
        order(player, ORDER_PAUSE, 0);
        break;
    case ACT_BACK:
    case ACT_FORWARD:
        seek(player, action == ACT_BACK ? -SEEK_MS : SEEK_MS);
        break;
    case ACT_CHAPTER_BACK:
    case ACT_CHAPTER_FORWARD:
        jump_chapter(player, action == ACT_CHAPTER_FORWARD);
        break;
    case ACT_OTHERS_BLACK:
        screen_cover_others(player->screen, !screen_covers_others(player->screen));
        break;
    case ACT_LEAVE:
    case ACT_QUIT:
        leave(player, action == ACT_QUIT);
        break;
    case ACT_OTHER_SPEAKER:
        /* Does nothing unless one is offered, so a key pressed in error moves no sound. */
        audio_use_other_device(player->audio);
        break;
    default:
        if (controls_act(&player->controls, action))
            crossing_set_levels(&player->deck.crossing, controls_levels(&player->controls));
        break;
    }
}

/* Looks after the sound device. */
static void look_after_sound(struct player *player, int64_t now_ns)
{
    audio_look_for_device(player->audio, now_ns);
    controls_lose_sound(&player->controls, audio_is_lost(player->audio));
}

/* Looks at what is beside the session, and goes when it is called away; returns what is to be read
 * of it, or NULL. */
static const char *look_aside(struct player *player, int64_t now_ms)
{
    const struct player_aside *aside = &player->aside;
    const char *words = NULL;
    if (aside->look == NULL || !aside->look(aside->context, now_ms, &words) || player->leaving)
        return words;
    leave(player, true);
    player->called_aside = true;
    return words;
}

/* Says what has become of the sound, and the one key that would change it; else `otherwise`, or
 * nothing where that is NULL. */
static void say(struct player *player, const char *otherwise)
{
    struct buffer words = buffer_make(player->allocator);
    lost_sound_words(player->controls.sound_lost, audio_other_device(player->audio), &player->keys,
                     &words);
    if (otherwise == NULL)
        otherwise = "";
    notice_say(&player->notice, words.length == 0 ? otherwise : words.bytes);
    buffer_release(&words);
}

/* A machine that slept, or a program that was stopped, wakes to somebody who was not listening:
 * the session waits for a key. */
static void hold_after_sleep(struct player *player, int64_t now_ns)
{
    int64_t slept_ns = clock_slept_ns();
    bool slept = slept_ns - player->slept_ns > SLEPT_MS * (int64_t)NS_A_MS;
    bool stopped = now_ns - player->last_turn_ns > STOPPED_MS * (int64_t)NS_A_MS;
    player->slept_ns = slept_ns;
    if (slept || stopped)
        order(player, ORDER_HOLD, 0);
}

/* Waits for the next turn, or for a key, which is then followed at once. */
static void listen(struct player *player)
{
    int64_t now_ns = clock_now_ns();
    bool asleep = !player->heard.moving && player->still_turns >= STILL_TURNS &&
                  !key_page_moves(&player->key_page, now_ns / NS_A_MS);
    int64_t next_ns = player->last_turn_ns + (int64_t)(asleep ? IDLE_MS : FRAME_MS) * NS_A_MS;
    int64_t left_ns = next_ns - now_ns;
    /* Rounded up: woken a moment too soon, it would have to wait again. */
    int wait_ms = left_ns > 0 ? (int)((left_ns + NS_A_MS - 1) / NS_A_MS) : 0;
    struct input input;
    while (input_wait(wait_ms, &input)) {
        screen_follow(player->screen, &input);
        /* It must not move to other loudspeakers by itself, so it goes on without any. */
        if (input.kind == INPUT_SOUND_LOST)
            audio_go_silent(player->audio, "the sound device has gone");
        /* Once it is leaving, holding would keep the person. */
        if (input.kind == INPUT_UNFOCUSED && player->pause_unfocused && !player->leaving)
            order(player, ORDER_HOLD, 0);
        enum player_action action = player_keys_action(&player->keys, &input);
        if (player->key_page.open && action != ACT_QUIT)
            act_on_page(player, &input);
        else if (action == ACT_HELP && !player->leaving)
            show_keys(player, &input);
        else
            act(player, action);
        player->still_turns = 0;
        /* Take whatever else has come, but wait no more. */
        wait_ms = 0;
    }
}

/* Adds the page of keys, where it is seen. */
static void draw_keys(struct player *player, int64_t now_ms, struct draw_list *list)
{
    struct page_look look = {
        .width_px = list->width_px,
        .height_px = list->height_px,
        .scale = (double)player->scene.scale,
        .hue = player->scene.hue,
        /* Darkness is for the session; leaving is for everything. */
        .brightness = (double)player->scene.brightness *
                      (player->leaving ? 1 - player->controls.darkness.now : 1),
        .font = player->scene.font};
    if (look.font != NULL)
        key_page_draw(&player->key_page, &look, now_ms, list);
}

/* Shows the moment that is heard. */
static void draw(struct player *player, int64_t now_ns)
{
    const struct timeline *timeline = &player->session->timeline;
    int64_t now_ms = now_ns / NS_A_MS;
    player->scene.scale = screen_scale(player->screen) * player->text_scale;
    controls_choose(&player->controls, &player->scene);
    /* The session's light makes room for the page of keys, even where it is dark already. */
    float page_light = (float)leaflet_light(&player->key_page.leaflet, now_ms);
    player->scene.darkness = fmaxf(player->scene.darkness, page_light);
    player->scene.unheard = fminf(player->scene.unheard, 1 - page_light);
    /* Never below a tenth: what was dimmed into nothing could not be found again. */
    player->scene.brightness = fmaxf(0.1F, player->scene.brightness * player->light);
    struct draw_list *list = screen_begin(player->screen, light_level_of(timeline));
    player->scene.top_px = notice_room_px(&player->notice, &player->scene, list);
    session_scene(timeline, player->heard.at_ms, &player->scene, list);
    double share = session_scene_words(&player->scene, 1 - smooth(player->scene.darkness));
    notice_paint(&player->notice, &player->scene,
                 share * light_of_session(timeline, player->heard.at_ms), list);
    draw_keys(player, now_ms, list);
    bool changed = screen_show(player->screen, now_ns);
    player->still_turns = changed ? 0 : player->still_turns + 1;
    player->drawing_ns += (clock_now_ns() - now_ns - player->drawing_ns) / MEMORY_TURNS;
}

/* When a picture that is begun at `now_ns` will have been seen for half its time. What is heard
 * then is what it should show, so that the picture is late for as long as it is early. */
static int64_t middle_of_showing(struct player *player, int64_t now_ns)
{
    assert(now_ns >= player->last_turn_ns);
    int64_t interval_ns = now_ns - player->last_turn_ns;
    /* After a sleep the interval says nothing about frames. */
    if (interval_ns < 2 * (int64_t)FRAME_MS * NS_A_MS)
        player->interval_ns += (interval_ns - player->interval_ns) / MEMORY_TURNS;
    return now_ns + player->drawing_ns + player->interval_ns / 2;
}

/* The breath as it is felt: what the pacer shows, as long as the session goes on. */
static void rumble(struct player *player, int64_t now_ns)
{
    const struct heard *heard = &player->heard;
    double fullness = pacer_fullness(&player->session->timeline, heard->at_ms);
    float level = heard->moving ? heard->level : 0;
    haptics_feel(&player->haptics, controls_felt(&player->controls, fullness, level), now_ns);
}

/* One turn: what is heard at the middle of the coming picture's time, felt and drawn. */
static void turn(struct player *player, int64_t now_ns)
{
    assert(player->audio != NULL && player->worker != NULL);
    hold_after_sleep(player, now_ns);
    int64_t frame = audio_heard(player->audio, middle_of_showing(player, now_ns));
    player->heard = deck_heard(&player->deck, frame);
    worker_look_at(player->worker, (int32_t)player->heard.at_ms, now_ns / NS_A_MS);
    enum transport_state state = player->heard.state;
    player->controls.pausing.wanted = state == TRANSPORT_PAUSING || state == TRANSPORT_PAUSED;
    /* Whoever pauses and goes wants the screen locked after a while, as ever. */
    window_keep_awake(screen_window(player->screen), state != TRANSPORT_PAUSED);
    controls_move(&player->controls, (float)(now_ns - player->last_turn_ns) / NS_A_MS);
    look_after_sound(player, now_ns);
    say(player, look_aside(player, now_ns / NS_A_MS));
    notice_move(&player->notice, (float)(now_ns - player->last_turn_ns) / NS_A_MS);
    player->last_turn_ns = now_ns;
    rumble(player, now_ns);
    draw(player, now_ns);
}

/* Whether it is silent and the screen has gone dark, or has had its time to: a sound device that
 * hangs must not keep anybody. */
static bool is_over(const struct player *player)
{
    if (player->heard.state == TRANSPORT_ENDED && screen_is_black(player->screen))
        return true;
    int64_t most_ms = player->quitting ? HURRYING_MS : DARKENING_MS;
    return player->leaving && player->last_turn_ns - player->leaving_since_ns > most_ms * NS_A_MS;
}

/* From the first picture to the last. The screen saver stays away only for that. */
static void run(struct player *player, bool others_black)
{
    struct window *window = screen_window(player->screen);
    player->slept_ns = clock_slept_ns();
    player->last_turn_ns = clock_now_ns();
    /* The first picture before controllers are looked for, which can take a while. */
    turn(player, player->last_turn_ns);
    if (others_black)
        screen_cover_others(player->screen, true);
    input_open_controllers();
    while (!is_over(player)) {
        listen(player);
        turn(player, clock_now_ns());
    }
    /* A motor would run on for a fifth of a second into the silence. */
    haptics_feel(&player->haptics, 0, clock_now_ns());
    input_close_controllers();
    window_keep_awake(window, false);
}

struct player_choices player_choices_make(void)
{
    return (struct player_choices){
        .light = 1,
        .text_scale = 1,
        .sound = {.voice = 1, .pacer = 1, .ambience = 1, .chime = 1, .master = 1},
    };
}

/* The levels with everything on, as much of each as the listener wants. */
static struct levels wanted_levels(unsigned phases, const struct levels *shares)
{
    struct levels levels = levels_full(phases);
    levels.voice *= shares->voice;
    levels.pacer *= shares->pacer;
    levels.ambience *= shares->ambience;
    levels.chime *= shares->chime;
    levels.master *= shares->master;
    return levels;
}

/* Everything that the loop needs; false when there is no memory. */
static bool start(struct player *player, const struct player_choices *choices)
{
    const struct timeline *timeline = &player->session->timeline;
    player->controls = controls_make(wanted_levels(timeline->phases, &choices->sound),
                                     choices->dark, !choices->no_voice, !choices->no_captions);
    /* In an attack the breath is not heard until a key asks for it. */
    player->controls.pacer_sound = levels_default(timeline->phases).pacer > 0;
    controls_set_rumble(&player->controls, choices->rumble);
    player->scene = scene_choices_make(screen_scale(player->screen) * choices->text_scale);
    player->scene.hue = choices->hue;
    player->light = choices->light;
    player->text_scale = choices->text_scale;
    player->keys = choices->keys;
    player->aside = choices->aside;
    player->pause_unfocused = choices->pause_unfocused;
    player->key_page = key_page_make(player->allocator, "Left, Right: other devices   "
                                                        "any other key: go on");
    key_page_add_session(&player->key_page, &player->keys);
    player->scene.font = choices->font;
    player->scene.figures = choices->no_figure ? NULL : choices->figures;
    deck_start(&player->deck, timeline, player->session->sound, choices->start_ms,
               controls_levels(&player->controls));
    player->reader = reader_create(player->allocator, timeline, player->session->sound,
                                   &player->deck.crossing.rendered_to);
    if (player->reader == NULL)
        return false;
    player->worker = worker_start(player->allocator, player->reader, choices->start_ms);
    if (player->worker == NULL)
        return false;
    struct audio_source source = {.render = deck_render, .context = &player->deck};
    player->audio = audio_open(player->allocator, source);
    return player->audio != NULL;
}

/* Names the first recording of those that were damaged: whoever made them finds the others with
 * `lull check`. */
static void report_damage(const struct player *player, struct player_report *report)
{
    const char *failed = NULL;
    size_t count = player->reader == NULL ? 0 : reader_failures(player->reader, &failed);
    const char *first = player->session->damaged != NULL ? player->session->damaged : failed;
    count += player->session->damaged_count;
    if (first == NULL)
        return;
    assert(count > 0);
    /* The name alone: a line at the screen's top has no room for folders. */
    const char *slash = strrchr(first, '/');
    const char *name = slash == NULL ? first : slash + 1;
    if (count == 1)
        (void)snprintf(report->damaged, sizeof report->damaged, "Damaged recording: %.80s", name);
    else
        (void)snprintf(report->damaged, sizeof report->damaged,
                       "Damaged recordings: %.80s and %zu more", name, count - 1);
}

/* What the listener could not be told during the session. */
static void report_on(const struct player *player, struct player_report *report)
{
    const char *problem = player->audio == NULL ? NULL : audio_problem(player->audio);
    *report = (struct player_report){.played_ms = (int32_t)player->heard.at_ms,
                                     .dark = controls_are_dark(&player->controls)};
    report_damage(player, report);
    if (problem != NULL)
        snprintf(report->sound_problem, sizeof report->sound_problem, "%s", problem);
}

/* In the order of what was asked for last. */
static enum player_end how_it_ended(const struct player *player)
{
    if (player->called_aside)
        return PLAYER_CALLED_ASIDE;
    return player->quitting ? PLAYER_QUIT : player->leaving ? PLAYER_LEFT : PLAYER_FINISHED;
}

enum player_end player_play(struct allocator allocator, struct screen *screen,
                            struct session *session, const struct player_choices *choices,
                            struct player_report *report)
{
    assert(session_is_playable(session) && choices != NULL && report != NULL);
    struct player *player = allocator_allocate(allocator, 1, sizeof *player);
    if (player == NULL)
        return PLAYER_NO_MEMORY;
    player->allocator = allocator;
    player->session = session;
    /* A first guess, which the first pictures correct. */
    player->interval_ns = (int64_t)FRAME_MS * NS_A_MS;
    player->screen = screen;
    enum player_end end = PLAYER_NO_MEMORY;
    if (start(player, choices)) {
        run(player, choices->others_black);
        end = how_it_ended(player);
    }
    /* The worker before the reader that it reads with, and the device before the clips it plays. */
    worker_stop(player->worker);
    report_on(player, report);
    audio_close(player->audio);
    reader_destroy(player->reader);
    key_page_release(&player->key_page);
    allocator_release(allocator, player);
    return end;
}
