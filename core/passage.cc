#include "core/passage.h"

namespace vp {
namespace {

/// Two boxes lie on one line when they overlap by more than half of the lower one's height.
bool is_same_line(const RectPt& a, const RectPt& b) {
  const float overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.5F * std::min(a.height(), b.height());
}

}  // namespace

std::string_view to_string(MentionStrength strength) {
  return strength == MentionStrength::kStrong ? "sterk" : "zwak";
}

std::vector<PagePlace> place_of(const Passage& passage, TextSpan span) {
  std::vector<PagePlace> places;
  for (const PassageWord& word : passage.words) {
    if (!word.span.overlaps(span)) continue;
    if (places.empty() || places.back().page != word.page) places.push_back({word.page, {}});
    std::vector<RectPt>& rects = places.back().rects;
    // Words come in reading order: a word that does not go on to the right of the last one starts a new
    // rectangle, so that two columns never share one.
    if (!rects.empty() && is_same_line(rects.back(), word.box) && word.box.x0 >= rects.back().x0) {
      rects.back().include(word.box);
    } else {
      rects.push_back(word.box);
    }
  }
  return places;
}

}  // namespace vp
