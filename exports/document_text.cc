#include "exports/document_text.h"

#include <algorithm>

namespace vp::exports {
namespace {

bool is_left_out(const Passage& passage) {
  return is_page_furniture(passage.kind) || passage.text.empty();
}

/// Characters of the plain text before the passage.
std::uint64_t count_before(std::span<const Passage> passages, std::uint32_t ordinal) {
  std::uint64_t count = 0;
  for (const Passage& passage : passages.first(ordinal))
    count += is_left_out(passage) ? 0 : count_characters(passage.text) + 1;
  return count;
}

}  // namespace

std::uint64_t count_characters(std::string_view utf8) {
  return static_cast<std::uint64_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string to_plain_text(std::span<const Passage> passages) {
  std::string text;
  for (const Passage& passage : passages) {
    if (!is_left_out(passage)) text += passage.text + "\n";
  }
  return text;
}

std::optional<CharacterRange> find_in_plain_text(const Anchor& anchor, std::span<const Passage> passages) {
  const AnchorPosition& position = anchor.position;
  const bool is_possible = position.text == AnchorText::kPassages && position.first <= position.last &&
                           position.last < passages.size() && !is_left_out(passages[position.first]) &&
                           !is_left_out(passages[position.last]);
  if (!is_possible) return std::nullopt;
  const std::string text = anchored_text(passages, position.first, position.last);
  const std::string& last = passages[position.last].text;
  const std::size_t last_begin = text.size() - last.size();
  const bool is_same_reading = hash_text(text) == position.text_hash &&
                               position.span.begin <= position.span.end && position.span.end <= text.size() &&
                               position.span.end >= last_begin;
  if (!is_same_reading) return std::nullopt;
  const std::string_view before = std::string_view(text).substr(0, position.span.begin);
  const std::string_view in_last = std::string_view(last).substr(0, position.span.end - last_begin);
  return CharacterRange{count_before(passages, position.first) + count_characters(before),
                        count_before(passages, position.last) + count_characters(in_last)};
}

}  // namespace vp::exports
