// search_plan.h - from what an inspector typed to what the engine looks for: words with their stems and parts, and the
// indicators that the words point to. One way for search, batch and every other place that asks.
// Errors: kNotFound, kMalformed, kIo of the word list and of the framework's patterns. Threads: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "nlp/indicator_profile.h"
#include "nlp/query.h"
#include "nlp/query_rewrite.h"
#include "nlp/search_analyzer.h"
#include "nlp/tagger.h"

namespace vp::apps {

/// Whether words that are derived alike, and indicators that the words point to, are looked for too.
enum class RelatedWords : std::uint8_t { kAlso, kNot };

class SearchPlanner {
 public:
  /// Borrows the dossier.
  static Result<SearchPlanner> create(const index::Dossier& dossier);

  /// `query_text`: as typed; the framework's patterns run over it. Without words: every passage.
  Result<nlp::SearchQuery> plan(const std::optional<nlp::QueryNode>& words, std::string_view query_text,
                                RelatedWords related = RelatedWords::kAlso);

 private:
  SearchPlanner(const nlp::FoldedWords& words, const index::Dossier& dossier);
  Result<std::vector<Mention>> find_mentions(std::string_view text);
  std::vector<nlp::IndicatorLikeness> find_alike(const nlp::QueryNode& words);

  std::unique_ptr<nlp::SearchAnalyzer> analyzer_;
  const nlp::Framework* framework_;
  std::vector<nlp::KnownSource> sources_;           // municipalities and approaches, by all their names
  std::optional<nlp::IndicatorProfiles> profiles_;  // once somebody asks in words
  std::optional<nlp::Tagger> tagger_;               // once there were so many queries that a whole one pays
  unsigned planned_ = 0;
};

}  // namespace vp::apps
