// hit_view.h - how a passage found reads on a page: its sentence with the words that were asked for, what it seems to
// say, who says it, who handed it in, and what is linked to it already.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "apps/pipeline/hit_citation.h"
#include "apps/web/dossier_session.h"
#include "apps/web/view.h"
#include "core/passage.h"

namespace vp::web {

/// `text` with <mark> around `matches` (ascending, disjoint); a long one is cut around the first, with "…".
SafeHtml mark_matches(std::string_view text, std::span<const TextSpan> matches, std::size_t most_bytes);

/// What follows on a short sentence, in its passage or the next: a question says little without its answer. Empty for
/// sentences that say enough.
Result<std::string> find_context(index::Engine& engine, const index::Hit& hit, TextSpan quote);

/// What the mentions whose sentence meets the span suggest, each once.
std::vector<PolaritySuggestion> suggestions_in(const Passage& passage, TextSpan span);

/// Sets tenor, tenor_kind ("present", "absent", "divided", "limited", "norm"; empty: nothing is suggested), tenor_why
/// and speakers.
void set_tenor(View& view, const Passage& passage, TextSpan span);

/// "Oostmeer, Gezin Voorop"; "ingediend door netwerkpartner".
std::string about_of(const SubmissionLabels& labels);
std::string submitter_of(const SubmissionLabels& labels);

/// One hit of a list; `back` is where the reader leads back to.
View make_hit(const index::Hit& hit, const apps::CitedHit& cited, const LinkedPlaces& linked,
              std::string_view back);

}  // namespace vp::web
