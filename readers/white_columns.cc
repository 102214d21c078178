#include "readers/white_columns.h"

#include <algorithm>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

struct Extent {
  float x0 = 0, x1 = 0;
  std::size_t letters = 0;  // of its longest word
};

/// Words that no more than a space parts, as one piece.
std::vector<Extent> to_pieces(const std::vector<ViewWord>& line) {
  std::vector<Extent> pieces;
  float height = 0;
  for (const ViewWord& word : line) {
    const std::size_t letters = nlp::to_squashed(word.text).size();
    constexpr float kMaxSpaceHeights = 0.38F;
    height = std::max(height, word.box.height());
    const bool goes_on = !pieces.empty() && word.box.x0 - pieces.back().x1 < kMaxSpaceHeights * height;
    if (!goes_on) {
      pieces.push_back({word.box.x0, word.box.x1, letters});
      continue;
    }
    pieces.back().x1 = std::max(pieces.back().x1, word.box.x1);
    pieces.back().letters = std::max(pieces.back().letters, letters);
  }
  return pieces;
}

/// A bullet, a dash, "3.", "T1.1": says nothing of where a column is.
bool is_label(const ViewWord& word) {
  constexpr std::size_t kMaxLabel = 5;
  if (word.text.size() > kMaxLabel) return nlp::to_squashed(word.text).empty();
  const bool has_lower = std::ranges::any_of(word.text, [](char c) { return c >= 'a' && c <= 'z'; });
  const bool has_digit = std::ranges::any_of(word.text, [](char c) { return c >= '0' && c <= '9'; });
  return nlp::to_squashed(word.text).empty() || (has_digit && !has_lower);
}

/// Where more than `tolerance` pieces lie over each other.
std::vector<WhiteColumn> cover(const std::vector<Extent>& pieces, int tolerance) {
  std::vector<std::pair<float, int>> events;
  for (const Extent& piece : pieces) {
    events.emplace_back(piece.x0, 1);
    events.emplace_back(piece.x1, -1);
  }
  // At one x pieces begin before others end: touching pieces leave no white.
  std::ranges::sort(events, [](const auto& a, const auto& b) {
    return a.first < b.first || (a.first == b.first && a.second > b.second);
  });
  std::vector<WhiteColumn> columns;
  int covering = 0;
  for (const auto& [x, change] : events) {
    const bool was_covered = covering > tolerance;
    covering += change;
    const bool is_covered = covering > tolerance;
    constexpr float kMinWhite = 1.2F;
    if (!was_covered && is_covered) {
      if (!columns.empty() && x - columns.back().x1 < kMinWhite) continue;
      columns.push_back({x, x});
    }
    if (was_covered) columns.back().x1 = std::max(columns.back().x1, x);
  }
  return columns;
}

bool overlaps(const WhiteColumn& a, float x0, float x1) {
  return x0 < a.x1 && x1 > a.x0;
}

/// Pieces that no column touches, joined where they lie over each other.
void add_lone_pieces(const std::vector<Extent>& pieces, std::vector<WhiteColumn>& columns) {
  std::vector<Extent> lone;
  for (const Extent& piece : pieces)
    if (std::ranges::none_of(columns, [&](const WhiteColumn& c) { return overlaps(c, piece.x0, piece.x1); }))
      lone.push_back(piece);
  const std::vector<WhiteColumn> found = cover(lone, 0);
  columns.insert(columns.end(), found.begin(), found.end());
  std::ranges::sort(columns, {}, &WhiteColumn::x0);
}

}  // namespace

std::vector<WhiteColumn> find_white_columns(const std::vector<std::vector<ViewWord>>& lines) {
  std::vector<Extent> pieces;
  std::vector<Extent> labels;
  for (const std::vector<ViewWord>& line : lines) {
    std::vector<ViewWord> texts;
    for (const ViewWord& word : line) {
      if (is_label(word)) {
        labels.push_back({word.box.x0, word.box.x1, 0});
      } else {
        texts.push_back(word);
      }
    }
    const std::vector<Extent> of_line = to_pieces(texts);
    pieces.insert(pieces.end(), of_line.begin(), of_line.end());
  }
  constexpr std::size_t kLinesPerStray = 40;
  std::vector<WhiteColumn> columns = cover(pieces, static_cast<int>(lines.size() / kLinesPerStray));
  add_lone_pieces(pieces, columns);
  for (const Extent& label : labels) {
    const auto right = std::ranges::find_if(columns, [&](const WhiteColumn& c) { return c.x1 > label.x0; });
    if (right == columns.end()) continue;
    constexpr float kMaxHang = 40;
    if (right->x0 - label.x1 < kMaxHang) right->x0 = std::min(right->x0, label.x0);
  }
  return columns;
}

}  // namespace vp::readers
