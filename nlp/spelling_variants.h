// spelling_variants.h - ways of writing one notion that no stem joins: "1 gezin 1 plan" and "1G1P1R", "drang en dwang" in
// either order, an abbreviation and its words. For queries: each way becomes an alternative.
// Source: lexicon/spelling_variants.tsv (format note at its top), built into the program.
// Errors: parse is strict; kMalformed names the file and the line. Threads: immutable.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace vp::nlp {

/// A run of tokens that has other ways of writing.
struct VariantMatch {
  std::size_t first = 0;
  std::size_t count = 0;
  std::vector<std::vector<std::string>> alternatives;  ///< token by token, the way that was found left out
  bool operator==(const VariantMatch&) const = default;
};

class SpellingVariants {
 public:
  static Result<SpellingVariants> parse(std::string_view tsv, std::string_view name_for_errors);

  /// Longest matches from the left in folded tokens, ascending and disjoint.
  [[nodiscard]] std::vector<VariantMatch> find_variants(std::span<const std::string> tokens) const;

 private:
  struct Way {
    std::vector<std::string> tokens;
    std::string notion;
  };
  std::unordered_map<std::string, std::vector<Way>> by_first_token_;  // longest first
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_notion_;
};

/// The list that is built in.
const SpellingVariants& default_spelling_variants();
/// Its text, for tests and for the version of the analysis.
std::string_view default_spelling_variants_tsv();

}  // namespace vp::nlp
