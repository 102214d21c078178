// sentence_splitter.h - cuts reading text into sentences.
// Units: byte offsets into the given text, half-open. Threads: a splitter is for one thread.
// Source: Unicode UAX #29 (ICU, locale nl) plus lexicon/abbreviations.tsv; the rules for abbreviations,
// initials, list labels, note marks and quotes are in sentence_rules.h. ICU without its data is a broken
// installation: the constructor throws std::runtime_error, which the app catches.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::nlp {

class SentenceSplitter {
 public:
  SentenceSplitter();
  SentenceSplitter(SentenceSplitter&&) noexcept;
  SentenceSplitter& operator=(SentenceSplitter&&) noexcept;
  ~SentenceSplitter();

  /// Ascending, disjoint spans without outer white space; empty for blank text.
  std::vector<TextSpan> split(std::string_view reading_text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::nlp
