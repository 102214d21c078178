#include "nlp/tagger_matches.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace vp::nlp {
namespace {

/// The first place where any pattern's match has ended, and the first for any other pattern than that one;
/// so too for the last place where one begins. Enough to tell whether a match has another one beside it.
class MatchRange {
 public:
  void add(const TagMatch& match) {
    note(first_ends_, {match.span.end, match.pattern});
    note(last_begins_, {kLimit - match.span.begin, match.pattern});
  }
  /// True when a match of another pattern lies wholly before or wholly behind.
  [[nodiscard]] bool has_other_beside(const TagMatch& match) const {
    return of_other(first_ends_, match.pattern) <= match.span.begin ||
           of_other(last_begins_, match.pattern) <= kLimit - match.span.end;
  }

 private:
  static constexpr std::uint32_t kLimit = std::numeric_limits<std::uint32_t>::max() - 1;

  struct Place {
    std::uint32_t value = kLimit + 1;  // beyond every place
    std::uint32_t pattern = 0;
  };
  struct Least {
    Place least, of_another;
  };

  static void note(Least& least, Place place) {
    if (place.value < least.least.value) {
      if (least.least.pattern != place.pattern) least.of_another = least.least;
      least.least = place;
    } else if (place.pattern != least.least.pattern && place.value < least.of_another.value) {
      least.of_another = place;
    }
  }
  static std::uint32_t of_other(const Least& least, std::uint32_t pattern) {
    return least.least.pattern != pattern ? least.least.value : least.of_another.value;
  }

  Least first_ends_, last_begins_;
};

}  // namespace

void drop_unsupported(std::vector<TagMatch>& matches) {
  const auto needs_support = [](const TagMatch& match) { return match.needs_support; };
  if (std::none_of(matches.begin(), matches.end(), needs_support)) return;
  std::map<std::uint32_t, MatchRange> ranges;  // by indicator
  for (const TagMatch& match : matches)
    ranges[match.indicator].add(match);
  std::erase_if(matches, [&](const TagMatch& match) {
    return match.needs_support && !ranges.at(match.indicator).has_other_beside(match);
  });
}

void drop_overlapped(std::vector<TagMatch>& matches) {
  const auto rank = [](const TagMatch& match) {
    return std::tuple(match.indicator, match.sentence, match.strength, ~match.span.size(), match.span.begin,
                      match.pattern);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const TagMatch& a, const TagMatch& b) { return rank(a) < rank(b); });
  std::map<std::uint32_t, std::uint32_t> kept;  // begin -> end, of one indicator in one sentence
  std::pair<std::uint32_t, std::uint32_t> group{};
  std::erase_if(matches, [&](const TagMatch& match) {
    if (std::exchange(group, std::pair(match.indicator, match.sentence)) != group) kept.clear();
    const auto behind = kept.lower_bound(match.span.begin);
    if (behind != kept.end() && behind->first < match.span.end) return true;
    if (behind != kept.begin() && std::prev(behind)->second > match.span.begin) return true;
    kept.emplace_hint(behind, match.span.begin, match.span.end);
    return false;
  });
}

}  // namespace vp::nlp
