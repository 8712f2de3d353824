/* What is pushed is zero, aligned, its own, and gone at once with all the rest. */
#include "base/arena.h"

#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void objects_are_zero_and_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    unsigned char *last = NULL;
    for (size_t size = 1; size < 200; size++) {
        unsigned char *object = arena_push(&arena, 1, size);
        assert_non_null(object);
        assert_int_equal((uintptr_t)object % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(object[i], 0);
        memset(object, 0xAA, size);
        assert_true(last == NULL || last[0] == 0xAA);
        last = object;
    }
    arena_release(&arena);
}

static void nothing_is_something(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    assert_non_null(arena_push(&arena, 0, 8));
    assert_non_null(arena_push(&arena, 8, 0));
    assert_false(arena.failed);
    arena_release(&arena);
}

static void too_much_is_said_and_harms_nothing(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    char *kept = arena_push(&arena, 1, 8);
    strcpy(kept, "kept");
    assert_null(arena_push(&arena, SIZE_MAX / 2, 3));
    assert_true(arena.failed);
    assert_null(arena_push(&arena, SIZE_MAX - 8, 1));
    assert_string_equal(kept, "kept");
    assert_non_null(arena_push(&arena, 1, 8));
    arena_release(&arena);
    assert_false(arena.failed);
}

static void texts_are_copied_with_a_nul(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    char bytes[] = "one two";
    struct text copy = arena_copy_text(&arena, text_slice(text_from(bytes), 0, 3));
    bytes[0] = 'x';
    assert_int_equal(copy.length, 3);
    assert_string_equal(copy.bytes, "one");
    assert_string_equal(arena_copy_text(&arena, (struct text){0}).bytes, "");
    arena_release(&arena);
}

/* Grows a list of `count` numbers one by one, other things being pushed in between. */
static void grow_to(struct arena *arena, uint32_t count)
{
    uint32_t *items = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        items = arena_grow(arena, items, i, &capacity, sizeof *items);
        assert_non_null(items);
        assert_true(capacity > i);
        items[i] = i;
        if (i % 1000 == 0)
            assert_non_null(arena_push(arena, 1, 24));
    }
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(items[i], i);
}

static void lists_grow_and_keep_what_is_in_them(void **state)
{
    (void)state;
    struct failing_allocator counting = {0};
    struct arena arena = arena_make(failing_allocator_ask(&counting));
    grow_to(&arena, 3);
    grow_to(&arena, 2000000);
    /* The long list was extended where it was: no more than half of it is left behind. */
    assert_true(arena.total_bytes < (size_t)4 * 2000000 * 3);
    arena_release(&arena);
    assert_int_equal(counting.live, 0);
}

static void a_cleared_arena_asks_for_nothing_new(void **state)
{
    (void)state;
    struct failing_allocator counting = {0};
    struct arena arena = arena_make(failing_allocator_ask(&counting));
    for (int i = 0; i < 100; i++)
        arena_push(&arena, 1, 1000);
    arena_clear(&arena);
    assert_int_equal(counting.live, 1);
    long requests = counting.requests;
    for (int i = 0; i < 30; i++) {
        char *object = arena_push(&arena, 1, 1000);
        assert_int_equal(object[999], 0);
        object[999] = 1;
    }
    assert_int_equal(counting.requests, requests);
    arena_release(&arena);
    assert_int_equal(counting.live, 0);
}

/* A list of over 1 MiB is taken to fill its block: what is kept must not be larger than that. */
static void a_list_grows_in_an_arena_that_held_more(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    assert_non_null(arena_push(&arena, 1, 16 << 20));
    arena_clear(&arena);
    assert_non_null(arena_push(&arena, 1, 100));
    uint64_t *numbers = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 500000; i++) {
        numbers = arena_grow(&arena, numbers, i, &capacity, sizeof *numbers);
        assert_non_null(numbers);
        numbers[i] = i;
    }
    for (size_t i = 0; i < 500000; i++)
        assert_int_equal(numbers[i], i);
    arena_release(&arena);
}

static void a_released_arena_may_be_used_again(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    arena_release(&arena);
    assert_non_null(arena_push(&arena, 1, 10));
    arena_release(&arena);
    assert_int_equal(arena.total_bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_zero_and_aligned_and_apart),
        cmocka_unit_test(nothing_is_something),
        cmocka_unit_test(too_much_is_said_and_harms_nothing),
        cmocka_unit_test(texts_are_copied_with_a_nul),
        cmocka_unit_test(lists_grow_and_keep_what_is_in_them),
        cmocka_unit_test(a_cleared_arena_asks_for_nothing_new),
        cmocka_unit_test(a_list_grows_in_an_arena_that_held_more),
        cmocka_unit_test(a_released_arena_may_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
