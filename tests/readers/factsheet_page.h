// factsheet_page.h - factsheets for tests: rows of the published form, placed by PageMaker, and a reading of them
// as text.
#pragma once

#include <string>
#include <string_view>

#include "readers/factsheet.h"

#include "tests/readers/page_maker.h"

namespace vp::readers {

/// Where the columns of the published form begin.
inline constexpr float kCriterionX = 50, kIndicatorX = 120, kMarkX = 250, kFindingX = 270;

/// Writes rows under each other; lines of a cell are parted by '|'.
class FactsheetPage : public PageMaker {
 public:
  FactsheetPage& text(float x, float y, std::string_view words, std::uint16_t flags = 0,
                      BlockKind kind = BlockKind::kParagraph, float size = kHeight) {
    PageMaker::text(x, y, words, flags, kind, size);
    return *this;
  }
  FactsheetPage& lines(float x, float y, std::string_view cell, std::uint16_t flags = 0) {
    PageMaker::lines(x, y, cell, flags);
    return *this;
  }
  FactsheetPage& heads() {
    text(kCriterionX, y_, "Criteria").text(kIndicatorX, y_, "Indicatoren").text(kFindingX, y_, "Bevindingen");
    y_ += 16;
    return *this;
  }
  FactsheetPage& theme(std::string_view name) {
    text(kCriterionX, y_, name, kWordBold);
    y_ += 16;
    return *this;
  }
  /// A row and the line under it.
  FactsheetPage& row(std::string_view indicator, std::string_view mark, std::string_view finding) {
    open_row(indicator, mark, finding);
    if (is_ruled) level(kIndicatorX - 5, 540, y_ - 4);
    return *this;
  }
  FactsheetPage& open_row(std::string_view indicator, std::string_view mark, std::string_view finding) {
    lines(kIndicatorX, y_, indicator);
    if (!mark.empty()) text(kMarkX, y_ + mark_drop, mark);
    lines(kFindingX, y_, finding);
    y_ += 11 * static_cast<float>(std::max(count_lines(indicator), count_lines(finding))) + row_gap;
    return *this;
  }
  FactsheetPage& next_page(float y = 60) {
    page();
    y_ = y;
    return *this;
  }
  FactsheetPage& skip(float points) {
    y_ += points;
    return *this;
  }
  [[nodiscard]] float y() const { return y_; }

  bool is_ruled = true;
  float mark_drop = 0;
  float row_gap = 9;

 private:
  static std::size_t count_lines(std::string_view cell) {
    std::size_t lines = 1;
    for (const char c : cell)
      lines += c == '|' ? 1 : 0;
    return lines;
  }
  float y_ = 100;
};

/// The factsheet as read, one line a finding: "T1.1 voldoet p1 [√1] text // note".
std::string to_string(const Factsheet& factsheet);
/// The notes, without missing indicators and municipality: "p1 no mark T1.1".
std::string notes_of(const Factsheet& factsheet);
/// Reads with the project's framework; the test fails when the document is no factsheet.
Factsheet read_factsheet(const Document& document);
bool is_factsheet(const Document& document);

}  // namespace vp::readers
