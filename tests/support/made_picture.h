/* What a test of pictures needs: hands, words and light for a made session, a font that any machine
 * measures alike, and an eye that looks at a draw list.
 */
#ifndef LULL_TESTS_MADE_PICTURE_H
#define LULL_TESTS_MADE_PICTURE_H

#include "scene/draw_list.h"
#include "scene/figures.h"
#include "scene/font.h"
#include "support/made_session.h"

/* Appends a span to the hands' lane. */
void made_picture_hands(struct made_session *made, int32_t from_ms, int32_t to_ms,
                        enum action action, enum pressure pressure, struct place place);

/* Appends words to the voice's lane; `words` must outlive the session. */
void made_picture_say(struct made_session *made, int32_t from_ms, int32_t to_ms, const char *words);

/* Appends a change of light. */
void made_picture_light(struct made_session *made, int32_t from_ms, int32_t to_ms, int percent,
                        int32_t over_ms);

/* A font all of whose characters are half an em wide. It draws nothing. */
struct font made_picture_font(void);

/* The art of the source tree, in `arena`; fails the test where anything in it is wrong. */
const struct figures *made_picture_figures(struct arena *arena);

/* The light of everything but text in `list` at a point, by the definitions of draw_list.h. */
struct colour made_picture_look(const struct draw_list *list, double x_px, double y_px);

/* Relative luminance. */
double made_picture_luminance(struct colour colour);

/* Whether both lists are the same in every number. */
bool made_picture_equal(const struct draw_list *a, const struct draw_list *b);

#endif
