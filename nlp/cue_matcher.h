// cue_matcher.h - finds the places in a sentence where cue rules match.
// Way: as the tagger: atoms in one pass, then only the expressions whose atoms were seen. Names of speakers
// are found first and become marks, so that "volgens {name}" is a short expression. Each alternative of a rule is an
// expression of its own: its atoms are its own too, and its automaton stays small.
// Threads: immutable after create; share it.
// Units: byte offsets into the match text that the sentence is a span of.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "core/text_span.h"
#include "nlp/cue_rules.h"
#include "nlp/pattern_filter.h"

namespace vp::nlp {

struct CueMatch {
  std::size_t rule = 0;  ///< place in CueMatcher::rules()
  TextSpan span;
  bool operator==(const CueMatch&) const = default;
};

class CueMatcher {
 public:
  /// Errors: kMalformed when a pattern does not compile; `where` names the rule.
  static Result<CueMatcher> create(const CueRules& rules);

  [[nodiscard]] const std::vector<CueRule>& rules() const { return rules_; }
  [[nodiscard]] const CueRule& rule(const CueMatch& match) const { return rules_[match.rule]; }
  [[nodiscard]] const PatternFilter& filter() const { return filter_; }

  /// Matches in `sentence`, ascending by begin, then by rule; those of one rule do not overlap: the longest of those
  /// that begin first stays. Blockers are at work, and not in the list. `candidates`: the expressions that may match
  /// there (of filter()).
  [[nodiscard]] std::vector<CueMatch> find(std::string_view match_text, TextSpan sentence,
                                           const std::vector<int>& candidates) const;

 private:
  CueMatcher(std::vector<CueRule> rules, std::vector<std::size_t> owners, std::string marks,
             PatternFilter filter)
      : rules_(std::move(rules)),
        owners_(std::move(owners)),
        marks_(std::move(marks)),
        filter_(std::move(filter)) {}

  [[nodiscard]] std::string blank(std::string_view sentence, const std::vector<int>& candidates) const;
  [[nodiscard]] std::string mark_names(std::string_view sentence, const std::vector<int>& candidates) const;

  std::vector<CueRule> rules_;
  std::vector<std::size_t> owners_;  // of each expression of a rule, in the order of the filter: the rule
  std::string marks_;                // of the speakers, which the filter numbers after those
  PatternFilter filter_;
};

}  // namespace vp::nlp
