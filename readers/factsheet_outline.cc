#include "readers/factsheet_outline.h"

#include <algorithm>
#include <optional>
#include <set>

#include "readers/first_row.h"
#include "readers/implied_columns.h"

#include "nlp/letters.h"

namespace vp::readers {
namespace {

/// The letters and digits of a name without its digits' neighbours: only names with the same digits can be one.
std::string digits_of(const std::string& name) {
  std::string digits;
  for (const char c : name)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

/// "Reset" and "Reset Thuisbegeleiding", "Gezinsplan" and "Everhards Gezinsplan" are one approach; a letter too
/// many or too few in a long name ("Everhard Gezinsplan") is a slip.
bool is_same_name(const std::string& a, const std::string& b) {
  constexpr std::size_t kMinLetters = 4;
  constexpr std::size_t kLongName = 12;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  if (shorter.empty() || digits_of(a) != digits_of(b)) return a == b;
  if (shorter.size() >= kMinLetters && longer.find(shorter) != std::string::npos) return true;
  const auto surplus = static_cast<std::uint32_t>(longer.size() - shorter.size());
  return shorter.size() >= kLongName && surplus == 1 && edit_distance(a, b, 1) == surplus;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  std::size_t place = 0;
  return nlp::is_upper(nlp::next_code_point(text, place));
}

class OutlineWalk {
 public:
  OutlineWalk(const Document& document, const OutlineReader& outline, const IndicatorMatcher& matcher,
              const IndicatorFinder& finder)
      : document_(document), outline_(outline), matcher_(matcher), finder_(finder) {}

  FactsheetOutline walk() {
    for (const Page& page : document_.pages)
      made_.views.push_back(view_page(page));
    for (const PageView& view : made_.views)
      dividers_.push_back(outline_.read(view));
    find_repeated_lines();
    implied_.emplace(made_.views, dividers_, document_.fonts, finder_, outline_);
    for (view_ = 0; view_ < made_.views.size(); ++view_)
      walk_page();
    if (made_.sections.empty() && (!made_.stretches.empty() || !made_.conclusions.empty()))
      made_.sections.emplace_back();
    settle_marks(made_.stretches);
    find_table_starts();
    name_odd_conclusions();
    return std::move(made_);
  }

 private:
  void find_repeated_lines() {
    std::set<std::string> seen;
    for (const PageView& view : made_.views)
      for (const ViewLine& line : view.lines)
        if (std::string text = squashed(line.words); !seen.insert(text).second)
          repeated_.insert(std::move(text));
  }

  [[nodiscard]] const PageView& view() const { return made_.views[view_]; }

  void walk_page() {
    const std::vector<Divider>& dividers = dividers_[view_];
    form_of_page_ = implied_->find(view_, 0, view().lines.size());
    if (form_of_page_ != nullptr && !holds_findings(*form_of_page_)) form_of_page_ = nullptr;
    std::size_t from = 0;
    const Divider* last = nullptr;
    for (const Divider& divider : dividers) {
      if (divider.kind == DividerKind::kTheme && !is_theme_bar(divider)) continue;
      if (divider.kind == DividerKind::kCriterion && !is_criterion_row()) continue;
      const bool has_heading = has_unknown_heading(divider, from);
      read_piece(last, from, divider.first_line - (has_heading ? 1 : 0));
      if (has_heading) {
        theme_.clear();
        theme_printed_ = text_of(view().lines[divider.first_line - 1].words);
      }
      enter(divider);
      if (divider.kind == DividerKind::kFindingsHead) {
        columns_ = find_columns(view(), document_.fonts, divider, find_table_end(dividers, divider));
        is_implied_ = false;
      }
      from = divider.last_line + 1;
      last = &divider;
    }
    read_piece(last, from, view().lines.size());
  }

  /// A line with a theme's name alone may be the end of an indicator ("... binnen / de aanpak") or the beginning
  /// of a criterion ("De aanpak / is flexibel").
  [[nodiscard]] bool is_theme_bar(const Divider& divider) const {
    if (!starts_upper(divider.words.front().text)) return false;
    const std::vector<TableColumn>& columns = columns_at_hand();
    const TableColumn* finding = find_column(columns, ColumnRole::kFinding);
    const TableColumn* indicator = find_column(columns, ColumnRole::kIndicator);
    if (finding == nullptr || indicator == nullptr) return true;
    const bool is_first_column = divider.box.x0 < columns[columns.size() > 1 ? 1 : 0].x0;
    const bool stands_out = divider.words.front().is_bold() || is_on_fill(divider.box);
    if (!is_first_column || &columns.front() == indicator || &columns.front() == finding)
      return stands_out && (is_first_column || is_on_fill(divider.box));
    return !opens_criterion(divider, columns.front().x1);
  }

  /// Of the table that goes on, or of the one that this page shows without heads; empty outside of tables.
  [[nodiscard]] const std::vector<TableColumn>& columns_at_hand() const {
    static const std::vector<TableColumn> kNone;
    if (in_findings_ && !columns_.empty()) return columns_;
    return form_of_page_ != nullptr ? form_of_page_->columns : kNone;
  }

  /// A table with indicators and texts may be anything: marks make it one of findings, or that the document
  /// says so elsewhere (marks may be drawn or missing).
  [[nodiscard]] bool holds_findings(const ImpliedTable& table) const {
    if (table.has_marks) return true;
    const auto has = [this](DividerKind kind) {
      return std::ranges::any_of(dividers_, [kind](const std::vector<Divider>& of_view) {
        return std::ranges::find(of_view, kind, &Divider::kind) != of_view.end();
      });
    };
    if (has(DividerKind::kFindingsHead)) return in_findings_;
    return has(DividerKind::kConclusionHead) || has(DividerKind::kHeading);
  }

  /// The line of the next divider that parts tables; a criterion's row is part of one.
  [[nodiscard]] std::size_t find_table_end(const std::vector<Divider>& dividers, const Divider& heads) const {
    for (const Divider& other : dividers) {
      const bool is_inside = other.kind == DividerKind::kCriterion ||
                             (other.kind == DividerKind::kTheme && !starts_upper(other.words.front().text));
      if (other.first_line > heads.last_line && !is_inside) return other.first_line;
    }
    return view().lines.size();
  }

  /// A criterion heads rows where criteria have no column of their own.
  [[nodiscard]] bool is_criterion_row() const {
    const std::vector<TableColumn>& columns = columns_at_hand();
    return !columns.empty() && find_column(columns, ColumnRole::kCriterion) == nullptr;
  }

  /// True when heads stand under a heading of their own that is no theme of the framework: a theme misprinted.
  [[nodiscard]] bool has_unknown_heading(const Divider& divider, std::size_t from) const {
    const bool is_head =
        divider.kind == DividerKind::kFindingsHead || divider.kind == DividerKind::kConclusionHead;
    if (!is_head || divider.first_line <= from) return false;
    const ViewLine& above = view().lines[divider.first_line - 1];
    constexpr std::size_t kMaxThemeWords = 4;
    if (above.is_furniture || above.words.size() > kMaxThemeWords || !starts_upper(above.words.front().text))
      return false;
    const float height = divider.box.height();
    const ViewWord& first = above.words.front();
    const bool stands_out =
        first.is_bold() || is_on_fill(above.box) ||
        first.word->font_size_pt > 1.1F * view().lines[divider.first_line].words.front().word->font_size_pt;
    return stands_out && above.box.x0 < divider.box.x0 + height &&
           divider.box.y0 - above.box.y1 < 1.5F * height;
  }

  [[nodiscard]] bool is_on_fill(const RectPt& box) const {
    return std::ranges::any_of(view().fills, [&](const RectPt& fill) {
      return fill.contains(box.center_x(), box.center_y()) && fill.height() < 4 * box.height();
    });
  }

  [[nodiscard]] bool opens_criterion(const Divider& divider, float column_end) const {
    std::string text = squashed(divider.words);
    constexpr std::size_t kMaxLines = 8;
    const std::size_t end = std::min(view().lines.size(), divider.last_line + 1 + kMaxLines);
    float bottom = divider.box.y1;
    for (std::size_t i = divider.last_line + 1; i < end; ++i) {
      std::vector<ViewWord> words;
      for (const ViewWord& word : view().lines[i].words)
        if (word.box.center_x() < column_end) words.push_back(word);
      if (words.empty()) continue;
      if (words.front().box.y0 - bottom > divider.box.height()) break;
      bottom = words.front().box.y1;
      text += squashed(words);
      if (outline_.is_criterion(text)) return true;
    }
    return false;
  }

  void enter(const Divider& divider) {
    switch (divider.kind) {
      case DividerKind::kFindingsHead:
        in_findings_ = true;
        break;
      case DividerKind::kConclusionHead:
      case DividerKind::kConclusion:
        in_findings_ = false;
        break;
      case DividerKind::kTheme:
        theme_ = divider.theme;
        theme_printed_ = text_of(divider.words);
        break;
      case DividerKind::kApproach:
        enter_approach(divider);
        break;
      case DividerKind::kCriterion:
      case DividerKind::kHeading:
        break;
    }
  }

  void enter_approach(const Divider& divider) {
    const std::string name = squashed(divider.words);
    if (name.empty()) return;
    if (!made_.sections.empty()) {
      ApproachSection& current = made_.sections.back();
      const std::string known = squashed(current.name);
      if (known == name) return;
      if (known.empty() && in_findings_) return set_name(divider, current);
      // A name on a page of its own, or after the conclusion of the last, is another approach's.
      if (is_same_name(known, name) && !divider.is_own_page && !is_concluded()) {
        const bool was_cut = name.starts_with(known) &&
                             current.next_line.starts_with(std::string_view(name).substr(known.size()));
        if (name.size() > known.size() && (!current.has_own_page || was_cut)) set_name(divider, current);
        return;
      }
    }
    made_.sections.emplace_back();
    ApproachSection& section = made_.sections.back();
    section.first_page = view_;
    section.first_line = divider.last_line + 1;
    set_name(divider, section);
    section.has_own_page = divider.is_own_page;
    if (section.has_own_page && section.first_line < view().lines.size())
      section.next_line = squashed(view().lines[section.first_line].words);
    in_findings_ = false;
    theme_.clear();
    theme_printed_.clear();
  }

  /// True on the pages after the one with the current approach's conclusion, unless that goes on there.
  [[nodiscard]] bool is_concluded() const {
    if (made_.conclusions.empty() || made_.conclusions.back().section + 1 != made_.sections.size())
      return false;
    if (made_.conclusions.back().view == view_) return false;
    return std::ranges::none_of(dividers_[view_], [](const Divider& d) {
      return d.kind == DividerKind::kConclusion || d.kind == DividerKind::kConclusionHead;
    });
  }

  void set_name(const Divider& divider, ApproachSection& section) {
    section.name = divider.words;
    section.name_page = view().page;
  }

  void read_piece(const Divider* divider, std::size_t first, std::size_t last) {
    if (divider != nullptr && divider->kind == DividerKind::kConclusionHead) {
      made_.conclusions.push_back({view_, section(), theme_, theme_printed_, *divider, first, last});
      return;
    }
    if (first >= last) return;
    const bool has_head = divider != nullptr && divider->kind == DividerKind::kFindingsHead;
    const bool goes_on = in_findings_;
    const bool has_form = !has_head && adopt_form(first, last);
    if (!in_findings_) return;
    if (!has_head && is_implied_)
      first = find_first_row({view(), columns_, matcher_, repeated_, goes_on}, first, last, *implied_, view_);
    TableStretch stretch = has_head || has_form ? read_stretch(view(), document_.fonts, first, last, columns_)
                                                : read_continuation(first, last);
    if (stretch.indicator.empty() && stretch.finding.empty() && stretch.marks.empty()) return;
    if (!has_head && !has_form && !is_continuation(stretch)) return;
    stretch.has_head = has_head;
    stretch.starts_row = divider != nullptr && divider->kind == DividerKind::kCriterion;
    stretch.section = static_cast<std::uint32_t>(section());
    stretch.theme = theme_;
    stretch.theme_printed = theme_printed_;
    made_.stretches.push_back(std::move(stretch));
  }

  /// Takes the columns that a piece without heads shows, unless it fits those of the table before it.
  bool adopt_form(std::size_t first, std::size_t last) {
    const ImpliedTable* table = implied_->find(view_, first, last);
    if (table == nullptr || !holds_findings(*table)) return false;
    if (in_findings_ && fits_columns(*table, first, last)) return false;
    columns_ = table->columns;
    is_implied_ = true;
    in_findings_ = true;
    return true;
  }

  [[nodiscard]] bool fits_columns(const ImpliedTable& table, std::size_t first, std::size_t last) const {
    const TableColumn* indicator = find_column(columns_, ColumnRole::kIndicator);
    const TableColumn* finding = find_column(columns_, ColumnRole::kFinding);
    const TableColumn* seen = find_column(table.columns, ColumnRole::kFinding);
    if (indicator == nullptr || finding == nullptr || seen == nullptr) return false;
    constexpr float kSlack = 4;
    if (seen->x0 + kSlack < finding->x0 || seen->x0 + kSlack > finding->x1) return false;
    std::size_t lines = 0;
    std::size_t crossing = 0;
    for (const IndicatorPlace& place : implied_->places(view_, first, last)) {
      if (place.box.x0 + 1 < indicator->x0 || place.box.x1 - 1 > indicator->x1) return false;
      for (std::size_t i = place.first_line; i <= place.last_line; ++i, ++lines)
        crossing += crosses_columns(view().lines[i], columns_) ? 1 : 0;
    }
    return crossing * 5 <= lines;
  }

  /// Headings of the page may stand above the rows that go on.
  TableStretch read_continuation(std::size_t first, std::size_t last) const {
    while (first < last && crosses_columns(view().lines[first], columns_))
      ++first;
    return read_stretch(view(), document_.fonts, first, last, columns_);
  }

  /// Without heads of its own a piece belongs to the table when it prints an indicator, or when it is nothing but
  /// the end of the finding that the page before broke off, or the beginning of a row that the next page ends.
  [[nodiscard]] bool is_continuation(const TableStretch& stretch) const {
    std::vector<std::string> lines;
    for (const ViewLine& line : to_lines(stretch.indicator))
      lines.push_back(squashed(line.words));
    if (!matcher_.match(lines, std::vector<bool>(lines.size(), false)).empty()) return true;
    if (!stretch.marks.empty() && matcher_.opens_at_end(lines)) return true;
    if (!stretch.indicator.empty() || stretch.finding.empty() || made_.stretches.empty()) return false;
    const TableStretch& before = made_.stretches.back();
    if (before.finding.empty()) return false;
    const std::vector<ViewLine> open = to_lines(before.finding);
    const std::string_view end = open.back().words.back().text;
    const std::vector<ViewLine> next = to_lines(stretch.finding);
    return !end.ends_with('.') && !end.ends_with('?') && !end.ends_with('!') &&
           !starts_upper(next.front().words.front().text);
  }

  std::size_t section() {
    if (made_.sections.empty()) {
      made_.sections.emplace_back();
      made_.sections.back().first_page = view_;
    }
    return made_.sections.size() - 1;
  }

  /// A conclusion under a misprinted heading has the one theme that its approach has no other conclusion for.
  void name_odd_conclusions() {
    for (std::size_t s = 0; s < made_.sections.size(); ++s) {
      std::vector<std::string> missing = outline_.theme_ids();
      std::set<std::string> odd;
      for (const ConclusionPiece& piece : made_.conclusions) {
        if (piece.section != s) continue;
        std::erase(missing, piece.theme);
        if (piece.theme.empty()) odd.insert(piece.theme_printed);
      }
      if (missing.size() != 1 || odd.size() != 1) continue;
      for (ConclusionPiece& piece : made_.conclusions)
        if (piece.section == s && piece.theme.empty()) piece.theme = missing.front();
    }
  }

  void find_table_starts() {
    made_.table_starts.assign(made_.sections.size(), made_.views.size());
    for (const TableStretch& stretch : made_.stretches) {
      const auto at = static_cast<std::size_t>(stretch.view - made_.views.data());
      std::size_t& start = made_.table_starts[stretch.section];
      start = std::min(start, at);
    }
  }

  const Document& document_;
  const OutlineReader& outline_;
  const IndicatorMatcher& matcher_;
  const IndicatorFinder& finder_;
  FactsheetOutline made_;
  std::vector<std::vector<Divider>> dividers_;  // by view
  std::optional<ImpliedColumns> implied_;
  const ImpliedTable* form_of_page_ = nullptr;
  std::size_t view_ = 0;
  bool in_findings_ = false;
  std::vector<TableColumn> columns_;
  bool is_implied_ = false;  // columns_ were not named by heads
  std::set<std::string> repeated_;
  std::string theme_, theme_printed_;
};

}  // namespace

FactsheetOutline read_outline(const Document& document, const OutlineReader& outline,
                              const IndicatorMatcher& matcher, const IndicatorFinder& finder) {
  return OutlineWalk(document, outline, matcher, finder).walk();
}

}  // namespace vp::readers
