// compound_splitter.h - parts of a Dutch compound, for search: "drangmaatregel" is found by "drang".
// A part has four letters or more and stands in the word list in small letters, so no place name is one; suffixes
// and prefixes are none. A wrong part finds what nobody asked for: in doubt a word stays whole.
// Units: folded tokens (folding.h). Lifetime: borrows the words. Threads: immutable; share it.
// Source: the word list; lexicon/compound_stops.tsv (format note at its top), built into the program.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "nlp/folded_words.h"
#include "nlp/stemmer.h"
#include "nlp/verb_forms.h"

namespace vp::nlp {

/// Words that are no part of a compound, or no compound.
class CompoundStops {
 public:
  /// Errors: kMalformed with file and line.
  static Result<CompoundStops> parse(std::string_view tsv, std::string_view name_for_errors);
  [[nodiscard]] bool is_no_first(std::string_view part) const { return has(part, kFirst); }
  [[nodiscard]] bool is_no_last(std::string_view part) const { return has(part, kLast); }
  [[nodiscard]] bool is_whole(std::string_view word) const { return has(word, kWhole); }

 private:
  enum Kind : unsigned { kFirst = 1, kLast = 2, kWhole = 4 };
  [[nodiscard]] bool has(std::string_view word, Kind kind) const;

  std::unordered_map<std::string, unsigned> kinds_;  // bits of Kind
};

/// The list that is built in.
const CompoundStops& default_compound_stops();
/// Its text, for tests and for the version of the analysis.
std::string_view default_compound_stops_tsv();

class CompoundSplitter {
 public:
  explicit CompoundSplitter(const FoldedWords& words)
      : words_(&words), stemmer_(words), verbs_(words, default_irregular_forms()) {}

  /// The smallest parts in the order of the word, without a linking s: "doorzettingsmacht" -> doorzetting, macht;
  /// "jeugdhulpverlener" -> jeugd, hulp, verlener. Empty when `folded` is no compound of two parts or more;
  /// verbs ("plaatsvinden") are taken as none.
  [[nodiscard]] std::vector<std::string> split(std::string_view folded) const;

 private:
  struct Cut {
    std::string first;
    std::string_view rest;
  };
  [[nodiscard]] std::vector<Cut> find_cuts(std::string_view folded) const;
  [[nodiscard]] bool is_part(std::string_view part) const;
  [[nodiscard]] std::string to_first_part(std::string_view part) const;
  [[nodiscard]] bool is_whole(std::string_view folded) const;
  [[nodiscard]] bool is_last(std::string_view rest) const;
  void append_parts(std::string_view folded, std::vector<std::string>& parts) const;

  const FoldedWords* words_;
  Stemmer stemmer_;
  VerbForms verbs_;
};

}  // namespace vp::nlp
