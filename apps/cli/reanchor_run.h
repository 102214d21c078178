// reanchor_run.h - what reanchor and reindex share.
#pragma once

#include "apps/cli/context.h"
#include "index/reanchoring.h"

namespace vp::apps {

/// exact, moved, ambiguous, lost, recorded; a hint and kSomeFailed when something waits for a person.
void write_counts(Context& context, const index::ReanchorCounts& counts, bool json);

}  // namespace vp::apps
