#include <algorithm>
#include <cmath>
#include <set>

#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/review_store.h"

namespace vp::web {
namespace {

using index::ReviewedCell;

constexpr std::size_t kRowsPerPage = 50;
constexpr std::string_view kLists[] = {"lezen", "verschillen", "afgehandeld"};

bool is_settled(const ReviewedCell& cell) {
  return cell.decision.has_value() || cell.second.first == cell.second.verdict;
}

/// What the user may see: nothing of a cell that waits for a reading of this user, unless that is asked for.
struct Readings {
  std::vector<FindingCell> unread;
  std::vector<ReviewedCell> different, settled;
  std::size_t hidden = 0;
};

Result<Readings> load_readings(PageContext& context, const FindingCell& filter) {
  index::ReviewStore store = context.dossier().reviews();
  Readings readings;
  VP_ASSIGN(readings.unread, store.list_unread(filter, context.user));
  VP_ASSIGN(const std::vector<ReviewedCell> all, store.list(filter));
  const std::set<FindingCell> unread(readings.unread.begin(), readings.unread.end());
  const bool shows_all = context.query.first("ook") == "alle";
  for (const ReviewedCell& cell : all) {
    if (!shows_all && unread.contains(cell.second.cell)) {
      ++readings.hidden;
      continue;
    }
    (is_settled(cell) ? readings.settled : readings.different).push_back(cell);
  }
  return readings;
}

View make_verdict(std::string_view prefix, Verdict verdict) {
  const std::string name(prefix);
  View view;
  view.set(name + "_sign", sign_of(verdict)).set(name + "_colour", colour_of(verdict));
  view.set(name + "_name", texts().text("verdict." + std::string(to_string(verdict))));
  return view;
}

void add_all(View& view, const View& other) {
  for (const auto& [key, value] : other.values())
    view.set(key, std::get<std::string>(value));
}

View make_row(PageContext& context, const FindingCell& cell, std::string_view path) {
  return View()
      .set("row_name", indicator_name(context, cell.indicator))
      .set("row_about", column_name(cell))
      .set("row_href", cell_address(cell, path))
      .set("row_verdicts", View::Views())
      .set("row_decision", View::Views());
}

View make_reviewed(PageContext& context, const ReviewedCell& reviewed) {
  View view = make_row(context, reviewed.second.cell, "/tweede-lezing/verschil");
  View verdicts;
  add_all(verdicts, make_verdict("first", reviewed.second.first));
  add_all(verdicts, make_verdict("second", reviewed.second.verdict));
  verdicts.set("second_who", reviewed.second.who)
      .set("second_comment", reviewed.second.comment)
      .set("second_at", to_dutch_date(reviewed.second.at.substr(0, 10)));
  view.set("row_verdicts", std::move(verdicts));
  if (reviewed.decision) {
    View decision = make_verdict("decided", reviewed.decision->verdict);
    decision.set("decided_who", reviewed.decision->who)
        .set("decided_comment", reviewed.decision->comment)
        .set("decided_at", to_dutch_date(reviewed.decision->at.substr(0, 10)));
    view.set("row_decision", std::move(decision));
  }
  return view;
}

/// "12 van 14 cellen gelijk beoordeeld, kappa 0,71".
std::string agreement_text(const Readings& readings) {
  std::vector<ReviewedCell> all = readings.different;
  all.insert(all.end(), readings.settled.begin(), readings.settled.end());
  const index::Agreement agreement = index::measure_agreement(all);
  if (agreement.cells == 0) return "";
  std::string text = texts().fill(
      "second.agreement", {std::to_string(agreement.agreed), texts().count(agreement.cells, "second.cells")});
  if (agreement.kappa) {
    const long hundredths = std::lround(*agreement.kappa * 100);
    const std::string digits = std::to_string(std::labs(hundredths) % 100);
    text += texts().fill("second.kappa",
                         {(hundredths < 0 ? "-" : "") + std::to_string(std::labs(hundredths) / 100) + "," +
                          (digits.size() < 2 ? "0" : "") + digits});
  }
  return text;
}

void set_lists(View& view, const UrlFields& query, const Readings& readings, std::string_view chosen) {
  View::Views lists;
  const std::size_t counts[] = {readings.unread.size(), readings.different.size(), readings.settled.size()};
  for (std::size_t i = 0; i < std::size(kLists); ++i) {
    lists.push_back(
        View()
            .set("kind_name", texts().text("second.list." + std::string(kLists[i])))
            .set("kind_count", std::to_string(counts[i]))
            .set("kind_href",
                 query.without("p").without("melding").with("lijst", kLists[i]).to_address("/tweede-lezing"))
            .set("is_chosen", kLists[i] == chosen));
  }
  view.set("kinds", std::move(lists)).set("list", chosen);
  view.set("list_title", texts().text("second.list." + std::string(chosen)));
  view.set("list_text", texts().text("second.about." + std::string(chosen)));
  view.set("list_empty", texts().text("second.none." + std::string(chosen)));
}

Result<void> set_municipalities(View& view, PageContext& context, std::string_view chosen) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  std::set<std::string> names;
  for (const index::MatrixColumn& column : linked->matrix.columns) {
    if (!column.findings.empty()) names.insert(column.municipality);
  }
  View::Views options;
  options.push_back(make_option("", texts().text("report.all"), chosen));
  for (const std::string& name : names)
    options.push_back(make_option(name, name, chosen));
  view.set("municipalities", std::move(options));
  return {};
}

}  // namespace

Result<HttpResponse> answer_second_readings(PageContext& context) {
  FindingCell filter;
  filter.municipality = context.query.first("gemeente");
  std::string_view chosen = context.query.first("lijst");
  if (chosen.empty()) chosen = kLists[0];
  if (std::ranges::find(kLists, chosen) == std::end(kLists))
    return Error{ErrorCode::kNotFound, "no such list", std::string(chosen)};
  VP_ASSIGN(const Readings readings, load_readings(context, filter));
  View view;
  set_sections(view, "tweede-lezing");
  set_lists(view, context.query, readings, chosen);
  const std::vector<ReviewedCell>& reviewed = chosen == kLists[1] ? readings.different : readings.settled;
  const bool is_unread = chosen == kLists[0];
  const ListPage page = set_paging(view, context.query.without("melding"), "/tweede-lezing",
                                   is_unread ? readings.unread.size() : reviewed.size(), kRowsPerPage);
  View::Views rows;
  for (std::size_t i = page.begin; i < page.end; ++i) {
    if (!is_unread) {
      rows.push_back(make_reviewed(context, reviewed[i]));
      continue;
    }
    View row = make_row(context, readings.unread[i], "/tweede-lezing/cel");
    // So that the next cell is one of the same choice.
    if (!filter.municipality.empty()) {
      row.set("row_href", cell_address(readings.unread[i], "/tweede-lezing/cel") +
                              "&gemeente=" + encode_percent(filter.municipality));
    }
    rows.push_back(std::move(row));
  }
  view.set_list("has_rows", "rows", std::move(rows));
  view.set("agreement", is_unread ? std::string() : agreement_text(readings));
  view.set("hidden_text", is_unread || readings.hidden == 0
                              ? std::string()
                              : texts().count(readings.hidden, "second.hidden"));
  view.set("hidden_href", context.query.with("ook", "alle").to_address("/tweede-lezing"));
  const std::string message(context.query.first("melding"));
  view.set("message", message.empty() ? std::string() : texts().find("second.done." + message).value_or(""));
  VP_TRY(set_municipalities(view, context, filter.municipality));
  return make_page(
      context, "second_readings",
      {texts().text("section.tweede-lezing"), "matrix", "finding.js", texts().text("keys.findings")},
      std::move(view));
}

}  // namespace vp::web
