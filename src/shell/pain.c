/* An answer is the index of a choice. What is seen of it are two easings: one carries the light
 * from choice to choice, one lets it come and go; the answer itself is there at once. Every input
 * that does anything puts off the moment at which the form gives what it has. Whatever is no answer
 * skips: nobody has to learn how to get rid of a form.
 */
#include "shell/pain.h"

#include "base/text.h"

#include <assert.h>

/* As rows of the menu move, and as anything that is new comes. */
enum { TRAVEL_MS = 450, COMES_MS = 800 };

struct pain pain_make(enum pain_form form, int64_t now_ms)
{
    struct pain pain = {.form = form, .asked_ms = now_ms, .pointed = {.question = -1}};
    for (int i = 0; i < PAIN_QUESTIONS; i++)
        /* Not 0, which is an answer: no pain. */
        pain.answers[i] = PAIN_NOT_SAID;
    /* A toggle is always one or the other. */
    pain.answers[PAIN_MEDICINE] = 0;
    pain.lights[PAIN_MEDICINE] = ease_at(1);
    return pain;
}

int pain_choices(enum pain_question question)
{
    assert(question < PAIN_QUESTIONS);
    /* Two and three as the view has words for; numbers from 0 to PAIN_MOST, both included. */
    return question == PAIN_MEDICINE ? 2 : question == PAIN_PHASE ? 3 : PAIN_MOST + 1;
}

/* Makes `question` the one that keys answer. A 1 typed elsewhere is no half of a 10 any more. */
static void go_to(struct pain *pain, int question, int64_t now_ms)
{
    assert(question >= 0 && question < (int)pain->form);
    assert(pain->state == PAIN_ASKS);
    pain->at = question;
    pain->has_one = false;
    ease_aim(&pain->place, question, TRAVEL_MS, now_ms);
}

/* The light travels from choice to choice, but appears where there was none. */
static void answer(struct pain *pain, int question, int choice, int64_t now_ms)
{
    assert(choice >= 0 && choice < pain_choices((enum pain_question)question));
    if (pain->answers[question] == PAIN_NOT_SAID)
        pain->choices[question] = ease_at(choice);
    pain->answers[question] = choice;
    ease_aim(&pain->choices[question], choice, TRAVEL_MS, now_ms);
    ease_aim(&pain->lights[question], 1, COMES_MS, now_ms);
    pain->settles = false;
    pain->has_one = false;
}

/* The last question has none after it: its answer can be mended for a moment, then it is given. */
static void answer_and_go_on(struct pain *pain, int question, int choice, int64_t now_ms)
{
    answer(pain, question, choice, now_ms);
    pain->settles = question + 1 == (int)pain->form;
    go_to(pain, pain->settles ? question : question + 1, now_ms);
}

/* Along the choices, stopping at either end; from no answer to the end that the key comes from. */
static void step(struct pain *pain, int by, int64_t now_ms)
{
    assert(by == 1 || by == -1);
    int last = pain_choices((enum pain_question)pain->at) - 1;
    int choice = pain->answers[pain->at];
    if (choice == PAIN_NOT_SAID)
        choice = by > 0 ? 0 : last;
    else
        choice += by;
    if (choice >= 0 && choice <= last)
        answer(pain, pain->at, choice, now_ms);
}

/* To the next question, unanswered as this one may be; after the last the form is given. */
static void go_on(struct pain *pain, int64_t now_ms)
{
    if (pain->at + 1 == (int)pain->form)
        pain->state = PAIN_GIVEN;
    else
        go_to(pain, pain->at + 1, now_ms);
}

/* Ends the form without keeping anything. Returns true, as what was pressed did something. */
static bool skip(struct pain *pain)
{
    pain->state = PAIN_SKIPPED;
    return true;
}

/* A key other than digits, which come as text. */
static bool press_key(struct pain *pain, const struct input *input, int64_t now_ms)
{
    /* What is held down since before the form came is no answer to it. */
    if (input->repeated && input->key != KEY_LEFT && input->key != KEY_RIGHT)
        return false;
    switch (input->key) {
    case KEY_CHARACTER:
        /* What it types comes as text, in whatever layout the keyboard has. */
        return false;
    case KEY_LEFT:
        step(pain, -1, now_ms);
        return true;
    case KEY_RIGHT:
        step(pain, 1, now_ms);
        return true;
    case KEY_UP:
        /* At the first question it stays; a form has no way out upwards. */
        go_to(pain, pain->at > 0 ? pain->at - 1 : 0, now_ms);
        return true;
    case KEY_DOWN:
        if (pain->at + 1 < (int)pain->form)
            go_to(pain, pain->at + 1, now_ms);
        return true;
    case KEY_ENTER:
    case KEY_PLAY:
    case KEY_PAD_START:
        go_on(pain, now_ms);
        return true;
    default:
        return skip(pain);
    }
}

/* A digit answers and goes on, so half a 10 has gone on too: a 0 that follows at once belongs to
 * the question before. Whoever means 1 and then 0 and is that quick sees that the second is still
 * asked for; a 10 that was kept as 1 and 0 nobody would see. */
static bool type_digit(struct pain *pain, int digit, int64_t now_ms)
{
    assert(digit >= 0 && digit <= 9);
    int at = pain->at;
    if (digit == 0 && pain->has_one && now_ms - pain->asked_ms < PAIN_TEN_MS) {
        answer_and_go_on(pain, pain->one, PAIN_MOST, now_ms);
        return true;
    }
    /* Where there are no numbers it is a slip, and none to lose what was said before. */
    if (at > PAIN_NOW)
        return false;
    answer_and_go_on(pain, at, digit, now_ms);
    pain->has_one = digit == 1;
    /* Kept apart from `at`, which has moved on to the next question by now. */
    pain->one = at;
    return true;
}

/* Text: one digit answers, and any other letter skips, like any other key. */
static bool type(struct pain *pain, const char *typed, int64_t now_ms)
{
    /* The key of a space has come already. */
    if (text_equal(text_from(typed), text_from(" ")))
        return false;
    /* One character at a time is what a keyboard gives; more is an input method's. */
    if (typed[0] >= '0' && typed[0] <= '9' && typed[1] == '\0')
        return type_digit(pain, typed[0] - '0', now_ms);
    return skip(pain);
}

/* A pointer cannot be seen, so what it is on brightens: a click must not hit anything else. */
static bool point_at(struct pain *pain, struct pain_cell cell, int64_t now_ms)
{
    /* Beside all choices the one pointed at last stays lit: the form does not go dark under a
     * hand. */
    bool same_question = cell.question == pain->pointed.question;
    if (cell.question < 0 || (same_question && cell.choice == pain->pointed.choice))
        return false;
    if (!same_question) {
        pain->pointed_choice = ease_at(cell.choice);
        /* On another row the light begins anew: it must not fly across the rows between. */
        pain->pointed_light = ease_at(0);
        ease_aim(&pain->pointed_light, 1, COMES_MS, now_ms);
    }
    ease_aim(&pain->pointed_choice, cell.choice, TRAVEL_MS, now_ms);
    pain->pointed = cell;
    /* Keys answer what the pointer is on, so that both hands mean the same question. */
    if (cell.question != pain->at)
        go_to(pain, cell.question, now_ms);
    return true;
}

bool pain_input(struct pain *pain, const struct input *input, struct pain_cell pressed,
                int64_t now_ms)
{
    assert(pain != NULL && input != NULL);
    /* Given or skipped it stays so, whatever is still pressed while it goes dark. */
    if (pain->state != PAIN_ASKS)
        return false;
    bool changed = false;
    switch (input->kind) {
    case INPUT_KEY:
        changed = press_key(pain, input, now_ms);
        break;
    case INPUT_TEXT:
        changed = type(pain, input->text, now_ms);
        break;
    case INPUT_PRESS:
        /* On a choice it answers; beside all of them it is the finger's way to skip. */
        changed = true;
        if (pressed.question >= 0)
            answer_and_go_on(pain, pressed.question, pressed.choice, now_ms);
        else
            skip(pain);
        break;
    case INPUT_POINTER:
        changed = point_at(pain, pressed, now_ms);
        break;
    case INPUT_QUIT:
        changed = skip(pain);
        break;
    default:
        break;
    }
    if (changed)
        /* Someone who is slow is not cut off: each key begins the wait anew. */
        pain->asked_ms = now_ms;
    return changed;
}

int64_t pain_due_ms(const struct pain *pain)
{
    return pain->asked_ms + (pain->settles ? PAIN_SETTLES_MS : PAIN_WAITS_MS);
}

enum pain_state pain_state(const struct pain *pain, int64_t now_ms)
{
    /* Reckoned and not stored, so that asking changes nothing. */
    bool is_due = pain->state == PAIN_ASKS && now_ms >= pain_due_ms(pain);
    return is_due ? PAIN_GIVEN : pain->state;
}

bool pain_says_anything(const struct pain *pain)
{
    /* Medicine starts at none, so none is no answer. */
    return pain->answers[PAIN_BEFORE] != PAIN_NOT_SAID ||
           pain->answers[PAIN_NOW] != PAIN_NOT_SAID || pain->answers[PAIN_PHASE] != PAIN_NOT_SAID ||
           pain->answers[PAIN_MEDICINE] != 0;
}

bool pain_moves(const struct pain *pain, int64_t now_ms)
{
    bool moves = ease_moves(&pain->place, now_ms) || ease_moves(&pain->pointed_choice, now_ms) ||
                 ease_moves(&pain->pointed_light, now_ms);
    for (int i = 0; i < (int)pain->form; i++)
        moves = moves || ease_moves(&pain->choices[i], now_ms) ||
                ease_moves(&pain->lights[i], now_ms);
    return moves;
}
