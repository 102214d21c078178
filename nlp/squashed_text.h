// squashed_text.h - a text without what typesetting does to it: no spaces, line ends or hyphens, letters folded. Two
// readings of the same words give the same squashed text, whatever the line ends, the ligatures and the program that
// made the file. Units: byte offsets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::nlp {

struct SquashedText {
  std::string text;
  std::vector<TextSpan> sources;  ///< by byte of `text`: the character that it came from

  /// What `span` came from, from its first character to its last. `span` is not empty.
  [[nodiscard]] TextSpan to_source(TextSpan span) const;
  /// The bytes that come from characters inside `source`; empty at the right place when none does.
  [[nodiscard]] TextSpan from_source(TextSpan source) const;
};

/// Folding as folding.h has it; white space, hyphens, dashes, soft hyphens and marks leave nothing.
SquashedText to_squashed_text(std::string_view text);

/// Where `squashed` stands in `text.text`, also overlapping itself, but only whole characters: at most `most`
/// places, ascending; none for an empty one.
std::vector<TextSpan> find_squashed(const SquashedText& text, std::string_view squashed, std::size_t most);

}  // namespace vp::nlp
