/* Scripts are real files, since a library knows no others. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "support/made_library.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 128 };

/* What it is given is done even where asserts are left out. */
static void must(bool done)
{
    assert(done);
    (void)done;
}

bool made_library_no_recording(const char *path, int32_t *length_ms)
{
    (void)path;
    (void)length_ms;
    return false;
}

static void script_path(const struct made_library *made, size_t index, char path[static PATH_BYTES])
{
    (void)snprintf(path, PATH_BYTES, "%s/%s.lull", made->folder, made->scripts[index].name);
}

void made_library_set_up(struct made_library *made, const struct made_script *scripts, size_t count)
{
    *made = (struct made_library){.scripts = scripts, .count = count};
    strcpy(made->folder, "/tmp/lull-library-XXXXXX");
    must(mkdtemp(made->folder) != NULL);
    for (size_t i = 0; i < count; i++) {
        char path[PATH_BYTES];
        script_path(made, i, path);
        FILE *file = fopen(path, "w");
        must(file != NULL);
        must(fputs(scripts[i].text, file) >= 0);
        must(fclose(file) == 0);
    }
    made->library = library_create(allocator_system(), made_library_no_recording,
                                   &(struct narration_sources){.narrator = "slt"});
    must(library_add_folder(made->library, made->folder, true));
    while (library_read_more(made->library, 1000))
        continue;
}

void made_library_tear_down(struct made_library *made)
{
    library_destroy(made->library);
    for (size_t i = 0; i < made->count; i++) {
        char path[PATH_BYTES];
        script_path(made, i, path);
        must(unlink(path) == 0);
    }
    must(rmdir(made->folder) == 0);
}
