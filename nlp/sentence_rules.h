// sentence_rules.h - where UAX #29 cuts Dutch text wrongly, or not at all.
// Units: byte offsets into the given text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vp::nlp {

/// Whether a cut that ICU makes at `place` (start of the next sentence) stands; `sentence_begin` is where the
/// sentence before it starts. Refused after abbreviations, initials and list labels.
bool is_sentence_end(std::string_view text, std::size_t sentence_begin, std::size_t place);

/// `place`, moved beyond closing quotes, brackets and note marks that belong to the sentence before it.
std::size_t skip_closers(std::string_view text, std::size_t place);

/// Starts of sentences that ICU does not see, ascending: after a note mark ("beleid.3 De gemeente"), before a
/// number ("is gezien. 92% zegt") and at a bullet inside running text.
std::vector<std::size_t> find_more_starts(std::string_view text);

}  // namespace vp::nlp
