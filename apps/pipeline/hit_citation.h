// hit_citation.h - from a passage found to what is shown of it: the sentence with most of the words that were asked for,
// its place, and the document that it stands in.
// Errors: those of the engine. Threads: one thread. Lifetime: a citer borrows the dossier.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "apps/pipeline/scope.h"
#include "core/citation.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// A passage found with what names it: its document, the source that passes the filters, and the quote.
struct CitedHit {
  std::shared_ptr<const index::DocumentRecord> record;
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
  std::map<DocumentId, std::shared_ptr<const index::DocumentRecord>> records_;
};

/// The matches inside the quote, as spans of the quote.
std::vector<TextSpan> matches_in(const index::Hit& hit, TextSpan quote);

}  // namespace vp::apps
