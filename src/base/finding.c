/* A list, and beside it a hash table of what is in it, so that a line that runs a million times
 * adds its warning once at no cost. The table is open-addressed, a power of two, at most half full,
 * and holds indexes, which stay right when the list moves. Sorting puts ranks beside the findings
 * first, since qsort may neither change the order of equals nor know which file came first.
 */
#include "base/finding.h"

#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct findings findings_make(struct arena *arena)
{
    assert(arena != NULL);
    return (struct findings){.arena = arena};
}

/* Of one file, line and name there is one finding, however often the line runs. */
static bool same_spot(const struct finding *a, const struct finding *b)
{
    return a->key == b->key && a->line == b->line && strcmp(a->name, b->name) == 0 &&
           strcmp(a->file, b->file) == 0;
}

/* Of what makes a spot the same, and of nothing else: two findings of one spot must meet in the
 * table. 31 keeps a file and a name that are swapped apart. */
static uint32_t make_key(const struct finding *finding)
{
    uint32_t hash = hash_text(text_from(finding->file)) * 31 + hash_text(text_from(finding->name));
    return hash_noise(hash, finding->line);
}

/* The slot that holds a finding of that file, line and name, or the free one where it would go. */
static size_t find_slot(const struct findings *findings, const struct finding *finding)
{
    assert(findings->slot_count > 0 && findings->count < findings->slot_count);
    size_t slot = finding->key & (findings->slot_count - 1);
    while (findings->slots[slot] != 0 &&
           !same_spot(&findings->items[findings->slots[slot] - 1], finding))
        slot = (slot + 1) & (findings->slot_count - 1);
    return slot;
}

/* Fills a table of `slot_count`, a power of two, anew from the list; the old one stays in the
 * arena. False when there is no memory. */
static bool rehash(struct findings *findings, size_t slot_count)
{
    assert(slot_count > 0 && (slot_count & (slot_count - 1)) == 0);
    uint32_t *slots = arena_push(findings->arena, slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    findings->slots = slots;
    findings->slot_count = slot_count;
    for (size_t i = 0; i < findings->count; i++) {
        size_t slot = findings->items[i].key & (slot_count - 1);
        while (slots[slot] != 0) /* no two of the list are the same */
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (uint32_t)(i + 1);
    }
    return true;
}

/* A copy of `text`, or the text of the finding before where it says the same: a slip that is made
 * on every line is told in the same words on every line. */
static struct text keep_text(struct findings *findings, struct text text, struct text before)
{
    if (before.bytes != NULL && text_equal(text, before))
        return before;
    return arena_copy_text(findings->arena, text);
}

void findings_add(struct findings *findings, struct finding finding)
{
    assert(finding.name != NULL && finding.file != NULL);
    /* Before looking, since a table at most half full always has a free slot to stop at. */
    if (findings->count * 2 >= findings->slot_count &&
        !rehash(findings, findings->slot_count == 0 ? 32 : findings->slot_count * 2))
        return;
    finding.key = make_key(&finding);
    size_t slot = find_slot(findings, &finding);
    /* It is there already, and the first that was said of a spot stands. */
    if (findings->slots[slot] != 0)
        return;
    struct finding *items = arena_grow(findings->arena, findings->items, findings->count,
                                       &findings->capacity, sizeof *items);
    if (items == NULL)
        return;
    findings->items = items;
    /* Names and files are constants or live as long as the script; these may be a caller's own. */
    struct finding before = findings->count > 0 ? items[findings->count - 1] : (struct finding){0};
    finding.message = keep_text(findings, finding.message, before.message);
    finding.help = keep_text(findings, finding.help, before.help);
    finding.source = arena_copy_text(findings->arena, finding.source);
    /* Indexes in the table start at 1, as 0 marks a free slot. */
    items[findings->count++] = finding;
    findings->slots[slot] = (uint32_t)findings->count;
    if (finding.severity == SEVERITY_ERROR)
        findings->errors++;
    else
        findings->warnings++;
}

/* A finding and where its file came first, for sorting. */
struct ranked {
    size_t file_rank;
    size_t index;
    struct finding finding;
};

/* By file in the order of reading, then line, then column; what stands at one spot stays as it
 * came, since qsort alone promises no order of equals. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->file_rank != b->file_rank)
        return a->file_rank < b->file_rank ? -1 : 1;
    if (a->finding.line != b->finding.line)
        return a->finding.line < b->finding.line ? -1 : 1;
    if (a->finding.column != b->finding.column)
        return a->finding.column < b->finding.column ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* The index of the first finding of the same file as `index`'s: files are few, and findings of one
 * file mostly stand together, so the last answer is tried first. */
static size_t rank_file(const struct ranked *ranked, size_t index)
{
    const char *file = ranked[index].finding.file;
    if (index > 0 && strcmp(ranked[index - 1].finding.file, file) == 0)
        return ranked[index - 1].file_rank;
    for (size_t i = 0; i < index; i++)
        if (strcmp(ranked[i].finding.file, file) == 0)
            return i;
    return index;
}

/* Whether all are of one file and in order already, as those of most scripts are. */
static bool are_in_order(const struct findings *findings)
{
    for (size_t i = 1; i < findings->count; i++) {
        const struct finding *before = &findings->items[i - 1];
        const struct finding *finding = &findings->items[i];
        bool later = before->line != finding->line ? before->line < finding->line
                                                   : before->column <= finding->column;
        if (!later || strcmp(before->file, finding->file) != 0)
            return false;
    }
    return true;
}

void findings_sort(struct findings *findings)
{
    assert(findings->arena != NULL);
    if (are_in_order(findings))
        return;
    /* Without memory they stay in the order of adding: shown out of order is better than not
     * shown. */
    struct ranked *ranked = arena_push(findings->arena, findings->count, sizeof *ranked);
    if (ranked == NULL)
        return;
    for (size_t i = 0; i < findings->count; i++) {
        ranked[i] = (struct ranked){.index = i, .finding = findings->items[i]};
        ranked[i].file_rank = rank_file(ranked, i);
    }
    qsort(ranked, findings->count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < findings->count; i++)
        findings->items[i] = ranked[i].finding;
    /* The table holds indexes into the list, and they have all moved; where this fails, the
     * arena's `failed` says so. */
    rehash(findings, findings->slot_count);
}
