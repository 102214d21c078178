// hyphen_lexicon.h - first and second parts of words that are written with a hyphen: "ex-" before any word,
// "real-time", "kosten-baten".
// Source: lexicon/hyphenated.tsv (format note at its top), built into the program.
// Errors: parse is strict; kMalformed names the file and the line. Threads: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace vp::nlp {

enum class HyphenHabit : std::uint8_t {
  kNone,    ///< nothing is known of it
  kPrefix,  ///< keeps its hyphen before every word: "niet-", "ex-"
  kTitle,   ///< keeps it before most words; a known word without it comes first: "co-", "sint-"
  kPair,    ///< these two parts together: "real-time"
};

class HyphenLexicon {
 public:
  static Result<HyphenLexicon> parse(std::string_view tsv, std::string_view name_for_errors);
  /// What is known of a word of these two parts, both in lower case. Of kPrefix and kTitle only the first
  /// part was looked at.
  [[nodiscard]] HyphenHabit find_habit(std::string_view first, std::string_view second) const;

 private:
  struct Second {
    std::string text;
    bool is_beginning = false;
    HyphenHabit habit = HyphenHabit::kPair;
  };
  std::unordered_map<std::string, std::vector<Second>> seconds_;  // by first part
};

/// The list that is built in.
const HyphenLexicon& default_hyphen_lexicon();
/// Its text, for tests.
std::string_view default_hyphen_lexicon_tsv();

}  // namespace vp::nlp
