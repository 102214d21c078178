// tagger.h - finds the mentions of indicators in a passage.
// Way: atoms (literal pieces of at least 3 letters) in one Aho-Corasick pass, then only the expressions whose
// atoms were seen (RE2's FilteredRE2), sentence by sentence on match text; spans are mapped back to the
// reading text. Promise, tested: the same mentions as trying every pattern on every sentence. Threads:
// immutable after create; share it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/passage.h"
#include "core/result.h"
#include "nlp/framework.h"

namespace vp::nlp {

class Tagger {
 public:
  /// `masked_names`: names of approaches and organisations, which are no evidence of what they are called
  /// after. Errors: kMalformed when a pattern does not compile; `where` names indicator and pattern.
  static Result<Tagger> create(const Framework& framework, std::span<const std::string> masked_names);
  /// The same, with only the patterns that may match in `text`: for that text it finds what a whole tagger finds, and
  /// is made in a small part of the time. Nothing is said of patterns that are left out.
  static Result<Tagger> create_for(std::string_view text, const Framework& framework,
                                   std::span<const std::string> masked_names);
  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;
  ~Tagger();

  /// Mentions in `text` (reading text) with its sentences (ascending, disjoint): ascending by span, then
  /// indicator. Of overlapping matches of one indicator in one sentence stays the strongest, then the
  /// longest; so `span` is always a whole match of `pattern`.
  [[nodiscard]] std::vector<Mention> find_mentions(std::string_view text,
                                                   std::span<const TextSpan> sentences) const;

 private:
  struct Impl;
  static Result<Tagger> create_of(const Framework& framework, std::span<const std::string> masked_names,
                                  const std::string* match_text);
  explicit Tagger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::nlp
