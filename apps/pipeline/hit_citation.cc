#include "apps/pipeline/hit_citation.h"

#include <algorithm>

namespace vp::apps {
namespace {

constexpr std::size_t kMostRecords = 256;

/// The sentence with the most of the words that were asked for; the first of equals.
TextSpan choose_quote(const index::Hit& hit) {
  TextSpan best = hit.matches.empty() ? TextSpan{0, static_cast<std::uint32_t>(hit.passage.text.size())}
                                      : sentence_around(hit.passage, hit.matches.front());
  std::size_t best_count = 0;
  for (const TextSpan sentence : hit.passage.sentences) {
    std::size_t count = 0;
    for (const TextSpan match : hit.matches)
      count += sentence.contains(match) ? 1 : 0;
    if (count > best_count) {
      best_count = count;
      best = sentence;
    }
  }
  return best;
}

}  // namespace

std::vector<TextSpan> matches_in(const index::Hit& hit, TextSpan quote) {
  std::vector<TextSpan> inside;
  for (const TextSpan match : hit.matches) {
    if (quote.contains(match)) inside.push_back({match.begin - quote.begin, match.end - quote.begin});
  }
  return inside;
}

Result<CitedHit> HitCiter::cite(const index::Hit& hit, const index::Filters& filters) {
  auto record = records_.find(hit.document);
  if (record == records_.end()) {
    if (records_.size() == kMostRecords) records_.clear();
    VP_ASSIGN(index::DocumentRecord loaded, dossier_->engine().load_document(hit.document));
    record = records_.emplace(hit.document, std::make_shared<index::DocumentRecord>(std::move(loaded))).first;
  }
  const TextSpan quote = choose_quote(hit);
  const std::vector<TextSpan> inside = matches_in(hit, quote);
  const TextSpan anchor =
      inside.empty() ? quote : TextSpan{quote.begin + inside.front().begin, quote.begin + inside.front().end};
  return CitedHit{record->second, choose_source(*record->second, filters),
                  make_citation(hit.document, hit.passage, quote, anchor)};
}

}  // namespace vp::apps
