/* A quiet form of one row a question: how strong the pain was and is, and little more.
 *
 * A state machine: input and time go in, answers and, from pain_view.h, a picture come out. Each
 * question has its choices side by side; nothing has to be answered, and whoever presses any other
 * key is asked no more. After a session two questions are asked, from the menu four. Numeric rating
 * of pain from 0 to 10 is the usual scale of headache diaries (IHS guidelines, Tassorelli 2018).
 */
#ifndef LULL_SHELL_PAIN_H
#define LULL_SHELL_PAIN_H

#include "platform/input.h"
#include "scene/ease.h"
#include "store/diary_entry.h"

#include <stdbool.h>
#include <stdint.h>

/* What can be asked. */
enum pain_question {
    PAIN_BEFORE,
    PAIN_NOW,
    PAIN_PHASE,
    PAIN_MEDICINE,
    PAIN_QUESTIONS,
};

/* How many questions each form asks: the first of the list. */
enum pain_form { PAIN_AFTER_SESSION = 2, PAIN_AT_ANY_TIME = 4 };

/* How it stands with the form. */
enum pain_state {
    PAIN_ASKS,
    PAIN_GIVEN,   /* the answers are to be kept, where there are any */
    PAIN_SKIPPED, /* another key was pressed: nothing is to be kept */
};

/* A choice that can be pressed; `question` is -1 for none. */
struct pain_cell {
    int question;
    int choice;
};

struct pain {
    enum pain_form form;
    enum pain_state state;
    int answers[PAIN_QUESTIONS];         /* PAIN_NOT_SAID, or the choice, from 0 */
    int at;                              /* the question that keys answer */
    struct ease place;                   /* the same, on its way */
    struct ease choices[PAIN_QUESTIONS]; /* the answers, on their way */
    struct ease lights[PAIN_QUESTIONS];  /* 1 where there is an answer */
    struct pain_cell pointed;            /* what the mouse was moved to; question -1: nothing */
    struct ease pointed_choice;          /* the same, on its way */
    struct ease pointed_light;           /* 0 to 1 as it comes */
    int64_t asked_ms;                    /* when something was last pressed */
    bool settles;                        /* the last answer is there: it is given soon by itself */
    bool has_one;                        /* the digit 1 was typed, which a 0 may make a 10 ... */
    int one;                             /* ... of this question */
};

/* How long it waits for a key before it gives what it has, and after the last answer; and within
 * how long a 0 after a 1 is the other half of a 10. */
enum { PAIN_WAITS_MS = 15000, PAIN_SETTLES_MS = 1500, PAIN_TEN_MS = 1000 };

/* The form, asking its first question from `now_ms` on. */
struct pain pain_make(enum pain_form form, int64_t now_ms);

/* How many choices `question` has. */
int pain_choices(enum pain_question question);

/* Takes in what the person did; `pressed` is the choice under an INPUT_PRESS or
 * INPUT_POINTER. A pointer lights its question and, a little, its choice. Digits and presses
 * answer and go on to the next question; a 0 less than PAIN_TEN_MS after a 1 makes that answer 10.
 * Left and Right change the answer (Left begins with the highest), Up and Down go to other
 * questions, Enter goes on, and after the last question gives the answers. A digit where there are
 * no numbers does nothing; any other key or a press beside it skips. Returns whether anything
 * changed. */
bool pain_input(struct pain *pain, const struct input *input, struct pain_cell pressed,
                int64_t now_ms);

/* When it gives what it has by itself, while nothing else is pressed. */
int64_t pain_due_ms(const struct pain *pain);

/* How it stands at `now_ms`; by itself it goes from PAIN_ASKS to PAIN_GIVEN after its wait. */
enum pain_state pain_state(const struct pain *pain, int64_t now_ms);

/* Whether any question that starts unanswered has an answer. */
bool pain_says_anything(const struct pain *pain);

/* Whether the picture changes by itself after `now_ms`. */
bool pain_moves(const struct pain *pain, int64_t now_ms);

#endif
