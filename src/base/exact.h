/* Sine and powers of two that are the same to the bit on every machine.
 *
 * The C library's functions may differ in the last bit from one system to the next, and then so
 * would the samples of a session. These use nothing but operations that IEEE 754 defines exactly:
 * + − × and scaling by powers of two. They are within 1e-14 of the truth and no faster than the
 * library's, so they belong where a few thousand calls a second are made. Safe in the audio
 * callback.
 */
#ifndef LULL_BASE_EXACT_H
#define LULL_BASE_EXACT_H

/* The sine or cosine of an angle in whole turns (1 is 360°); any finite value up to 2^40. Never
 * outside −1 to 1. The cosine adds a quarter turn first, so beyond 16 turns it is only as near as
 * the last digit of `turns`. */
double exact_sine(double turns);
double exact_cosine(double turns);

/* 2 to the power of `exponent`, which is from −1000 to 1000. */
double exact_power_of_two(double exponent);

/* The factor by which `level_db` decibels change an amplitude: 10^(level_db / 20). */
double exact_gain(double level_db);

#endif
