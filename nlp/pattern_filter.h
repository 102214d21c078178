// pattern_filter.h - which of many expressions may match a sentence, told by the literal pieces (atoms) in
// it. Way: RE2's FilteredRE2 names the atoms that every match of an expression must hold; one pass finds the
// atoms of a whole passage; an expression whose atoms are not all in a sentence cannot match there. Threads:
// immutable after create; share it. Each thread has its own PatternCandidates.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include "core/result.h"
#include "core/text_span.h"
#include "nlp/atom_matcher.h"

namespace vp::nlp {

class PatternFilter {
 public:
  /// Expressions are numbered by their place in `regexes`. Errors: kMalformed, `where` holding that number.
  static Result<PatternFilter> create(const std::vector<std::string>& regexes);

  [[nodiscard]] const RE2& regex(std::size_t number) const {
    return filtered_->GetRE2(static_cast<int>(number));
  }
  /// Number of atoms looked for.
  [[nodiscard]] std::size_t atom_count() const { return atom_count_; }

 private:
  friend class PatternCandidates;
  PatternFilter(std::unique_ptr<re2::FilteredRE2> filtered, const std::vector<std::string>& atoms);

  std::unique_ptr<re2::FilteredRE2> filtered_;
  AtomMatcher matcher_;
  std::size_t atom_count_ = 0;
  std::vector<int> always_;  // expressions without atoms
};

/// The candidates of the sentences of one passage, asked for in order.
class PatternCandidates {
 public:
  /// Both are viewed and must stay.
  PatternCandidates(const PatternFilter& filter, std::string_view passage);

  /// Expressions that may match in `sentence`, ascending; every other one does not. Sentences are asked for
  /// in order and do not overlap. The list is valid until the next call.
  const std::vector<int>& find(TextSpan sentence);

 private:
  const PatternFilter& filter_;
  std::vector<AtomMatcher::Hit> hits_;
  std::size_t next_hit_ = 0;
  std::vector<std::uint32_t> seen_in_;  // by atom: the last sentence, counted from 1, that held it
  std::uint32_t sentence_number_ = 0;
  std::vector<int> atoms_;
  std::vector<int> candidates_;
};

}  // namespace vp::nlp
