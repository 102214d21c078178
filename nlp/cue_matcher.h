// cue_matcher.h - finds the places in a sentence where cue rules match.
// Way: as the tagger: atoms in one pass, then only the expressions whose atoms were seen. Names of speakers
// are found first and become marks, so that "volgens {name}" is a short expression.
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

  /// Matches in `sentence`, ascending by begin, then by rule; those of one rule do not overlap. Blockers are
  /// at work, and not in the list. `candidates`: the rules that may match there (of filter()).
  [[nodiscard]] std::vector<CueMatch> find(std::string_view match_text, TextSpan sentence,
                                           const std::vector<int>& candidates) const;

 private:
  CueMatcher(std::vector<CueRule> rules, std::string marks, PatternFilter filter)
      : rules_(std::move(rules)), marks_(std::move(marks)), filter_(std::move(filter)) {}

  [[nodiscard]] std::string blank(std::string_view sentence, const std::vector<int>& candidates) const;
  [[nodiscard]] std::string mark_names(std::string_view sentence, const std::vector<int>& candidates) const;

  std::vector<CueRule> rules_;
  std::string marks_;  // of the speakers, which the filter numbers after the rules
  PatternFilter filter_;
};

}  // namespace vp::nlp
