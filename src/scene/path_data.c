/* A pen that knows where it is, where its line began, and the last control point, from which the
 * smooth forms (S) take their own. Quadratic curves are raised to cubic ones, so that there is one
 * kind of curve to make pieces of. A path that breaks off is an error as a whole: what was sent
 * until then is the caller's to drop.
 */
#include "scene/path_data.h"

#include <assert.h>
#include <math.h>

/* Enough for a curve across the picture to be smooth on the largest screen. */
enum { MOST_PIECES = 64 };

/* What a command needs to know of those before it. All positions are in the units of the data. */
struct pen {
    const struct path_sink *sink;
    double piece;
    double x, y;             /* where it is */
    double begin_x, begin_y; /* where the line began */
    double control_x, control_y;
    bool after_curve; /* the control point is of the command just before */
};

/* White space as SVG has it: line ends belong to it. */
static bool is_space(char byte)
{
    return text_is_white(byte) || byte == '\n' || byte == '\r';
}

/* How many bytes part one number from the next: white space and one comma. */
static size_t skip_blank(struct text text)
{
    size_t at = 0;
    bool comma = false;
    while (at < text.length && (is_space(text.bytes[at]) || (text.bytes[at] == ',' && !comma)))
        comma |= text.bytes[at++] == ',';
    return at;
}

/* Reads digits from `*at` on, adding them to `*value`; returns how many there were. */
static int read_digits(struct text text, size_t *at, double *value)
{
    assert(*at <= text.length);
    int count = 0;
    while (*at < text.length && text_is_digit(text.bytes[*at])) {
        *value = *value * 10 + (text.bytes[(*at)++] - '0');
        count++;
    }
    return count;
}

/* Digits are gathered as a whole number and divided last, which is exact up to 15 of them. */
bool path_data_number(struct text *text, double *number)
{
    size_t at = skip_blank(*text);
    bool negative = at < text->length && text->bytes[at] == '-';
    if (at < text->length && (text->bytes[at] == '-' || text->bytes[at] == '+'))
        at++;
    double value = 0;
    int whole = read_digits(*text, &at, &value);
    int fraction = 0;
    if (at < text->length && text->bytes[at] == '.') {
        at++;
        fraction = read_digits(*text, &at, &value);
    }
    /* Longer numbers do not occur in art, and would lose their last digits. */
    if (whole + fraction == 0 || whole + fraction > 15)
        return false;
    for (int i = 0; i < fraction; i++)
        value /= 10;
    *number = negative ? -value : value;
    *text = text_tail(*text, at);
    return true;
}

/* Every line drawn passes here, so the pen always knows where it is. */
static bool line_to(struct pen *pen, double x, double y)
{
    pen->x = x;
    pen->y = y;
    return pen->sink->go(pen->sink->context, x, y);
}

/* From point to point. */
static double distance(double ax, double ay, double bx, double by)
{
    return sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
}

/* A cubic Bézier curve from where the pen is; c has both control points and the end. */
static bool curve_to(struct pen *pen, const double c[6])
{
    double ax = pen->x;
    double ay = pen->y;
    double hull = distance(ax, ay, c[0], c[1]) + distance(c[0], c[1], c[2], c[3]) +
                  distance(c[2], c[3], c[4], c[5]);
    /* The way over the control points is longer than the curve: a safe count of pieces. */
    double wanted = ceil(hull / pen->piece);
    int pieces = wanted < 2 ? 2 : wanted > MOST_PIECES ? MOST_PIECES : (int)wanted;
    for (int i = 1; i <= pieces; i++) {
        double t = (double)i / pieces;
        double u = 1 - t;
        double x = u * u * u * ax + 3 * u * u * t * c[0] + 3 * u * t * t * c[2] + t * t * t * c[4];
        double y = u * u * u * ay + 3 * u * u * t * c[1] + 3 * u * t * t * c[3] + t * t * t * c[5];
        if (!line_to(pen, x, y))
            return false;
    }
    pen->control_x = c[2];
    pen->control_y = c[3];
    pen->after_curve = true;
    return true;
}

/* The first control point is the last one's mirror image, or where the pen is after anything but
 * a curve. */
static bool smooth_curve_to(struct pen *pen, const double n[4])
{
    double x = pen->after_curve ? 2 * pen->x - pen->control_x : pen->x;
    double y = pen->after_curve ? 2 * pen->y - pen->control_y : pen->y;
    return curve_to(pen, (double[]){x, y, n[0], n[1], n[2], n[3]});
}

/* A quadratic curve is the cubic one whose control points lie two thirds of the way to its own. */
static bool quadratic_to(struct pen *pen, const double n[4])
{
    double third = 1.0 / 3;
    double c[6] = {pen->x + 2 * third * (n[0] - pen->x),
                   pen->y + 2 * third * (n[1] - pen->y),
                   n[2] + 2 * third * (n[0] - n[2]),
                   n[3] + 2 * third * (n[1] - n[3]),
                   n[2],
                   n[3]};
    bool done = curve_to(pen, c);
    /* A smooth cubic may not go on from a quadratic's control point (SVG 1.1, 8.3.6). */
    pen->after_curve = false;
    return done;
}

/* A new line begins; closing it will lead back here. */
static bool move_to(struct pen *pen, double x, double y)
{
    pen->x = pen->begin_x = x;
    pen->y = pen->begin_y = y;
    return pen->sink->start(pen->sink->context, x, y);
}

/* How many numbers a command takes; −1: there is no such command. */
static int numbers_of(char command)
{
    switch (command) {
    case 'M':
    case 'L':
        return 2;
    case 'H':
    case 'V':
        return 1;
    case 'C':
        return 6;
    case 'S':
    case 'Q':
        return 4;
    case 'Z':
        return 0;
    default:
        return -1;
    }
}

/* Carries out one command whose numbers are absolute. */
static bool draw(struct pen *pen, char command, const double n[6])
{
    /* Only a curve right after a curve goes on from its control point. */
    bool was_curve = pen->after_curve && (command == 'C' || command == 'S');
    pen->after_curve = was_curve;
    switch (command) {
    case 'M':
        return move_to(pen, n[0], n[1]);
    case 'L':
        return line_to(pen, n[0], n[1]);
    case 'H':
        return line_to(pen, n[0], pen->y);
    case 'V':
        return line_to(pen, pen->x, n[0]);
    case 'C':
        return curve_to(pen, n);
    case 'S':
        return smooth_curve_to(pen, n);
    case 'Q':
        return quadratic_to(pen, n);
    default:
        assert(command == 'Z');
        return line_to(pen, pen->begin_x, pen->begin_y);
    }
}

/* Reads the numbers of one `command`, made absolute. */
static bool read_numbers(struct text *data, const struct pen *pen, char command, bool relative,
                         double n[6])
{
    int count = numbers_of(command);
    for (int i = 0; i < count; i++) {
        /* Whatever is wrong in a path ends it; half a curve would look like a slip of the
         * artist's. */
        if (!path_data_number(data, &n[i]))
            return false;
        /* Numbers come as x and y in turn, but for the commands that have one of them alone. */
        bool vertical = command == 'V' || (command != 'H' && i % 2 == 1);
        if (relative)
            n[i] += vertical ? pen->y : pen->x;
    }
    return true;
}

/* A command's letter may be left out where it is that of the command before. */
bool path_data_read(struct text data, double piece, const struct path_sink *sink)
{
    assert(piece > 0 && sink != NULL);
    struct pen pen = {.sink = sink, .piece = piece};
    char command = 0;
    bool relative = false;
    for (data = text_tail(data, skip_blank(data)); data.length > 0;
         data = text_tail(data, skip_blank(data))) {
        char letter = data.bytes[0];
        bool small = letter >= 'a' && letter <= 'z';
        char wanted = (char)(small ? letter - 'a' + 'A' : letter);
        /* A new letter, or numbers for the one before. */
        if (numbers_of(wanted) >= 0) {
            if (command == 0 && wanted != 'M')
                return false;
            command = wanted;
            relative = small;
            data = text_tail(data, 1);
        } else if (command == 0 || command == 'Z') {
            return false;
        }
        double n[6] = {0};
        if (!read_numbers(&data, &pen, command, relative, n) || !draw(&pen, command, n))
            return false;
        if (command == 'M')
            command = 'L'; /* further pairs after a move are lines */
    }
    return true;
}
