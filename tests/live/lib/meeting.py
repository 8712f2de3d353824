"""How nearly words, captions and pacer meet in a recording of a session: the sentence that is heard
is the ruler for what is seen.

What the machine held up, sound or pictures, is no measure of either: it is left out, and the
recording made again, TAKES times at most, until there are LEAST_EVENTS.
"""

import numpy

import measure
import scripts
from stage import HEIGHT, SOUND_RATE, WIDTH

# Between what is heard and what is seen, of all words: half of them, and all but the worst.
MOST_OFF_MEDIAN_S, MOST_OFF_P95_S = 0.010, 0.020
LEAST_EVENTS, TAKES, MOST_HELD_UP_S, LEAST_ALIKE = 6, 3, 0.060, 0.98
MOST_UNEVEN_S = 0.002
REGIONS = {
    "pacer": (WIDTH // 4, 0, WIDTH * 3 // 4, HEIGHT * 3 // 4),
    "caption": (WIDTH // 8, HEIGHT * 4 // 5, WIDTH * 7 // 8, HEIGHT),
}


def sentences(rows):
    return [row for row in rows if row["action"] == "say"]


def find_words(rows, expected, sound):
    """Where each sentence is heard: when the session began, by each one, and how alike it is."""
    found = []
    for row in sentences(rows):
        first, last = int(row["start"] * SOUND_RATE), int(row["end"] * SOUND_RATE)
        heard, alike = measure.find_sound(*sound, expected[first:last])
        found.append((heard - row["start"], alike))
    return found


def check_words(report, rows, takes):
    """The takes: for each recording, what find_words found."""
    best = numpy.max([[alike for _, alike in found] for found in takes], axis=0)
    for row, alike in zip(sentences(rows), best):
        report.check(alike > LEAST_ALIKE, f"\"{row['detail']}\" sounds as rendered", f"{alike:.4f}")
    off = min(distances_off(found) for found in takes)
    report.check(off <= MOST_UNEVEN_S, "the sentences keep their distances", f"{off * 1000:.1f} ms off")


def distances_off(found):
    zeros = numpy.array([zero for zero, _ in found])
    return float(numpy.median(numpy.abs(zeros - numpy.median(zeros))))


def is_whole(times, first, last):
    """Whether nothing held up the pictures between two moments."""
    return numpy.diff(times[(times > first) & (times < last)]).max() <= MOST_HELD_UP_S


def caption_off(row, picture, zero, _):
    """How much later than its sentence a caption begins to come; None where that was spoiled."""
    moment = zero + row["start"]
    chosen = (picture.times > moment - 0.5) & (picture.times < moment + 1.6)
    if not is_whole(picture.times, moment - 0.1, moment + 0.6):
        return None
    light = picture.means["caption"][chosen]
    return measure.caption_start(picture.times[chosen], light, moment) - moment


def pacer_off(row, picture, zero, length):
    """How much later than a sentence the breath is that is seen around it; or None. The session's
    first and last seconds, in which its light comes and goes, are not for measuring."""
    middle = (row["start"] + row["end"]) / 2
    first, last = zero + max(middle - 4, 8), zero + min(middle + 4, length - 8)
    chosen = (picture.times > first) & (picture.times < last)
    if last - first < 6 or not is_whole(picture.times, first, last):
        return None
    light = picture.means["pacer"][chosen]
    begun = measure.pacer_zero(picture.times[chosen], light, scripts.IN_S, scripts.OUT_S, zero)
    return begun - zero


def offs(rows, found, picture):
    """How much later than each sentence that was heard whole what belongs to it is seen."""
    measured = []
    for what, off in ("captions", caption_off), ("the pacer", pacer_off):
        each = [
            off(row, picture, zero, rows[-1]["end"])
            for row, (zero, alike) in zip(sentences(rows), found)
            if alike > LEAST_ALIKE
        ]
        each = [one for one in each if one is not None]
        print(f"{what} after the words:", " ".join(f"{one * 1000:+.0f}" for one in each), "ms")
        measured += each
    return measured


def is_enough(found, measured):
    """Whether all words were heard whole and in their time, and enough was seen with them."""
    whole = all(alike > LEAST_ALIKE for _, alike in found) and distances_off(found) <= MOST_UNEVEN_S
    return whole and len(measured) >= LEAST_EVENTS


def check(report, measured, most_median_s=MOST_OFF_MEDIAN_S, most_p95_s=MOST_OFF_P95_S):
    report.check(len(measured) >= LEAST_EVENTS, "enough was measured", f"{len(measured)} events")
    away = numpy.abs(measured)
    median, most = float(numpy.median(away)), float(numpy.percentile(away, 95))
    good = median <= most_median_s
    report.check(good, "words, captions and pacer meet", f"median {median * 1000:.1f} ms")
    report.check(most <= most_p95_s, "nearly always", f"95th percentile {most * 1000:.1f} ms")
