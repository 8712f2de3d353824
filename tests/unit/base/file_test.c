/* Files are read whole or not at all, and replaced in one step. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char path[96];
    struct arena arena;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->folder, "/tmp/lull-file-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/file", fixture->folder);
    fixture->arena = arena_make(allocator_system());
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(command), 0);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static void assert_holds(struct fixture *fixture, const char *expected)
{
    struct text text;
    const char *reason = NULL;
    assert_true(file_read(&fixture->arena, fixture->path, 1 << 20, &text, &reason));
    assert_int_equal(text.length, strlen(expected));
    assert_string_equal(text.bytes, expected);
}

static void assert_alone(const struct fixture *fixture)
{
    int entries = 0;
    DIR *folder = opendir(fixture->folder);
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        entries++;
    closedir(folder);
    assert_int_equal(entries, 3); /* ".", ".." and the file */
}

static void test_what_is_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    assert_true(file_replace(allocator_system(), fixture->path, text_from("one\n"), &reason));
    assert_holds(fixture, "one\n");
    assert_true(file_replace(allocator_system(), fixture->path, text_from(""), &reason));
    assert_holds(fixture, "");
    assert_alone(fixture);
}

static void test_a_large_file_is_read_whole_and_one_too_large_not_at_all(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    enum { LENGTH = 100000 };
    char *bytes = malloc(LENGTH + 1);
    assert_non_null(bytes);
    memset(bytes, 'x', LENGTH);
    bytes[LENGTH] = '\0';
    assert_true(file_replace(allocator_system(), fixture->path, text_from(bytes), &reason));
    assert_holds(fixture, bytes);
    struct text text;
    assert_true(file_read(&fixture->arena, fixture->path, LENGTH, &text, &reason));
    assert_false(file_read(&fixture->arena, fixture->path, LENGTH - 1, &text, &reason));
    assert_string_equal(reason, "it is too large");
    free(bytes);
}

static void test_what_is_no_plain_file_is_refused_at_once(void **state)
{
    struct fixture *fixture = *state;
    struct text text;
    const char *reason = NULL;
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    assert_false(file_read(&fixture->arena, fixture->path, 100, &text, &reason));
    assert_string_equal(reason, "it is not a plain file");
    assert_false(file_replace(allocator_system(), fixture->path, text_from("x"), &reason));
    assert_string_equal(reason, "it is not a plain file");
    assert_false(file_read(&fixture->arena, fixture->folder, 100, &text, &reason));
    assert_string_equal(reason, "it is a folder");
    assert_false(file_read(&fixture->arena, "/dev/zero", 100, &text, &reason));
    assert_false(file_read(&fixture->arena, "/nowhere", 100, &text, &reason));
    assert_string_equal(reason, "there is no such file");
}

static void test_mode_and_link_stay(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    char link[128];
    struct stat status;
    (void)snprintf(link, sizeof link, "%s/link", fixture->folder);
    assert_true(file_replace(allocator_system(), fixture->path, text_from("a"), &reason));
    assert_int_equal(chmod(fixture->path, 0640), 0);
    assert_int_equal(symlink("file", link), 0);
    assert_true(file_replace(allocator_system(), link, text_from("b"), &reason));
    assert_holds(fixture, "b");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void test_giving_up_leaves_the_old_file_and_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    struct file_replacement replacement;
    assert_true(file_replace(allocator_system(), fixture->path, text_from("old"), &reason));
    assert_true(file_replacement_begin(&replacement, allocator_system(), fixture->path, &reason));
    assert_int_equal(write(replacement.descriptor, "new", 3), 3);
    assert_holds(fixture, "old");
    file_replacement_abandon(&replacement);
    assert_holds(fixture, "old");
    assert_alone(fixture);
}

static void test_two_at_once_do_not_meet(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    struct file_replacement first;
    struct file_replacement second;
    assert_true(file_replacement_begin(&first, allocator_system(), fixture->path, &reason));
    assert_true(file_replacement_begin(&second, allocator_system(), fixture->path, &reason));
    assert_int_equal(write(first.descriptor, "first", 5), 5);
    assert_int_equal(write(second.descriptor, "second", 6), 6);
    assert_true(file_replacement_finish(&second, &reason));
    assert_holds(fixture, "second");
    assert_true(file_replacement_finish(&first, &reason));
    assert_holds(fixture, "first");
    assert_alone(fixture);
}

/* A file that `process` began beside the fixture's, and last wrote to `age_s` ago. */
static void leave_behind(const struct fixture *fixture, pid_t process, time_t age_s, char path[128])
{
    (void)snprintf(path, 128, "%s/.lull-%ld-0.part", fixture->folder, (long)process);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fclose(file);
    struct timespec then = {.tv_sec = time(NULL) - age_s};
    assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){then, then}, 0), 0);
}

static void test_what_a_killed_program_left_is_swept_up(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    char fresh[128];
    char old[128];
    char living[128];
    pid_t dead[2];
    for (int i = 0; i < 2; i++) {
        dead[i] = fork();
        if (dead[i] == 0)
            _exit(0);
        assert_int_equal(waitpid(dead[i], NULL, 0), dead[i]);
    }
    leave_behind(fixture, dead[0], 60, fresh);
    leave_behind(fixture, dead[1], 7200, old);
    leave_behind(fixture, getppid(), 7200, living);
    assert_true(file_replace(allocator_system(), fixture->path, text_from("a"), &reason));
    assert_int_equal(access(fresh, F_OK), 0);
    assert_int_equal(access(living, F_OK), 0);
    assert_int_equal(access(old, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_written_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_large_file_is_read_whole_and_one_too_large_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_plain_file_is_refused_at_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_mode_and_link_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_giving_up_leaves_the_old_file_and_nothing_else, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_two_at_once_do_not_meet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_a_killed_program_left_is_swept_up, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
