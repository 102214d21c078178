// document_text.h - a document as one plain text, for programs that count places in characters: the reading text of its
// passages in order, without page furniture, a line end after each.
// Units: characters (code points) from 0, half-open, as W3C TextPositionSelector and REFI-QDA count.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/anchor.h"

namespace vp::exports {

/// `passages` are all of the document, in order.
std::string to_plain_text(std::span<const Passage> passages);

struct CharacterRange {
  std::uint64_t begin = 0, end = 0;
  bool operator==(const CharacterRange&) const = default;
};

/// Where the anchor's quote stands in to_plain_text(passages); none when the passages are another reading than the one
/// the anchor was made from, or when it stands in page furniture or in the text of a page.
std::optional<CharacterRange> find_in_plain_text(const Anchor& anchor, std::span<const Passage> passages);

std::uint64_t count_characters(std::string_view utf8);

}  // namespace vp::exports
