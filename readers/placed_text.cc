#include "readers/placed_text.h"

#include <algorithm>

namespace vp::readers {

std::vector<PagePlace> places_of(const PlacedText& text, TextSpan span) {
  Passage passage;
  passage.words = text.words;
  std::vector<PagePlace> places = place_of(passage, span);
  // Words come in reading order, which never goes back to an earlier page.
  std::ranges::stable_sort(places, {}, &PagePlace::page);
  return places;
}

std::vector<PagePlace> places_of(const PlacedText& text) {
  return places_of(text, {0, static_cast<std::uint32_t>(text.text.size())});
}

}  // namespace vp::readers
