#include "readers/bullet.h"

#include <algorithm>

#include "nlp/letters.h"

namespace vp::readers {

bool opens_with_bullet(std::span<const ViewWord> words) {
  if (words.empty()) return false;
  static constexpr std::string_view kBullets[] = {"•", "-", "–", "*", "·", "▪", "◦", "‣", "○", "●", "■", "➢"};
  const std::string_view first = words.front().text;
  if (std::ranges::find(kBullets, first) != std::end(kBullets)) return true;
  // Bullets of symbol fonts have private code points.
  std::size_t place = 0;
  const char32_t code = nlp::next_code_point(first, place);
  return place == first.size() && code >= 0xF000 && code <= 0xF0FF;
}

}  // namespace vp::readers
