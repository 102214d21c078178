// naive_tagger.h - what the tagger promises, done the plain way: every pattern on every sentence, every pair
// of matches compared. Slow, and short enough to be read as the definition. For tests and benchmarks.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "core/passage.h"
#include "nlp/framework.h"

namespace vp::nlp {

class NaiveTagger {
 public:
  NaiveTagger(const Framework& framework, std::span<const std::string> masked_names);

  [[nodiscard]] std::vector<Mention> find_mentions(std::string_view text,
                                                   std::span<const TextSpan> sentences) const;

 private:
  struct Row {
    const IndicatorPattern* pattern;
    std::unique_ptr<RE2> regex, context;
  };
  struct Rows {
    const Indicator* indicator;
    std::vector<std::unique_ptr<RE2>> masks;
    std::vector<Row> patterns;
  };

  [[nodiscard]] std::vector<Mention> find_mentions_of(const Rows& rows, const std::string& match_text,
                                                      std::span<const TextSpan> sentences) const;

  std::vector<Rows> indicators_;
  std::vector<std::unique_ptr<RE2>> names_;
};

}  // namespace vp::nlp
