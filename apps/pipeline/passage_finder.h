// passage_finder.h - from words of a page to the passages that hold them: how what a reader took from the page
// comes to an anchor in the reading text that the index keeps.
// Lifetime: the passages must outlive the finder.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/anchor.h"
#include "core/passage.h"

namespace vp::apps {

class PassageFinder {
 public:
  /// `passages` are all of the document, with the boxes of the same reading as the words that will be asked for.
  explicit PassageFinder(std::span<const Passage> passages);

  /// Where the words stand in the passages, in order of reading: a range for every stretch of them. A few words
  /// inside a stretch that were not asked for (a bullet, a mark, a label) do not part it, nor does page furniture
  /// between passages that otherwise follow one another; the words of another cell do, and so does a repeated head row. Empty when no passage holds
  /// any of them.
  [[nodiscard]] std::vector<PassageRange> find(std::span<const PassageWord> words) const;

 private:
  struct Place {
    std::uint32_t passage = 0;
    std::uint32_t word = 0;
    auto operator<=>(const Place&) const = default;
  };
  [[nodiscard]] bool is_next(Place last, Place next) const;

  std::span<const Passage> passages_;
  std::map<std::pair<PageIndex, RectPt>, Place> places_;
};

}  // namespace vp::apps
