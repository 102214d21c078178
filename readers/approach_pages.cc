#include "readers/approach_pages.h"

#include <algorithm>

#include "readers/bullet.h"

namespace vp::readers {
namespace {

struct PageLine {
  ColumnLine line;
  bool opens_block = false;
  bool is_heading = false;
};

/// The lines of running text of a page in reading order, from y `top` to y `bottom`.
void append_lines(const Page& page, float top, float bottom, std::vector<PageLine>& lines) {
  for (const Block& block : page.blocks) {
    if (is_page_furniture(block.kind)) continue;
    for (std::uint32_t i = 0; i < block.line_count && block.first_line + i < page.lines.size(); ++i) {
      const Line& line = page.lines[block.first_line + i];
      if (line.box.center_y() < top || line.box.center_y() > bottom) continue;
      ViewLine view{{}, line.box, false};
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w) {
        if (w >= page.words.size() || page.words[w].span.end > page.text.size()) break;
        view.words.push_back({&page.words[w], page.words[w].span.in(page.text), page.words[w].box});
      }
      if (view.words.empty()) continue;
      lines.push_back({{std::move(view), &page, 0, false}, i == 0, block.kind == BlockKind::kHeading});
    }
  }
}

bool ends_with(const ColumnLine& line, char sign) {
  return line.line.words.back().text.ends_with(sign);
}

bool is_description_heading(const PageLine& line) {
  const std::string text = squashed(line.line.line.words);
  return line.line.line.words.size() <= 4 &&
         (text.starts_with("beschrijving") || text.starts_with("omschrijving"));
}

/// "... is ingevuld door:", "Netwerkpartners:"
bool announces_partners(const std::vector<PageLine>& lines, std::size_t at) {
  if (!ends_with(lines[at].line, ':')) return false;
  std::string text;
  for (std::size_t i = at >= 2 ? at - 2 : 0; i <= at; ++i)
    text += squashed(lines[i].line.line.words);
  const std::string own = squashed(lines[at].line.line.words);
  return own.ends_with("partners") || own.ends_with("respondenten") || text.ends_with("ingevulddoor") ||
         text.ends_with("vragenlijstenvan");
}

class ApproachText {
 public:
  explicit ApproachText(const std::vector<PageLine>& lines) : lines_(lines) {}

  void read() {
    const bool has_heading = std::ranges::any_of(lines_, is_description_heading);
    bool in_description = !has_heading;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_description_heading(lines_[i])) {
        in_description = true;
      } else if (announces_partners(lines_, i)) {
        i = read_partners(i + 1) - 1;
      } else if (lines_[i].is_heading) {
        in_description = false;
      } else if (in_description && !speaks_of_survey(i)) {
        description.push_back(lines_[i].line);
      }
    }
  }

  std::vector<ColumnLine> description;
  std::vector<std::vector<ColumnLine>> partners;

 private:
  /// The block tells how the inspection asked its questions; it does not describe the approach.
  [[nodiscard]] bool speaks_of_survey(std::size_t at) const {
    std::size_t first = at;
    while (first > 0 && !lines_[first].opens_block)
      --first;
    std::string text;
    for (std::size_t i = first; i < lines_.size() && (i == first || !lines_[i].opens_block); ++i)
      text += squashed(lines_[i].line.line.words);
    return text.find("vragenlijst") != std::string::npos || text.starts_with("dezenetwerkpartners");
  }

  /// From the line after the announcement; gives the first line that is no partner.
  std::size_t read_partners(std::size_t at) {
    bool has_bullets = false;
    float bullet_x = 0;
    for (; at < lines_.size(); ++at) {
      const PageLine& line = lines_[at];
      const bool is_item = opens_with_bullet(line.line.line.words);
      constexpr std::size_t kMaxNameWords = 8;
      const float x = line.line.line.box.x0;
      if (is_item) {
        has_bullets = true;
        bullet_x = x;
      } else if (line.is_heading || (has_bullets && x < bullet_x + 2) || ends_with(line.line, '.') ||
                 line.line.line.words.size() > kMaxNameWords || (has_bullets && line.opens_block)) {
        break;
      }
      ColumnLine name = line.line;
      if (is_item) name.line.words.erase(name.line.words.begin());
      if (name.line.words.empty()) continue;
      if (has_bullets && !is_item && !partners.empty()) {
        partners.back().push_back(std::move(name));
      } else {
        partners.push_back({std::move(name)});
      }
    }
    return at;
  }

  const std::vector<PageLine>& lines_;
};

}  // namespace

void read_approach_pages(const Document& document, const FactsheetOutline& outline, std::size_t section,
                         FindingTextBuilder& texts, Approach& approach) {
  const ApproachSection& found = outline.sections[section];
  if (found.name_page != nullptr) approach.name = texts.join(*found.name_page, found.name);
  if (found.first_page >= outline.views.size()) return;
  approach.first_page = outline.views[found.first_page].page->index;
  if (found.name_page == nullptr) return;
  const std::size_t end = std::min(outline.table_starts[section], document.pages.size());
  std::vector<PageLine> lines;
  for (std::size_t p = found.first_page; p <= end && p < document.pages.size(); ++p) {
    const bool is_table_page = p == end;
    if (is_table_page && p != found.first_page) break;
    const std::vector<ViewLine>& view_lines = outline.views[p].lines;
    float top = 0;
    if (p == found.first_page && found.first_line > 0) top = view_lines[found.first_line - 1].box.y1;
    float bottom = outline.views[p].height;
    if (is_table_page)
      for (const TableStretch& stretch : outline.stretches)
        if (stretch.view == &outline.views[p]) bottom = std::min(bottom, stretch.y0);
    append_lines(document.pages[p], top, bottom, lines);
  }
  ApproachText text(lines);
  text.read();
  approach.description = texts.join(text.description);
  for (const std::vector<ColumnLine>& partner : text.partners)
    approach.partners.push_back(texts.join(partner));
}

}  // namespace vp::readers
