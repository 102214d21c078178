#include "apps/pipeline/passage_finder.h"

#include <optional>
#include <set>

namespace vp::apps {

PassageFinder::PassageFinder(std::span<const Passage> passages) : passages_(passages) {
  for (std::uint32_t p = 0; p < passages.size(); ++p) {
    const std::vector<PassageWord>& words = passages[p].words;
    for (std::uint32_t w = 0; w < words.size(); ++w)
      places_.emplace(std::make_pair(words[w].page, words[w].box), Place{p, w});
  }
}

bool PassageFinder::is_next(Place last, Place next) const {
  constexpr std::uint32_t kMostBetween = 3;  // bullet, mark and label: "• LET OP:"
  if (last.passage == next.passage) return next.word - last.word - 1 <= kMostBetween;
  for (std::uint32_t p = last.passage + 1; p < next.passage; ++p) {
    if (!is_page_furniture(passages_[p].kind)) return false;
  }
  const auto left = static_cast<std::uint32_t>(passages_[last.passage].words.size()) - last.word - 1;
  return left + next.word <= kMostBetween;
}

std::vector<PassageRange> PassageFinder::find(std::span<const PassageWord> words) const {
  std::set<Place> wanted;
  for (const PassageWord& word : words) {
    const auto place = places_.find({word.page, word.box});
    if (place == places_.end() || passages_[place->second.passage].words[place->second.word].span.empty())
      continue;
    wanted.insert(place->second);
  }
  std::vector<PassageRange> ranges;
  std::optional<Place> last;
  for (const Place place : wanted) {
    const TextSpan span = passages_[place.passage].words[place.word].span;
    if (last && is_next(*last, place)) {
      ranges.back().last = place.passage;
      ranges.back().end = span.end;
    } else {
      ranges.push_back({place.passage, span.begin, place.passage, span.end});
    }
    last = place;
  }
  return ranges;
}

}  // namespace vp::apps
