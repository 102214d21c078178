// hit_output.h - how the passages of an answer read: as JSON, for people, and as CSV.
// Units: as in json_lines.h.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "apps/cli/context.h"
#include "apps/cli/json_lines.h"
#include "apps/pipeline/hit_citation.h"
#include "apps/pipeline/search_run.h"

namespace vp::apps {

/// document, path, municipality, approach, role, page, page_label, rects, quote, snippet, score, matches, indicators,
/// boilerplate, passage; and searched_for and suggestions where words were mistyped.
Json to_json(const index::Hit& hit, const CitedHit& cited, const SearchAnswer& answer);

/// A line with the place, the quote with its matches, and the rectangles.
void write_hit(Context& context, const index::Hit& hit, const CitedHit& cited, std::uint64_t rank);

/// Hits of one page together, in the order of their best: the place of each group once.
void write_hits_by_page(Context& context, std::span<const index::Hit> hits, std::span<const CitedHit> cited,
                        std::uint64_t first_rank);

/// total, with_all, boilerplate, and each facet with its counts: what --facets adds.
Json to_json(const index::SearchResult& result);
/// A line a facet, the commonest values of each.
void write_facets(std::ostream& out, const std::vector<index::Facet>& facets);

/// What was done about words that stand nowhere, one line a word; nothing when there are none.
void write_suggestions(std::ostream& err, const SearchAnswer& answer);
/// What the question was without, what was looked for beside its words, and what was left out of the answer.
void write_notes(std::ostream& err, const SearchAnswer& answer);

}  // namespace vp::apps
