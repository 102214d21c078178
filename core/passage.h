// passage.h - a block-sized piece of a document's running text: the row of the index, and the ground of every
// quote. Units: spans are byte offsets into Passage::text (the reading text: lines joined, hyphens resolved),
// half-open. Promise, tested: text.substr(span) is the quote, and place_of(span) covers exactly the words
// that meet the span.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/geometry.h"
#include "core/page_index.h"
#include "core/polarity.h"
#include "core/text_span.h"

namespace vp {

/// One word of the page in the reading text. A word broken over a line end is two of these, on adjoining
/// spans.
struct PassageWord {
  TextSpan
      span;  ///< in Passage::text; ascending, disjoint; empty when the word left no text (a lone soft hyphen)
  PageIndex page;
  RectPt box;
  bool operator==(const PassageWord&) const = default;
};

enum class MentionStrength : std::uint8_t { kStrong, kWeak };
/// "sterk" / "zwak", as the framework file and JSON name them.
std::string_view to_string(MentionStrength strength);

/// One place where a passage speaks of an indicator.
struct Mention {
  std::string indicator;  ///< id, "A2.2"
  TextSpan span;          ///< the words that matched
  TextSpan sentence;      ///< the sentence around them: what is quoted
  MentionStrength strength = MentionStrength::kStrong;
  std::string pattern;  ///< which row of the framework file matched, "A2.2/sterk/3"
  /// What is said of the indicator there, one a voice, in the order of the text; empty: not judged.
  std::vector<PolaritySuggestion> suggestions{};
  bool operator==(const Mention&) const = default;
};

struct Passage {
  std::uint32_t ordinal = 0;  ///< 0-based place in the document's order of reading
  BlockKind kind = BlockKind::kParagraph;
  std::uint8_t heading_level = 0;
  std::optional<std::uint32_t> heading;  ///< ordinal of the heading that this passage stands under
  std::string text;
  std::vector<PassageWord> words;
  std::vector<TextSpan> sentences;  ///< ascending, disjoint, without outer white space
  std::vector<Mention> mentions;    ///< ascending by span, then indicator
  bool boilerplate = false;  ///< printed wording of the framework, or prose that many submitters have alike
  bool operator==(const Passage&) const = default;
};

/// The rectangles of a span on one page: one for each line of text that it touches, top to bottom.
struct PagePlace {
  PageIndex page;
  std::vector<RectPt> rects;
  bool operator==(const PagePlace&) const = default;
};

/// Where a span stands: one entry a page, ascending; empty when no word meets the span.
std::vector<PagePlace> place_of(const Passage& passage, TextSpan span);

}  // namespace vp
