// polarity.h - suggests what a passage says of the indicators that it mentions,
// and who says so. Way: the sentences with a mention, and those that point back
// to them, are cut into clauses; cues in the clause of the term, or in one that
// refers to it, decide. A suggestion with its cues, never a verdict. Threads:
// immutable after create; share it. Source: corpus/framework/polariteit.toml.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/passage.h"
#include "core/polarity.h"
#include "core/result.h"
#include "nlp/cue_rules.h"

namespace vp::nlp {

class PolarityJudge {
 public:
  /// Errors: kMalformed when a pattern does not compile; `where` names the row.
  static Result<PolarityJudge> create(const CueRules& rules);
  PolarityJudge(PolarityJudge&&) noexcept;
  PolarityJudge& operator=(PolarityJudge&&) noexcept;
  ~PolarityJudge();

  /// For each mention of the passage, in its order, one suggestion a voice, in
  /// the order of the text; never none. Spans are in Passage::text.
  [[nodiscard]] std::vector<std::vector<PolaritySuggestion>> judge(const Passage& passage) const;

  /// What a text that is about one indicator as a whole (a finding) says: for
  /// each sentence one suggestion a voice. `sentences`: ascending, disjoint.
  [[nodiscard]] std::vector<std::vector<PolaritySuggestion>> judge_text(std::string_view text,
                                                                        std::span<const TextSpan> sentences,
                                                                        std::string_view indicator) const;

 private:
  struct Impl;
  explicit PolarityJudge(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::nlp
