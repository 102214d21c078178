#include "readers/implied_columns.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "readers/verdict_phrases.h"
#include "readers/white_columns.h"

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

constexpr float kFar = 1e6F;
constexpr float kSameX = 4;
constexpr std::size_t kNoTable = static_cast<std::size_t>(-1);
/// Fewer indicators in one column are a mention, not a table.
constexpr std::size_t kMinIndicators = 3;

/// A text column with what tells its role.
struct Candidate {
  WhiteColumn extent;
  std::size_t letters = 0;
  std::size_t lines = 0;          // with a word in it
  std::size_t verdict_lines = 0;  // that say nothing but a verdict
  std::string squashed;
  ColumnRole role = ColumnRole::kOther;
};

bool is_in(const WhiteColumn& extent, const ViewWord& word) {
  return word.box.center_x() >= extent.x0 && word.box.center_x() <= extent.x1;
}

std::vector<Candidate> to_candidates(const std::vector<std::vector<ViewWord>>& lines) {
  std::vector<Candidate> candidates;
  for (const WhiteColumn& extent : find_white_columns(lines))
    candidates.push_back({extent, 0, 0, 0, {}, ColumnRole::kOther});
  for (const std::vector<ViewWord>& line : lines) {
    for (Candidate& candidate : candidates) {
      std::vector<ViewWord> words;
      for (const ViewWord& word : line)
        if (is_in(candidate.extent, word)) words.push_back(word);
      if (words.empty()) continue;
      const std::string text = squashed(words);
      candidate.letters += text.size();
      candidate.squashed += text;
      ++candidate.lines;
      candidate.verdict_lines += is_verdict_phrase(words) ? 1 : 0;
    }
  }
  return candidates;
}

/// The largest group of centres that lie together: its middle, and how many they are.
struct MarkColumn {
  WhiteColumn extent;
  std::size_t count = 0;
};

std::optional<MarkColumn> find_mark_column(std::vector<RectPt> marks) {
  std::ranges::sort(marks, {}, [](const RectPt& box) { return box.center_x(); });
  std::optional<MarkColumn> best;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    MarkColumn column{{marks[i].x0, marks[i].x1}, 0};
    for (std::size_t j = i; j < marks.size(); ++j) {
      if (marks[j].center_x() - marks[i].center_x() > 2 * kSameX) break;
      column.extent.x0 = std::min(column.extent.x0, marks[j].x0);
      column.extent.x1 = std::max(column.extent.x1, marks[j].x1);
      ++column.count;
    }
    if (!best || column.count > best->count) best = column;
  }
  return best;
}

}  // namespace

/// Places of indicators that begin at one x.
struct ImpliedColumns::Form {
  float x0 = 0;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // view, number in places_[view]
};

ImpliedColumns::ImpliedColumns(const std::vector<PageView>& views,
                               const std::vector<std::vector<Divider>>& dividers,
                               const std::vector<std::string>& font_names, const IndicatorFinder& finder,
                               const OutlineReader& outline)
    : views_(views), dividers_(dividers), font_names_(font_names), outline_(outline) {
  for (const PageView& view : views) {
    places_.push_back(finder.find(view));
    table_of_.emplace_back(places_.back().size(), kNoTable);
  }
  gather_forms();
}

void ImpliedColumns::gather_forms() {
  std::vector<Form> forms;
  for (std::size_t v = 0; v < places_.size(); ++v) {
    for (std::size_t p = 0; p < places_[v].size(); ++p) {
      const float x0 = places_[v][p].box.x0;
      auto form = std::ranges::find_if(forms, [&](const Form& f) { return std::fabs(f.x0 - x0) < kSameX; });
      if (form == forms.end()) form = forms.insert(forms.end(), Form{x0, {}});
      form->places.emplace_back(v, p);
    }
  }
  for (const Form& form : forms) {
    std::set<std::size_t> different;
    for (const auto& [v, p] : form.places)
      different.insert(places_[v][p].indicator);
    if (different.size() < kMinIndicators || read_form(form)) continue;
    for (const Form& piece : cut_at_dividers(form))
      read_form(piece);
  }
}

std::vector<ImpliedColumns::Form> ImpliedColumns::cut_at_dividers(const Form& form) const {
  std::vector<Form> pieces;
  std::size_t view = views_.size();
  std::size_t last_line = 0;
  for (const auto& [v, p] : form.places) {
    const IndicatorPlace& place = places_[v][p];
    const bool is_parted = v != view || std::ranges::any_of(dividers_[v], [&](const Divider& divider) {
                             return divider.kind != DividerKind::kCriterion &&
                                    divider.first_line > last_line && divider.last_line < place.first_line;
                           });
    if (is_parted) pieces.push_back({form.x0, {}});
    pieces.back().places.emplace_back(v, p);
    view = v;
    last_line = place.last_line;
  }
  return pieces;
}

namespace {

/// What the lines of a form hold: words that are text, and signs that read as marks.
struct FormLines {
  std::vector<std::vector<ViewWord>> texts;
  std::vector<RectPt> marks;
};

/// Lines of the view as high as the box of its indicators that are rows of a table: no divider, nothing of the page's
/// own. A criterion's name alone on its line is of a row when it stands beside the indicators.
void append_form_lines(const PageView& view, const std::vector<Divider>& dividers,
                       const std::vector<std::string>& font_names, const RectPt& indicators,
                       FormLines& lines) {
  for (std::size_t i = 0; i < view.lines.size(); ++i) {
    const ViewLine& line = view.lines[i];
    if (line.is_furniture || line.box.center_y() < indicators.y0 - 1 ||
        line.box.center_y() > indicators.y1 + 1)
      continue;
    const bool is_divider = std::ranges::any_of(dividers, [&](const Divider& divider) {
      const bool is_beside = divider.box.x1 < indicators.x0 || divider.box.x0 > indicators.x1;
      if (divider.kind == DividerKind::kCriterion && is_beside) return false;
      return i >= divider.first_line && i <= divider.last_line;
    });
    if (is_divider) continue;
    std::vector<ViewWord> texts;
    for (const ViewWord& word : line.words) {
      if (reads_as_sign(word, font_names)) {
        lines.marks.push_back(word.box);
      } else {
        texts.push_back(word);
      }
    }
    if (!texts.empty()) lines.texts.push_back(std::move(texts));
  }
}

std::vector<TableColumn> to_touching(std::vector<Candidate> candidates) {
  std::ranges::sort(candidates, {}, [](const Candidate& c) { return c.extent.x0; });
  std::vector<TableColumn> columns;
  for (const Candidate& candidate : candidates) {
    float cut = -kFar;
    if (!columns.empty()) {
      const float white = candidate.extent.x0 - columns.back().x1;
      cut = candidate.extent.x0 - std::clamp(white / 2, 0.0F, 1.0F);
      columns.back().x1 = cut;
    }
    columns.push_back({candidate.role, cut, candidate.extent.x1});
  }
  if (!columns.empty()) columns.back().x1 = kFar;
  return columns;
}

}  // namespace

namespace {

/// The roles of columns but that of the marks; false when indicators or findings have no column of their own.
bool tell_roles(std::vector<Candidate>& candidates, const RectPt& indicators, std::size_t rows,
                const OutlineReader& outline) {
  Candidate* finding = nullptr;
  std::size_t indicator_columns = 0;
  for (Candidate& candidate : candidates) {
    if (candidate.extent.x0 < indicators.x1 - 1 && candidate.extent.x1 > indicators.x0 + 1) {
      candidate.role = ColumnRole::kIndicator;
      ++indicator_columns;
    } else if (candidate.verdict_lines * 10 >= candidate.lines * 7) {
      candidate.role = ColumnRole::kVerdict;
    } else if (outline.names_criteria(candidate.squashed)) {
      candidate.role = ColumnRole::kCriterion;
    } else if (candidate.squashed.starts_with("letop")) {
      candidate.role = ColumnRole::kNote;
    } else if (finding == nullptr || candidate.letters > finding->letters) {
      finding = &candidate;
    }
  }
  constexpr std::size_t kMinLettersARow = 12;
  if (indicator_columns != 1 || finding == nullptr || finding->letters < kMinLettersARow * rows) return false;
  finding->role = ColumnRole::kFinding;
  return true;
}

}  // namespace

bool ImpliedColumns::read_form(const Form& form) {
  RectPt box{kFar, kFar, -kFar, -kFar};
  FormLines lines;
  for (std::size_t i = 0; i < form.places.size();) {
    const std::size_t v = form.places[i].first;
    RectPt of_view{kFar, kFar, -kFar, -kFar};
    for (; i < form.places.size() && form.places[i].first == v; ++i) {
      of_view.include(places_[v][form.places[i].second].box);
    }
    box.include(of_view);
    append_form_lines(views_[v], dividers_[v], font_names_, of_view, lines);
  }
  const std::size_t rows = form.places.size();
  std::vector<Candidate> candidates = to_candidates(lines.texts);
  if (!tell_roles(candidates, box, rows, outline_)) return false;
  const std::optional<MarkColumn> marks = find_mark_column(lines.marks);
  ImpliedTable table;
  std::size_t word_verdicts = 0;
  for (const Candidate& candidate : candidates)
    if (candidate.role == ColumnRole::kVerdict) word_verdicts += candidate.verdict_lines;
  const std::size_t sign_verdicts = marks ? marks->count : 0;
  table.has_marks = std::max(sign_verdicts, word_verdicts) * 3 >= rows;
  const bool stands_free =
      marks && std::ranges::none_of(candidates, [&](const Candidate& candidate) {
        return candidate.extent.x0 < marks->extent.x1 && candidate.extent.x1 > marks->extent.x0;
      });
  if (stands_free && word_verdicts == 0 && sign_verdicts * 3 >= rows)
    candidates.push_back({marks->extent, 0, 0, 0, {}, ColumnRole::kVerdict});
  table.columns = to_touching(std::move(candidates));
  for (const auto& [v, p] : form.places)
    table_of_[v][p] = tables_.size();
  tables_.push_back(std::move(table));
  return true;
}

const ImpliedTable* ImpliedColumns::find(std::size_t view, std::size_t first_line,
                                         std::size_t last_line) const {
  for (std::size_t p = 0; p < places_[view].size(); ++p) {
    const IndicatorPlace& place = places_[view][p];
    if (place.first_line < first_line || place.first_line >= last_line) continue;
    if (table_of_[view][p] < tables_.size()) return &tables_[table_of_[view][p]];
  }
  return nullptr;
}

std::vector<IndicatorPlace> ImpliedColumns::places(std::size_t view, std::size_t first_line,
                                                   std::size_t last_line) const {
  std::vector<IndicatorPlace> found;
  for (const IndicatorPlace& place : places_[view])
    if (place.first_line >= first_line && place.first_line < last_line) found.push_back(place);
  return found;
}

}  // namespace vp::readers
