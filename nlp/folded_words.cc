#include "nlp/folded_words.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "nlp/folding.h"

namespace vp::nlp {
namespace {

bool is_plain_token(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

/// Place of the first byte from `at` on that is not ASCII; the end when there is none.
std::size_t find_marked(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if ((bytes & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    ++at;
  return at;
}

/// Empty when the entry is no single token in small letters.
std::string to_folded_entry(std::string_view entry) {
  std::string folded;
  for (std::size_t at = 0; at < entry.size();) {
    const DecodedChar decoded = decode_char(entry, at);
    if (decoded.value < 0x80 && !is_plain_token(entry.substr(at, 1))) return {};
    const Folding folding = to_folding(decoded.value);
    if (folding.char_class == CharClass::kLatin) folded += folding.text();
    at += decoded.size_bytes;
  }
  return is_plain_token(folded) ? folded : std::string();
}

}  // namespace

FoldedWords::FoldedWords(const WordList& words) : words_(&words) {
  const std::string_view lines = words.lines();
  for (std::size_t at = 0; at < lines.size();) {
    // Few entries have diacritics: look for their first byte rather than at every line.
    const std::size_t place = find_marked(lines, at);
    if (place == lines.size()) return;
    const std::size_t before = lines.rfind('\n', place);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(lines.find('\n', place), lines.size());
    std::string folded = to_folded_entry(lines.substr(begin, end - begin));
    if (!folded.empty()) with_marks_.insert(std::move(folded));
    at = end;
  }
}

bool FoldedWords::contains(std::string_view folded) const {
  return is_plain_token(folded) &&
         (words_->contains(folded) || with_marks_.find(folded) != with_marks_.end());
}

}  // namespace vp::nlp
