// hit_output.h - how the passages of an answer read: as JSON, for people, and as CSV.
// Units: as in json_lines.h.
#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "apps/cli/context.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/search_run.h"
#include "core/citation.h"

namespace vp::apps {

/// A passage found with what names it: its document, the source that passes the filters, and the quote.
struct CitedHit {
  const index::DocumentRecord* record = nullptr;  ///< of the citer; lives until its next call
  index::DocumentSource source;
  Citation citation;
};

/// Cites hits, and keeps the records of documents that come back.
class HitCiter {
 public:
  explicit HitCiter(index::Dossier& dossier) : dossier_(&dossier) {}
  Result<CitedHit> cite(const index::Hit& hit, const index::Filters& filters);

 private:
  index::Dossier* dossier_;
  std::map<DocumentId, index::DocumentRecord> records_;
};

/// document, path, municipality, approach, role, page, page_label, rects, quote, snippet, score, matches, indicators,
/// boilerplate, passage; and searched_for and suggestions where words were mistyped.
Json to_json(const index::Hit& hit, const CitedHit& cited, const SearchAnswer& answer);

/// A line with the place, the quote with its matches, and the rectangles.
void write_hit(Context& context, const index::Hit& hit, const CitedHit& cited, std::uint64_t rank);

/// What was done about words that stand nowhere, one line a word; nothing when there are none.
void write_suggestions(std::ostream& err, const SearchAnswer& answer);
/// What the question was without, what was looked for beside its words, and what was left out of the answer.
void write_notes(std::ostream& err, const SearchAnswer& answer);

}  // namespace vp::apps
