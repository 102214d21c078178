#include "readers/indicator_places.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

struct SquashedLine {
  std::vector<std::string> words;
};

std::vector<SquashedLine> squash_lines(const PageView& view) {
  std::vector<SquashedLine> lines;
  lines.reserve(view.lines.size());
  for (const ViewLine& line : view.lines) {
    SquashedLine squashed_line;
    for (const ViewWord& word : line.words)
      squashed_line.words.push_back(nlp::to_squashed(word.text));
    lines.push_back(std::move(squashed_line));
  }
  return lines;
}

/// Follows one wording over the lines of a page.
class WordingTrace {
 public:
  WordingTrace(const PageView& view, const std::vector<SquashedLine>& lines, std::string_view wording)
      : view_(view), lines_(lines), wording_(wording) {}

  /// The place of the whole wording when it begins with that word.
  std::optional<IndicatorPlace> follow(std::size_t line, std::size_t word) {
    start_ = view_.lines[line].words[word].box;
    place_.first_line = line;
    place_.box = start_;
    steps_ = 0;
    if (!follow_line(line, word, 0)) return std::nullopt;
    return place_;
  }

 private:
  /// Words of one line from `word` on; where a gap may be the border of a column, the line may end before it.
  bool follow_line(std::size_t line, std::size_t word, std::size_t done) {
    constexpr int kMaxSteps = 400;  // a wording has fewer words; bounds pages made of repetitions
    if (++steps_ > kMaxSteps) return false;
    const std::vector<ViewWord>& words = view_.lines[line].words;
    const std::string& text = lines_[line].words[word];
    if (text.empty() || !wording_.substr(done).starts_with(text)) return false;
    const RectPt before = place_.box;
    place_.box.include(words[word].box);
    done += text.size();
    place_.last_line = line;
    if (done == wording_.size()) return true;
    if (word + 1 < words.size()) {
      constexpr float kMaxGapHeights = 1.6F;
      const float gap = words[word + 1].box.x0 - words[word].box.x1;
      if (gap < kMaxGapHeights * words[word].box.height() && follow_line(line, word + 1, done)) return true;
    }
    if (follow_below(line, done)) return true;
    place_.box = before;
    return false;
  }

  bool follow_below(std::size_t line, std::size_t done) {
    const RectPt last = view_.lines[line].words.front().box;
    constexpr float kMaxStepHeights = 2.2F;
    constexpr float kMaxIndent = 45;  // a number before the text, or text set in the middle
    for (std::size_t next = line + 1; next < view_.lines.size(); ++next) {
      const ViewLine& below = view_.lines[next];
      if (below.box.center_y() - last.center_y() > kMaxStepHeights * start_.height()) return false;
      for (std::size_t word = 0; word < below.words.size(); ++word) {
        const float indent = below.words[word].box.x0 - start_.x0;
        if (std::fabs(indent) < kMaxIndent && follow_line(next, word, done)) return true;
      }
    }
    return false;
  }

  const PageView& view_;
  const std::vector<SquashedLine>& lines_;
  std::string_view wording_;
  RectPt start_;
  IndicatorPlace place_;
  int steps_ = 0;
};

}  // namespace

IndicatorFinder::IndicatorFinder(const nlp::Framework& framework) {
  for (std::size_t i = 0; i < framework.indicators.size(); ++i) {
    wordings_.push_back({nlp::to_squashed(framework.indicators[i].text), i});
    for (const std::string& printed : framework.indicators[i].printed_texts)
      wordings_.push_back({nlp::to_squashed(printed), i});
  }
  std::erase_if(wordings_, [](const Wording& wording) { return wording.squashed.empty(); });
  std::ranges::stable_sort(wordings_, std::ranges::greater(),
                           [](const Wording& w) { return w.squashed.size(); });
}

std::vector<IndicatorPlace> IndicatorFinder::find(const PageView& view) const {
  std::vector<IndicatorPlace> places;
  const std::vector<SquashedLine> lines = squash_lines(view);
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (std::size_t word = 0; word < lines[line].words.size(); ++word) {
      const std::string& text = lines[line].words[word];
      if (text.empty()) continue;
      for (const Wording& wording : wordings_) {
        if (!wording.squashed.starts_with(text)) continue;
        std::optional<IndicatorPlace> place = WordingTrace(view, lines, wording.squashed).follow(line, word);
        if (!place) continue;
        place->indicator = wording.indicator;
        places.push_back(*place);
        break;
      }
    }
  }
  return places;
}

}  // namespace vp::readers
