#include <algorithm>

#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

FindingCell to_cell(const index::MatrixColumn& column, std::string_view indicator) {
  return {column.municipality, column.approach, column.round, std::string(indicator)};
}

struct Share {
  std::size_t met = 0, judged = 0, all = 0;
};

bool is_open(const index::MatrixFinding* held) {
  return held == nullptr || held->finding.verdict == Verdict::kUnknown ||
         held->finding.state == FindingState::kDraft;
}

View make_cell(const index::MatrixColumn& column, const std::string& indicator,
               std::string_view indicator_name, bool is_current, bool is_first_of_municipality) {
  const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
  View view;
  std::string kind = "empty vacant";
  std::string sign;
  std::string words = texts().text("matrix.none");
  if (held != nullptr) {
    const Finding& finding = held->finding;
    const bool has_note = finding.note.has_value();
    sign = finding.verdict == Verdict::kUnknown ? "" : sign_of(finding.verdict) + (has_note ? " !" : "");
    kind = finding.verdict == Verdict::kUnknown
               ? "empty"
               : (has_note && finding.verdict == Verdict::kMet ? "remark"
                                                               : std::string(colour_of(finding.verdict)));
    words = texts().text("verdict." + std::string(to_string(finding.verdict))) +
            (has_note ? ", " + texts().text("matrix.note") : "") +
            (finding.state == FindingState::kDraft ? ", " + texts().text("state.concept") : "");
  }
  const std::size_t places = held == nullptr ? 0 : held->places.size();
  view.set("cell_kind", kind)
      .set("cell_sign", sign)
      .set("cell_open", is_open(held))
      .set("cell_current", is_current);
  view.set("cell_places", places == 0 ? std::string() : std::to_string(places));
  view.set("cell_href", cell_address(to_cell(column, indicator), "/matrix"))
      .set("cell_panel", cell_address(to_cell(column, indicator), "/matrix/cel"));
  view.set("cell_words", texts().fill("matrix.cell", {column_name(column), indicator_name, words,
                                                      texts().count(places, "passage")}));
  view.set("cell_first", is_first_of_municipality);
  return view;
}

bool passes(std::string_view shown, const index::FindingMatrix& matrix, const std::string& indicator) {
  if (shown.empty()) return true;
  return std::ranges::any_of(matrix.columns, [&](const index::MatrixColumn& column) {
    const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
    if (shown == "open") return is_open(held);
    if (shown == "verbeterpunt") return held != nullptr && held->finding.verdict == Verdict::kImprove;
    return held != nullptr && held->finding.note.has_value();
  });
}

View make_row(PageContext& context, const index::FindingMatrix& matrix, const std::string& indicator,
              std::string_view current_column, std::string_view current_indicator) {
  const nlp::Indicator* const known = context.dossier().framework().find_indicator(indicator);
  const std::string name = known == nullptr ? indicator : short_title(known->short_name);
  View::Views cells;
  Share share;
  std::string last;
  for (const index::MatrixColumn& column : matrix.columns) {
    const bool is_current = indicator == current_indicator && column_value(column) == current_column;
    cells.push_back(make_cell(column, indicator, name, is_current, column.municipality != last));
    last = column.municipality;
    const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
    ++share.all;
    if (held == nullptr || held->finding.verdict == Verdict::kUnknown) continue;
    ++share.judged;
    if (held->finding.verdict == Verdict::kMet) ++share.met;
  }
  View view;
  view.set("row_id", indicator)
      .set("row_name", name)
      .set("row_text", known == nullptr ? indicator : known->text);
  view.set("cells", std::move(cells));
  const std::size_t percent = share.judged == 0 ? 0 : (share.met * 100 + share.judged / 2) / share.judged;
  view.set("has_share", share.judged > 0).set("share_percent", std::to_string(percent) + "%");
  view.set("share_met", std::to_string(share.met)).set("share_judged", std::to_string(share.judged));
  view.set("share_fraction",
           texts().fill("matrix.fraction", {std::to_string(share.met), std::to_string(share.judged)}));
  return view;
}

/// Municipalities over their approaches.
void set_heads(View& view, const index::FindingMatrix& matrix) {
  View::Views municipalities;
  View::Views approaches;
  const bool is_one_round = std::ranges::all_of(matrix.columns, [&](const index::MatrixColumn& column) {
    return column.round == matrix.columns.front().round;
  });
  for (std::size_t i = 0; i < matrix.columns.size();) {
    std::size_t end = i;
    while (end < matrix.columns.size() && matrix.columns[end].municipality == matrix.columns[i].municipality)
      ++end;
    municipalities.push_back(
        View().set("head_name", matrix.columns[i].municipality).set("head_span", std::to_string(end - i)));
    for (std::size_t k = i; k < end; ++k) {
      const index::MatrixColumn& column = matrix.columns[k];
      const std::string name = column.approach.empty() ? texts().text("matrix.whole") : column.approach;
      approaches.push_back(View()
                               .set("approach_name", name)
                               .set("approach_round", is_one_round ? std::string() : column.round)
                               .set("approach_first", k == i));
    }
    i = end;
  }
  view.set("municipality_heads", std::move(municipalities)).set("approach_heads", std::move(approaches));
  view.set("column_count", std::to_string(matrix.columns.size() + 2));
}

void set_summary(View& view, const index::FindingMatrix& matrix) {
  std::size_t cells = 0;
  std::size_t judged = 0;
  std::size_t drafts = 0;
  std::size_t municipalities = 0;
  std::string last = "\n";
  for (const index::MatrixColumn& column : matrix.columns) {
    if (column.municipality != last) ++municipalities;
    last = column.municipality;
    for (const std::string& indicator : matrix.indicators) {
      ++cells;
      const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
      if (held == nullptr || held->finding.verdict == Verdict::kUnknown) continue;
      ++judged;
      if (held->finding.state == FindingState::kDraft) ++drafts;
    }
  }
  view.set("summary", texts().fill("matrix.summary",
                                   {texts().count(matrix.columns.size(), "approach"),
                                    texts().count(municipalities, "municipality"), std::to_string(judged),
                                    std::to_string(cells), std::to_string(drafts)}));
}

/// The finding of a cell, or what can be done where there is none.
Result<void> set_panel(View& view, PageContext& context, const index::MatrixColumn& column,
                       const std::string& indicator) {
  const nlp::Indicator* const known = context.dossier().framework().find_indicator(indicator);
  if (known == nullptr) return Error{ErrorCode::kNotFound, "no such indicator", indicator};
  const std::string here = cell_address(to_cell(column, indicator), "/matrix");
  view.set("panel_about", column_name(column))
      .set("panel_text", known->text)
      .set("panel_id", indicator)
      .set("panel_here", here);
  UrlFields search;
  search.add("gemeente", column.municipality).add("aanpak", column.approach).add("indicator", indicator);
  view.set("panel_search", search.to_address("/zoeken"));
  const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
  if (held == nullptr) {
    view.set("panel_finding", false);
    return {};
  }
  View finding;
  VP_TRY(set_finding(context, finding, held->finding, here));
  finding.set("can_confirm", held->finding.state == FindingState::kDraft && !held->finding.text.empty() &&
                                 !held->places.empty());
  finding.set("form_verdict", to_string(held->finding.verdict));
  view.set("panel_finding", std::move(finding));
  return {};
}

}  // namespace

Result<HttpResponse> answer_matrix(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  const index::FindingMatrix& matrix = linked->matrix;
  const nlp::Framework& framework = context.dossier().framework();
  const std::string shown(context.query.first("toon"));
  View view;
  set_summary(view, matrix);
  set_heads(view, matrix);
  View::Views themes;
  std::string first_indicator;
  for (const nlp::Theme& theme : framework.themes) {
    View::Views rows;
    for (const std::string& indicator : matrix.indicators) {
      if (framework.theme_of(indicator) != theme.id || !passes(shown, matrix, indicator)) continue;
      if (first_indicator.empty()) first_indicator = indicator;
      rows.push_back(make_row(context, matrix, indicator, context.query.first("kolom"),
                              context.query.first("indicator")));
    }
    if (!rows.empty()) themes.push_back(View().set("theme_name", theme.name).set("rows", std::move(rows)));
  }
  view.set("has_columns", !matrix.columns.empty()).set_list("has_themes", "themes", std::move(themes));
  View::Views choices;
  for (const std::string_view choice : {"", "open", "verbeterpunt", "letop"}) {
    choices.push_back(View()
                          .set("option_value", choice)
                          .set("is_selected", choice == shown)
                          .set("option_name", texts().text("matrix.show." +
                                                           std::string(choice.empty() ? "alles" : choice))));
  }
  view.set("choices", std::move(choices));
  const index::MatrixColumn* const column = find_column(matrix, context.query.first("kolom"));
  if (column != nullptr) {
    View panel;
    VP_TRY(set_panel(panel, context, *column, std::string(context.query.first("indicator"))));
    view.set("panel", std::move(panel));
  } else {
    view.set("panel", false);
  }
  set_sections(view, "matrix");
  return make_page(context, "matrix",
                   {texts().text("matrix.title"), "matrix", "matrix.js", texts().text("keys.matrix")},
                   std::move(view));
}

Result<HttpResponse> answer_cell(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  const index::MatrixColumn* const column = find_column(linked->matrix, context.query.first("kolom"));
  if (column == nullptr) return Error{ErrorCode::kNotFound, "no such column", ""};
  View panel;
  VP_TRY(set_panel(panel, context, *column, std::string(context.query.first("indicator"))));
  return make_fragment(context, "matrix_panel", panel);
}

}  // namespace vp::web
