#include "readers/municipality_list.h"

#include <algorithm>

#include "readers/bullet.h"
#include "readers/finding_text.h"
#include "readers/page_view.h"
#include "readers/table_heads.h"

#include "nlp/letters.h"

namespace vp::readers {
namespace {

bool starts_upper(const ViewWord& word) {
  if (word.text.starts_with("’s-") || word.text.starts_with("'s-")) return true;
  std::size_t place = 0;
  return !word.text.empty() && nlp::is_upper(nlp::next_code_point(word.text, place));
}

bool ends_with_any(std::string_view text, std::string_view signs) {
  return !text.empty() && signs.find(text.back()) != std::string_view::npos;
}

/// Words of a list cut at commas, semicolons and "en": "GRIP-aanpak, Reset en Gezinscoaching".
std::vector<std::vector<ViewWord>> cut_names(std::span<const ViewWord> words) {
  std::vector<std::vector<ViewWord>> names(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    // "Samen en Sterk" is one name: "en" parts names only after a comma somewhere in the list.
    const bool has_comma = std::ranges::any_of(
        words, [](const ViewWord& w) { return w.text.size() > 1 && ends_with_any(w.text, ",;"); });
    if (words[i].text == "en" && has_comma && !names.back().empty()) {
      names.emplace_back();
      continue;
    }
    names.back().push_back(words[i]);
    if (words[i].text.size() > 1 && ends_with_any(words[i].text, ",;")) names.emplace_back();
  }
  std::erase_if(names, [](const auto& name) { return name.empty(); });
  return names;
}

class ListReader {
 public:
  ListReader(const Document& document, const nlp::WordList& words)
      : texts_(document, words), document_(document) {}

  std::vector<ReportedMunicipality> read() {
    for (const Page& page : document_.pages) {
      const PageView view = view_page(page);
      read_tables(view);
      read_lines(view);
    }
    return std::move(list_);
  }

 private:
  struct TableColumns {
    float municipality_x = 0, approach_x = 0, end_x = 1e6F;
  };

  /// "Gemeente | Aanpak": the columns, when the line is nothing but such heads.
  static std::optional<TableColumns> read_heads(const ViewLine& line) {
    float municipality = -1;
    float approach = -1;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const std::string word = squashed({&line.words[i], 1});
      const float x = line.words[i].box.x0;
      if (word == "gemeente" || word == "gemeenten") {
        if (municipality >= 0) return std::nullopt;
        municipality = x;
      } else if (word == "aanpak" || word == "aanpakken") {
        if (approach >= 0) return std::nullopt;
        approach = x;
      }
    }
    constexpr std::size_t kMaxHeadWords = 8;
    if (municipality < 0 || approach < municipality || line.words.size() > kMaxHeadWords) return std::nullopt;
    TableColumns columns;
    columns.municipality_x = municipality;
    columns.approach_x = approach;
    // A further column begins where a gap parts the head's words.
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      const RectPt& box = line.words[i].box;
      const float gap = box.x0 - line.words[i - 1].box.x1;
      if (box.x0 > approach && gap > box.height()) columns.end_x = std::min(columns.end_x, box.x0 - 2);
      // Running text has no gaps between its heads.
      if (box.x0 == approach && gap < box.height()) return std::nullopt;
    }
    return columns;
  }

  void read_tables(const PageView& view) {
    std::optional<TableColumns> columns = open_columns_;
    for (const ViewLine& line : view.lines) {
      if (line.is_furniture) continue;
      if (const std::optional<TableColumns> heads = read_heads(line)) {
        columns = heads;
        current_ = kNone;
        continue;
      }
      if (columns && !read_row(view, line, *columns)) columns.reset();
    }
    open_columns_ = columns;
  }

  /// False when the line is no row of the table.
  bool read_row(const PageView& view, const ViewLine& line, const TableColumns& columns) {
    std::vector<ViewWord> municipality;
    std::vector<ViewWord> approach;
    constexpr float kSlack = 4;
    for (const ViewWord& word : line.words) {
      if (word.box.x0 >= columns.end_x) continue;
      const bool is_approach = word.box.x0 >= columns.approach_x - kSlack;
      if (!is_approach && word.box.x1 > columns.approach_x) return false;           // running text
      if (!is_approach && word.box.x0 < columns.municipality_x - kSlack) continue;  // a number before it
      (is_approach ? approach : municipality).push_back(word);
    }
    if (municipality.empty() && approach.empty()) return true;
    if (!municipality.empty()) {
      if (!starts_upper(municipality.front())) return false;
      enter(view, municipality);
    }
    if (current_ == kNone) return false;
    add_approaches(view, approach);
    return true;
  }

  /// "• Hengelo: GRIP-aanpak", below a heading with "gemeenten" in it.
  void read_lines(const PageView& view) {
    for (const ViewLine& line : view.lines) {
      if (line.is_furniture) continue;
      std::span<const ViewWord> words = line.words;
      if (words.size() > 1 && opens_with_bullet(words)) words = words.subspan(1);
      const auto colon =
          std::ranges::find_if(words, [](const ViewWord& w) { return ends_with_any(w.text, ":"); });
      const auto name_size = static_cast<std::size_t>(colon - words.begin()) + 1;
      constexpr std::size_t kMaxNameWords = 5;
      const bool is_entry = colon != words.end() && name_size <= kMaxNameWords && name_size < words.size() &&
                            starts_upper(words.front()) && starts_upper(words[name_size]);
      if (is_entry && under_heading_) {
        enter(view, words.first(name_size));
        add_approaches(view, words.subspan(name_size));
      } else if (squashed(line.words).find("gemeenten") != std::string::npos && line.words.size() <= 10) {
        under_heading_ = squashed(line.words).find("aanpak") != std::string::npos;
      } else if (!is_entry && line.words.size() > 3) {
        under_heading_ = false;
      }
    }
  }

  void enter(const PageView& view, std::span<const ViewWord> words) {
    PlacedText name = texts_.join(*view.page, words);
    drop_signs(name);
    for (std::size_t i = 0; i < list_.size(); ++i) {
      if (list_[i].name.text != name.text) continue;
      current_ = i;
      return;
    }
    current_ = list_.size();
    list_.push_back({std::move(name), {}, view.page->index});
  }

  void add_approaches(const PageView& view, std::span<const ViewWord> words) {
    if (words.size() > 1 && opens_with_bullet(words)) words = words.subspan(1);
    for (const std::vector<ViewWord>& name : cut_names(words)) {
      PlacedText text = texts_.join(*view.page, name);
      drop_signs(text);
      if (!text.empty()) list_.at(current_).approaches.push_back(std::move(text));
    }
  }

  /// Without the comma or colon at its end.
  static void drop_signs(PlacedText& text) {
    while (ends_with_any(text.text, ",;:."))
      text.text.pop_back();
    const auto size = static_cast<std::uint32_t>(text.text.size());
    for (PassageWord& word : text.words) {
      word.span.end = std::min(word.span.end, size);
      word.span.begin = std::min(word.span.begin, size);
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  FindingTextBuilder texts_;
  const Document& document_;
  std::vector<ReportedMunicipality> list_;
  std::size_t current_ = kNone;
  std::optional<TableColumns> open_columns_;  // of a table that goes on over the page
  bool under_heading_ = false;
};

}  // namespace

std::vector<ReportedMunicipality> read_municipality_list(const Document& document,
                                                         const nlp::WordList& words) {
  return ListReader(document, words).read();
}

}  // namespace vp::readers
