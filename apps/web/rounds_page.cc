#include <algorithm>
#include <map>
#include <set>

#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/round_comparison.h"

namespace vp::web {
namespace {

using index::ComparedCell;
using index::RoundChange;

constexpr std::size_t kCellsPerPage = 100;
constexpr RoundChange kChanges[] = {RoundChange::kPickedUp,  RoundChange::kNotPickedUp,
                                    RoundChange::kNotJudged, RoundChange::kFellBack,
                                    RoundChange::kKept,      RoundChange::kOther};

struct RoundChoice {
  std::string first, second;
  std::string shown;  ///< a change by name, "alles", or "" for every mark that is another now
  index::FindingFilter filter;
};

/// Rounds that hold a finding, and the municipalities of these.
struct KnownRounds {
  std::vector<std::string> rounds;
  std::set<std::string> municipalities;
};

KnownRounds list_rounds(const index::FindingMatrix& matrix) {
  std::set<std::string> rounds;
  KnownRounds known;
  for (const index::MatrixColumn& column : matrix.columns) {
    if (column.findings.empty() || column.round.empty()) continue;
    rounds.insert(column.round);
    known.municipalities.insert(column.municipality);
  }
  known.rounds.assign(rounds.begin(), rounds.end());
  return known;
}

/// "niet-opgepakt": a change in an address.
std::string slug_of(RoundChange change) {
  std::string name(index::to_string(change));
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::optional<Verdict> verdict_of(const std::optional<index::MatrixFinding>& held) {
  return held ? std::optional(held->finding.verdict) : std::nullopt;
}

bool is_shown(const ComparedCell& cell, const std::string& shown) {
  if (shown == "alles") return true;
  if (shown.empty()) {
    return cell.before && cell.after && verdict_of(cell.before) != verdict_of(cell.after);
  }
  return slug_of(cell.change) == shown;
}

View make_side(const std::optional<index::MatrixFinding>& held) {
  View view;
  view.set("side_round", "").set("side_has", held.has_value());
  if (!held) return view;
  const Finding& finding = held->finding;
  view.set("side_sign", sign_of(finding.verdict))
      .set("side_colour",
           finding.note && finding.verdict == Verdict::kMet ? "remark" : colour_of(finding.verdict));
  view.set("side_verdict", texts().text("verdict." + std::string(to_string(finding.verdict))));
  view.set("side_has_note", finding.note.has_value())
      .set("side_is_draft", finding.state == FindingState::kDraft)
      .set("side_state", texts().text("state." + std::string(to_string(finding.state))));
  view.set("side_name", finding_name(finding.id))
      .set("side_href", "/bevindingen/" + std::to_string(finding.id));
  view.set("side_text", finding.text).set("side_places", texts().count(held->places.size(), "passage"));
  return view;
}

View make_row(PageContext& context, const ComparedCell& cell, const RoundChoice& choice) {
  const std::string& round = cell.after ? choice.second : choice.first;
  View view;
  view.set("row_indicator", indicator_name(context, cell.indicator));
  view.set("row_href", cell_address({cell.municipality, cell.approach, round, cell.indicator}, "/matrix"));
  view.set("row_about", column_name(FindingCell{cell.municipality, cell.approach, "", ""}));
  // What only one round judged says so itself.
  std::string change = slug_of(cell.change);
  if (cell.change == RoundChange::kOther && !cell.before) change = "nieuw";
  if (cell.change == RoundChange::kOther && !cell.after) change = slug_of(RoundChange::kNotJudged);
  view.set("row_change", texts().text("change." + change)).set("row_kind", slug_of(cell.change));
  View::Views sides;
  sides.push_back(make_side(cell.before));
  sides.push_back(make_side(cell.after));
  sides[0].set("side_round", choice.first);
  sides[1].set("side_round", choice.second);
  view.set("row_sides", std::move(sides));
  return view;
}

void set_choices(View& view, const KnownRounds& known, const RoundChoice& choice,
                 const std::map<RoundChange, std::size_t>& counts) {
  View::Views first;
  View::Views second;
  for (const std::string& round : known.rounds) {
    first.push_back(make_option(round, round, choice.first));
    second.push_back(make_option(round, round, choice.second));
  }
  View::Views municipalities;
  municipalities.push_back(make_option("", texts().text("report.all"), choice.filter.municipality));
  for (const std::string& name : known.municipalities)
    municipalities.push_back(make_option(name, name, choice.filter.municipality));
  View::Views shown;
  shown.push_back(make_option("", texts().text("rounds.changed"), choice.shown));
  shown.push_back(make_option("alles", texts().text("rounds.everything"), choice.shown));
  for (const RoundChange change : kChanges) {
    const auto count = counts.find(change);
    const std::size_t number = count == counts.end() ? 0 : count->second;
    shown.push_back(make_option(
        slug_of(change),
        texts().fill("rounds.option", {texts().text("change." + slug_of(change)), std::to_string(number)}),
        choice.shown));
  }
  view.set("first_rounds", std::move(first)).set("second_rounds", std::move(second));
  view.set("municipalities", std::move(municipalities)).set("shown", std::move(shown));
  view.set("first_round", choice.first).set("second_round", choice.second);
}

Result<RoundChoice> parse_choice(const UrlFields& query, const KnownRounds& known) {
  RoundChoice choice;
  choice.first = query.first("eerste");
  choice.second = query.first("tweede");
  choice.shown = query.first("toon");
  choice.filter.municipality = query.first("gemeente");
  if (choice.second.empty() && !known.rounds.empty()) choice.second = known.rounds.back();
  if (choice.first.empty() && known.rounds.size() > 1) {
    // The round before the later one; of the earliest there is none before.
    const auto at = std::ranges::find(known.rounds, choice.second);
    choice.first = at == known.rounds.begin() || at == known.rounds.end() ? known.rounds.front() : *(at - 1);
  }
  const bool is_known =
      choice.shown.empty() || choice.shown == "alles" ||
      std::ranges::any_of(kChanges, [&](RoundChange change) { return slug_of(change) == choice.shown; });
  if (!is_known) return Error{ErrorCode::kInvalidArgument, "no such change", choice.shown};
  return choice;
}

/// Sets rows and the lines above them; `problem` says why there are none.
Result<void> set_comparison(View& view, PageContext& context, const KnownRounds& known,
                            const RoundChoice& choice) {
  std::map<RoundChange, std::size_t> counts;
  std::string problem;
  std::string summary;
  std::vector<const ComparedCell*> shown;
  index::RoundComparison comparison;
  if (choice.first == choice.second) {
    problem = texts().text("rounds.same");
  } else {
    Result<index::RoundComparison> compared =
        index::compare_rounds(context.dossier(), choice.first, choice.second, choice.filter);
    if (!compared && compared.error().code != ErrorCode::kNotFound) return compared.error();
    if (compared) comparison = std::move(*compared);
    if (!compared) problem = texts().text("rounds.one_side");
  }
  for (const ComparedCell& cell : comparison.cells) {
    ++counts[cell.change];
    if (is_shown(cell, choice.shown)) shown.push_back(&cell);
  }
  if (problem.empty()) {
    summary = texts().fill("rounds.summary",
                           {std::to_string(comparison.picked_up), std::to_string(comparison.improvements),
                            std::to_string(counts[RoundChange::kFellBack])});
  }
  const ListPage page = set_paging(view, context.query, "/ronden", shown.size(), kCellsPerPage);
  View::Views rows;
  for (std::size_t i = page.begin; i < page.end; ++i)
    rows.push_back(make_row(context, *shown[i], choice));
  view.set("problem", problem).set("summary", summary);
  view.set("is_unchanged", problem.empty() && rows.empty());
  view.set_list("has_rows", "rows", std::move(rows));
  set_choices(view, known, choice, counts);
  return {};
}

}  // namespace

Result<HttpResponse> answer_rounds(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  const KnownRounds known = list_rounds(linked->matrix);
  View view;
  set_sections(view, "ronden");
  view.set("has_rounds", known.rounds.size() > 1);
  if (known.rounds.size() > 1) {
    VP_ASSIGN(const RoundChoice choice, parse_choice(context.query, known));
    VP_TRY(set_comparison(view, context, known, choice));
  }
  return make_page(context, "rounds",
                   {texts().text("section.ronden"), "matrix", "finding.js", texts().text("keys.findings")},
                   std::move(view));
}

}  // namespace vp::web
