// tagger_matches.h - settles which matches of patterns in one passage count as mentions.
// Units: spans are byte offsets into the passage's match text.
#pragma once

#include <cstdint>
#include <vector>

#include "core/passage.h"
#include "core/text_span.h"

namespace vp::nlp {

/// One match of one pattern.
struct TagMatch {
  std::uint32_t indicator = 0;  ///< numbers: places in the tagger's lists
  std::uint32_t pattern = 0;
  std::uint32_t sentence = 0;
  TextSpan span;
  MentionStrength strength = MentionStrength::kStrong;
  bool needs_support = false;  ///< a weak pattern without context: its sentence does not bear it out
  bool operator==(const TagMatch&) const = default;
};

/// Leaves out each match that needs support and has none: no match of another pattern of the same indicator
/// in another place of the passage (one that needs support itself will do).
void drop_unsupported(std::vector<TagMatch>& matches);

/// Of overlapping matches of one indicator in one sentence stays the strongest, then the longest, then the
/// first, then the one whose pattern comes first. What stays is ascending by indicator, then sentence.
void drop_overlapped(std::vector<TagMatch>& matches);

}  // namespace vp::nlp
