/* Each function first folds its argument into a small interval, exactly, and then sums the Taylor
 * series there by Horner's rule, to a term that is below the rounding of a double. Tables stand in
 * the order in which Horner takes them, highest power first. The build forbids fused multiply and
 * add, which would round once where another machine rounds twice.
 */
#include "base/exact.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

/* Decimals with 16 or 17 digits, which every compiler turns into the same double. */
static const double radians_per_turn = 6.283185307179586;
static const double log_2 = 0.6931471805599453;
/* A level in dB is 20 log10 of a gain, so the gain is 2 to the level times this. */
static const double log2_of_10_over_20 = 0.16609640474436813;

/* 1/21! down to 1/1!, the odd ones alone, with their signs. At a quarter turn the first that is
 * left out, x^23/23!, is below 2e-18. */
static const double sine_terms[] = {
    1.9572941063391263e-20,
    -8.22063524662433e-18,
    2.8114572543455206e-15,
    -7.647163731819816e-13,
    1.6059043836821613e-10,
    -2.505210838544172e-08,
    2.7557319223985893e-06,
    -0.0001984126984126984,
    0.008333333333333333,
    -0.16666666666666666,
    1.0,
};

/* 1/13! down to 1/0!, each times a power of half of log 2 at most: what is left out is below
 * 1e-17. */
static const double power_terms[] = {
    1.6059043836821613e-10,
    2.08767569878681e-09,
    2.505210838544172e-08,
    2.755731922398589e-07,
    2.7557319223985893e-06,
    2.48015873015873e-05,
    0.0001984126984126984,
    0.001388888888888889,
    0.008333333333333333,
    0.041666666666666664,
    0.16666666666666666,
    0.5,
    1.0,
    1.0,
};

/* The sum of terms[i] x^(count - 1 - i): two roundings a term, in the same order on every
 * machine. */
static double horner(const double *terms, size_t count, double x)
{
    double sum = terms[0];
    for (size_t i = 1; i < count; i++)
        sum = sum * x + terms[i];
    return sum;
}

double exact_sine(double turns)
{
    assert(turns > -0x1p40 && turns < 0x1p40);
    /* Whole turns go first: x is between -1/2 and 1/2, and exact, since taking the nearest whole
     * number away loses no digit. */
    double x = turns - floor(turns + 0.5);
    /* A half turn's sine is the same on both sides of its quarter, so a quarter is all the series
     * needs. */
    if (x > 0.25)
        x = 0.5 - x;
    else if (x < -0.25)
        x = -0.5 - x;
    assert(x >= -0.25 && x <= 0.25);
    double angle = x * radians_per_turn;
    double sine = angle * horner(sine_terms, sizeof sine_terms / sizeof *sine_terms, angle * angle);
    /* Rounding must not carry it outside, or 1 - cosine could be less than nothing. */
    return sine > 1 ? 1 : sine < -1 ? -1 : sine;
}

double exact_cosine(double turns)
{
    /* A sine is a cosine a quarter turn later. The sum rounds no more coarsely than `turns` itself
     * was rounded when it was reckoned. */
    return exact_sine(turns + 0.25);
}

double exact_power_of_two(double exponent)
{
    assert(exponent >= -1000 && exponent <= 1000);
    /* Only the fraction needs the series; the whole part goes into the double's exponent by ldexp,
     * without any rounding. */
    double whole = floor(exponent + 0.5);
    double x = (exponent - whole) * log_2;
    return ldexp(horner(power_terms, sizeof power_terms / sizeof *power_terms, x), (int)whole);
}

double exact_gain(double level_db)
{
    assert(level_db > -6000 && level_db < 6000);
    /* One product, rounded the same everywhere; the error that it brings is far below a bit of
     * sound. */
    return exact_power_of_two(level_db * log2_of_10_over_20);
}
