#include "ingest/contents_list.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/contents_row.h"
#include "ingest/page_rewrite.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kMinPaged = 2;     // entries with a page number that make a list
constexpr std::size_t kMinNumbered = 4;  // titles with a section number and no page
constexpr std::size_t kMaxForeign = 3;   // other rows between two entries
constexpr std::size_t kMaxTitleWords = 14;
constexpr float kNextLine = 2.0F;  // of the size: a title's next line stands nearer than this
constexpr float kEdgePt = 4.0F;    // page numbers begin or end within this

/// Rows [first, last) hold the entries.
struct Range {
  std::size_t first = 0, last = 0;
  bool is_paged = true;
  [[nodiscard]] bool is_empty() const { return first >= last; }
};

bool ascends(const std::vector<int>& before, const std::vector<int>& section) {
  return before < section && (section.size() <= before.size() + 1 || before.empty());
}

// Cheap: most pages need no more than this look.
bool may_hold_contents(const Page& page) {
  if (page.text.find("....") != std::string::npos || page.text.find(". . . .") != std::string::npos ||
      page.text.find("\xE2\x80\xA6\xE2\x80\xA6") != std::string::npos) {
    return true;
  }
  for (const std::string_view part : {"nhoud", "NHOUD", "ontents", "ONTENTS"}) {
    if (page.text.find(part) != std::string::npos) return true;
  }
  return false;
}

/// Where most of the page numbers begin and end.
struct Edge {
  float left = 0, right = 0;
};

float middle_of(std::vector<float>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class PageContents {
 public:
  /// `goes_on`: the page before ended in entries.
  PageContents(Page& page, std::uint32_t page_count, bool goes_on)
      : page_(page), page_count_(page_count), goes_on_(goes_on), rows_(find_rows(page)) {}

  void mark() {
    const Range range = find_range();
    if (range.is_empty()) return;
    rewrite(make_entries(range), range);
  }

  /// The last row is an entry, or the heading of entries stands so low that they must follow on the next page.
  [[nodiscard]] bool goes_on() const { return goes_on_to_next_; }

 private:
  Range find_range() {
    std::size_t begin = 0;
    bool is_announced = goes_on_;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!is_contents_heading(page_, rows_[i])) continue;
      begin = i + 1;
      is_announced = true;
    }
    goes_on_to_next_ = begin > 0 && rows_.size() - begin <= kMaxForeign;
    if (std::any_of(rows_.begin(), rows_.end(), [](const ContentsRow& row) { return row.is_split; }))
      return {};
    const Range paged = find_paged(begin, is_announced);
    if (!paged.is_empty() || !is_announced) return paged;
    return find_numbered(begin);
  }

  // Rows that end in a page number.
  Range find_paged(std::size_t begin, bool is_announced) {
    std::vector<std::size_t> found;
    const Edge edge = number_edge(begin, is_announced);
    int before = 0;
    std::size_t descents = 0;
    for (std::size_t i = begin; i < rows_.size(); ++i) {
      const ContentsRow& row = rows_[i];
      if (!is_paged_entry(row, is_announced, edge)) continue;
      if (!found.empty() && i - found.back() > kMaxForeign + 1) {
        if (found.size() >= kMinPaged) break;
        found.clear();
        before = 0;
        descents = 0;
      }
      descents += row.page_number < before ? 1 : 0;
      before = row.page_number;
      found.push_back(i);
    }
    if (found.size() < kMinPaged || descents * 10 > found.size()) return {};
    return {found.front(), found.back() + 1, true};
  }

  [[nodiscard]] bool is_paged_entry(const ContentsRow& row, bool is_announced, const Edge& edge) const {
    // A form has dots too, with a year behind them.
    constexpr int kMorePages = 60;  // a part of a longer document prints the numbers of the whole
    if (row.page_number == 0 || row.page_number > static_cast<int>(2 * page_count_) + kMorePages)
      return false;
    if (!row.has_title) return false;
    if (row.has_leader) return true;
    const RectPt& number = page_.words[row.words.back()].box;
    return is_announced && row.has_gap &&
           (std::abs(number.x1 - edge.right) <= kEdgePt || std::abs(number.x0 - edge.left) <= kEdgePt);
  }

  [[nodiscard]] Edge number_edge(std::size_t begin, bool is_announced) const {
    std::vector<float> lefts;
    std::vector<float> rights;
    for (std::size_t i = begin; i < rows_.size(); ++i) {
      if (rows_[i].page_number == 0 || !(is_announced || rows_[i].has_leader)) continue;
      lefts.push_back(page_.words[rows_[i].words.back()].box.x0);
      rights.push_back(rows_[i].box.x1);
    }
    return {middle_of(lefts), middle_of(rights)};
  }

  // Titles with section numbers that ascend; a document for the screen prints no pages.
  Range find_numbered(std::size_t begin) {
    std::vector<std::size_t> found;
    std::vector<int> before;
    for (std::size_t i = begin; i < rows_.size(); ++i) {
      const ContentsRow& row = rows_[i];
      const bool is_title = row.has_title && !row.ends_sentence && row.words.size() <= kMaxTitleWords;
      if (row.section.empty() || !is_title) {
        if (!found.empty() && i - found.back() > kMaxForeign) break;
        continue;
      }
      if (!found.empty() && !ascends(before, row.section)) break;
      before = row.section;
      found.push_back(i);
    }
    if (found.size() < kMinNumbered) return {};
    Range range{found.front(), found.back() + 1, false};
    while (range.last < rows_.size() && continues_title(rows_[range.last - 1], rows_[range.last]))
      ++range.last;
    return range;
  }

  // `row` is a further line of the title that begins with (or goes on in) `above`.
  [[nodiscard]] static bool continues_title(const ContentsRow& above, const ContentsRow& row) {
    return row.section.empty() && row.box.y0 - above.box.y0 < kNextLine * above.size_pt &&
           row.box.x0 >= above.title_left - 2 && std::abs(row.size_pt - above.size_pt) < 0.5F &&
           !row.ends_sentence;
  }

  // Every row in the range belongs to an entry.
  [[nodiscard]] std::vector<std::vector<std::size_t>> make_entries(const Range& range) const {
    std::vector<std::vector<std::size_t>> entries;
    bool is_open = false;  // the last entry still waits for its page number
    for (std::size_t i = range.first; i < range.last; ++i) {
      const ContentsRow& row = rows_[i];
      const bool goes_on =
          i > range.first && continues_title(rows_[i - 1], row) && (is_open || !range.is_paged);
      if (goes_on) {
        entries.back().push_back(i);
      } else {
        entries.push_back({i});
      }
      is_open = row.page_number == 0;
    }
    return entries;
  }

  void rewrite(const std::vector<std::vector<std::size_t>>& entries, const Range& range) {
    std::vector<bool> is_taken(page_.words.size());
    for (std::size_t i = range.first; i < range.last; ++i) {
      for (const std::uint32_t w : rows_[i].words)
        is_taken[w] = true;
    }
    const float top = rows_[range.first].box.y0;
    std::vector<PlannedBlock> plan;
    bool is_written = false;
    for (PlannedBlock& block : to_plan(page_)) {
      PlannedBlock rest{block.kind, block.heading_level, block.is_aside, {}};
      bool is_touched = false;
      for (std::vector<std::uint32_t>& line : block.lines) {
        if (is_taken[line.front()]) {
          is_touched = true;
        } else {
          rest.lines.push_back(std::move(line));
        }
      }
      const bool is_above = !rest.lines.empty() && page_.words[rest.lines.front().front()].box.y0 < top;
      if (!rest.lines.empty() && (!is_touched || is_above)) plan.push_back(rest);
      if (is_touched && !is_written) {
        write_entries(entries, plan);
        is_written = true;
      }
      if (is_touched && !rest.lines.empty() && !is_above) plan.push_back(std::move(rest));
    }
    rewrite_page(page_, plan);
    goes_on_to_next_ = range.last == rows_.size();
  }

  void write_entries(const std::vector<std::vector<std::size_t>>& entries,
                     std::vector<PlannedBlock>& plan) const {
    for (const std::vector<std::size_t>& entry : entries) {
      PlannedBlock& block = plan.emplace_back();
      block.kind = BlockKind::kContentsEntry;
      for (const std::size_t row : entry)
        block.lines.push_back(rows_[row].words);
    }
  }

  Page& page_;
  std::uint32_t page_count_;
  bool goes_on_;
  bool goes_on_to_next_ = false;
  std::vector<ContentsRow> rows_;
};

}  // namespace

void mark_contents(Document& document) {
  bool goes_on = false;
  for (Page& page : document.pages) {
    if (page.words.empty() || !is_covered(page) || (!goes_on && !may_hold_contents(page))) {
      goes_on = false;
      continue;
    }
    PageContents contents(page, document.page_count, goes_on);
    contents.mark();
    goes_on = contents.goes_on();
  }
}

}  // namespace vp::ingest
