/* The timeline as a picture, from timeline/chart to a file. The chart is built in memory and put
 * into its place when it is whole. Letters are left to whatever shows it, which is why an SVG needs
 * no typeface here and no lull-stage.
 */
#include "cli/render.h"
#include "timeline/chart.h"

#include <assert.h>

enum status render_chart(const struct arguments *arguments, struct session *session,
                         const char *path)
{
    (void)arguments;
    assert(session->script != NULL);
    struct buffer svg = buffer_make(allocator_system());
    timeline_chart(&session->timeline, session->script->header.title, &svg);
    enum status status = render_text(&svg, path);
    buffer_release(&svg);
    return status;
}
