#include "nlp/masked_names.h"

#include <algorithm>
#include <string_view>

#include "nlp/match_text.h"
#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

std::vector<std::string> to_folded(std::span<const std::string> names) {
  std::vector<std::string> folded;
  for (const std::string& name : names) {
    std::string text = to_match_text(name).text;
    if (!text.empty()) folded.push_back(std::move(text));
  }
  std::sort(folded.begin(), folded.end());
  folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
  return folded;
}

// As RE2's \w: letters of folded text are ASCII.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// True when no word goes on over the place between two bytes.
bool is_word_end(std::string_view text, std::size_t place) {
  return place == 0 || place == text.size() || !is_word_byte(text[place - 1]) || !is_word_byte(text[place]);
}

}  // namespace

MaskedNames::MaskedNames(std::span<const std::string> names) : matcher_(to_folded(names)) {
  empty_ = matcher_.state_count() == 1;
}

void MaskedNames::blank(std::string& match_text) const {
  if (empty_) return;
  std::vector<AtomMatcher::Hit> hits;
  AtomMatcher::Scratch scratch;
  matcher_.find(match_text, hits, scratch);
  std::erase_if(hits, [&](const AtomMatcher::Hit& hit) {
    return !is_word_end(match_text, hit.end - matcher_.atom_size(hit.atom)) ||
           !is_word_end(match_text, hit.end);
  });
  for (const AtomMatcher::Hit& hit : hits) {
    const std::uint32_t size = matcher_.atom_size(hit.atom);
    match_text.replace(hit.end - size, size, size, kMaskByte);
  }
}

}  // namespace vp::nlp
