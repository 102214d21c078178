// phrase_reader.h - the passages in which terms follow one another or stand near each other, from the places of terms.
// Gives what FTS5 would give for the same rows, in one pass over the places of each term.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows the terms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/term_index.h"
#include "nlp/search_query.h"

namespace vp::index {

/// Rows with the places at which something stands in each, counted in words from 0.
struct PlaceList {
  std::vector<std::int64_t> rows;     ///< ascending, each once
  std::vector<std::uint32_t> ends;    ///< by row: where its places end in `places`
  std::vector<std::uint32_t> places;  ///< ascending within a row; one or more

  [[nodiscard]] std::uint32_t begin_of(std::size_t at) const { return at == 0 ? 0 : ends[at - 1]; }
};

/// A word of a phrase and its place in it, from 0.
struct PhraseWord {
  std::string_view term;
  std::uint32_t offset = 0;
};

class PhraseReader {
 public:
  explicit PhraseReader(TermIndex& terms) : terms_(&terms) {}

  /// True when no phrase ends in the beginning of a word: of common beginnings load() reads much.
  static bool is_of_whole_words(const nlp::ConceptWay& way);
  /// Where the way stands, rows that are gone among them: of words near each other the places of the first phrase.
  Result<PlaceList> load(const nlp::ConceptWay& way);

 private:
  /// How much there is to read of each term: the rarest has least.
  Result<std::vector<std::int64_t>> estimate(const nlp::TermPhrase& phrase);
  /// Places of a term; only in `within`, where that is given.
  Result<PlaceList> load_term(const std::string& term, const std::vector<std::int64_t>* within);
  /// Where `other` stands as many words after `first` as it does in the phrase: the places of `first`. Places are read
  /// only in rows that have both.
  Result<PlaceList> load_pair(const PhraseWord& first, const PhraseWord& other,
                              const std::vector<std::int64_t>* within);
  /// Of `starts`, the places of the phrase's word at `offset`, those at which `other` stands where it should.
  Result<PlaceList> keep_followed(const PlaceList& starts, std::uint32_t offset, const PhraseWord& other);
  /// Places of every term with that beginning, each once.
  Result<PlaceList> load_prefix(const std::string& prefix, const std::vector<std::int64_t>* within);
  /// A phrase of which the last word is the beginning of one.
  Result<PlaceList> load_cut_phrase(const nlp::TermPhrase& phrase, const std::vector<std::int64_t>* within);
  Result<PlaceList> load_phrase(const nlp::TermPhrase& phrase, const std::vector<std::int64_t>* within);

  TermIndex* terms_;
};

}  // namespace vp::index
