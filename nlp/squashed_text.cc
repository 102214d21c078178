#include "nlp/squashed_text.h"

#include <algorithm>

#include "nlp/folding.h"

namespace vp::nlp {

TextSpan SquashedText::to_source(TextSpan span) const {
  return {sources.at(span.begin).begin, sources.at(span.end - 1).end};
}

TextSpan SquashedText::from_source(TextSpan source) const {
  const auto first = std::lower_bound(
      sources.begin(), sources.end(), source.begin,
      [](const TextSpan& character, std::uint32_t begin) { return character.begin < begin; });
  const auto last =
      std::lower_bound(first, sources.end(), source.end,
                       [](const TextSpan& character, std::uint32_t end) { return character.begin < end; });
  return {static_cast<std::uint32_t>(first - sources.begin()),
          static_cast<std::uint32_t>(last - sources.begin())};
}

SquashedText to_squashed_text(std::string_view text) {
  SquashedText squashed;
  squashed.text.reserve(text.size());
  squashed.sources.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar character = decode_char(text, at);
    const TextSpan source{static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(at + character.size_bytes)};
    at += character.size_bytes;
    const Folding folding = to_folding(character.value);
    if (folding.char_class == CharClass::kSpace || folding.char_class == CharClass::kMark ||
        folding.char_class == CharClass::kDropped || folding.text() == "-") {
      continue;
    }
    squashed.text += folding.text();
    squashed.sources.insert(squashed.sources.end(), folding.text().size(), source);
  }
  return squashed;
}

std::vector<TextSpan> find_squashed(const SquashedText& text, std::string_view squashed, std::size_t most) {
  std::vector<TextSpan> places;
  if (squashed.empty()) return places;
  const auto is_cut = [&text](std::size_t at) {
    return at > 0 && at < text.text.size() && text.sources[at] == text.sources[at - 1];
  };
  for (std::size_t at = text.text.find(squashed); at != std::string::npos && places.size() < most;
       at = text.text.find(squashed, at + 1)) {
    const std::size_t end = at + squashed.size();
    if (is_cut(at) || is_cut(end)) continue;
    places.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
  }
  return places;
}

}  // namespace vp::nlp
