/* Whether the sound server has any loudspeaker at all.
 *
 * PulseAudio has none once the only headphones were pulled out, and SDL up to 2.26 crashes when it
 * asks such a server what it plays on. So the server is asked here, before SDL is. It opens no
 * device and decides nothing.
 */
#ifndef LULL_PLATFORM_SINK_PROBE_H
#define LULL_PLATFORM_SINK_PROBE_H

#include <stdbool.h>

/* Whether SDL may be begun for sound. Returns false, with SDL's error set to why, where a server
 * answers that it has no loudspeaker; true where SDL is not led to such a server, there is none, or
 * it does not say: SDL then finds out for itself. Takes some ms, and as long as a server hangs, as
 * SDL would. Call it where SDL_InitSubSystem may be called; not for the audio callback. */
bool sink_probe_is_safe(void);

#endif
