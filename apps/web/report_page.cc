#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <stdlib.h>
#include <unistd.h>

#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/share_chart.h"
#include "apps/web/texts.h"
#include "reports/composer.h"
#include "reports/csv_writer.h"
#include "reports/html_writer.h"
#include "reports/json_writer.h"
#include "reports/odt_writer.h"
#include "reports/office_conversion.h"
#include "reports/privacy_review.h"
#include "reports/report_loader.h"
#include "reports/report_sheets.h"
#include "reports/xlsx_writer.h"

namespace vp::web {
namespace {

struct Form {
  std::string_view name, type;
  bool wants_office;
};
constexpr Form kForms[] = {
    {"html", "text/html; charset=utf-8", false},
    {"odt", "application/vnd.oasis.opendocument.text", false},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
    {"pdf", "application/pdf", true},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
    {"csv", "text/csv; charset=utf-8", false},
    {"json", "application/json", false},
};

struct Choice {
  reports::ReportScope scope;
  std::string kind;
  bool is_complete = false;  ///< says enough to make a report
};

/// Rounds of which there is anything, ascending.
Result<std::set<std::string>> list_rounds(PageContext& context) {
  std::set<std::string> rounds;
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  for (const index::MatrixColumn& column : linked->matrix.columns)
    rounds.insert(column.round);
  rounds.erase("");
  return rounds;
}

Result<std::set<std::string>> list_municipalities(PageContext& context) {
  std::set<std::string> names;
  for (const index::NamedThing& thing : context.dossier().settings().municipalities)
    names.insert(thing.name);
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  for (const index::MatrixColumn& column : linked->matrix.columns)
    names.insert(column.municipality);
  names.erase("");
  return names;
}

Result<Choice> parse_choice(PageContext& context) {
  Choice choice;
  choice.kind = context.query.first("soort");
  choice.scope.municipality = context.query.first("gemeente");
  if (!context.query.first("ronde").empty()) choice.scope.round = context.query.first("ronde");
  if (choice.kind == "matrix") choice.scope.kind = reports::ReportKind::kMatrix;
  if (choice.kind == "landelijk") choice.scope.kind = reports::ReportKind::kNational;
  if (choice.kind == "landelijk") choice.scope.municipality.clear();
  choice.scope.open_hits =
      context.query.first("privacy") == "weglaten" ? reports::OpenHits::kOmit : reports::OpenHits::kList;
  VP_ASSIGN(const std::set<std::string> known, list_municipalities(context));
  if (!choice.scope.municipality.empty() && !known.contains(choice.scope.municipality))
    return Error{ErrorCode::kNotFound, "no such municipality", choice.scope.municipality};
  VP_ASSIGN(const std::set<std::string> rounds, list_rounds(context));
  if (choice.scope.round && !rounds.contains(*choice.scope.round))
    return Error{ErrorCode::kNotFound, "no such round", *choice.scope.round};
  choice.is_complete = choice.kind == "landelijk" || choice.kind == "matrix" ||
                       (choice.kind == "factsheet" && !choice.scope.municipality.empty());
  return choice;
}

Result<reports::ReportModel> load_model(PageContext& context, const Choice& choice) {
  std::vector<reports::PublishedApproach> published;
  if (choice.scope.kind == reports::ReportKind::kFactsheet) {
    VP_ASSIGN(const std::vector<DocumentId> factsheets,
              reports::find_factsheets(context.dossier(), choice.scope));
    VP_ASSIGN(published, context.site.published.load(context.dossier(), factsheets));
  }
  return reports::load_report_model(context.dossier(), choice.scope, published, context.site.program_version);
}

/// Nothing that looks personal goes out before somebody decided on it.
bool is_blocked(const Choice& choice, const reports::ReportModel& model) {
  return choice.scope.open_hits == reports::OpenHits::kList && reports::count_blocking(model.open_hits) > 0;
}

Result<std::string> write_workbook(const reports::ReportModel& model) {
  std::string name = (std::filesystem::temp_directory_path() / "vindplaats-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) return Error{ErrorCode::kIo, "no temporary file can be made", name};
  ::close(file);
  const Result<void> written =
      reports::write_xlsx(reports::to_sheets(model), reports::compose(model).title, name);
  std::ifstream stream(name, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  std::error_code ignored;
  std::filesystem::remove(name, ignored);
  if (!written) return written.error();
  return content;
}

Result<std::string> render(const reports::ReportModel& model, std::string_view form) {
  if (form == "json") return reports::to_json(model);
  if (form == "csv") return reports::to_csv(reports::to_sheets(model).front());
  if (form == "xlsx") return write_workbook(model);
  const reports::ReportDocument document = reports::compose(model);
  if (form == "html") return reports::to_html(document);
  VP_ASSIGN(std::string odt, reports::to_odt(document));
  if (form == "docx") return reports::convert_odt(odt, reports::OfficeFormat::kDocx);
  if (form == "pdf") return reports::convert_odt(odt, reports::OfficeFormat::kPdf);
  return odt;
}

std::string file_name(const Choice& choice, std::string_view form) {
  std::string name = choice.kind;
  if (!choice.scope.municipality.empty()) name += "-" + choice.scope.municipality;
  if (choice.scope.round) name += "-" + *choice.scope.round;
  return name + "." + std::string(form);
}

/// The report as a page of ours: its style sheet by address, widths as attributes, since nothing inline is let in.
std::string to_preview(std::string html, const std::string& css_address) {
  const std::size_t begin = html.find("<style>");
  const std::size_t end = html.find("</style>");
  if (begin != std::string::npos && end != std::string::npos)
    html.replace(begin, end + 8 - begin, "<link rel=\"stylesheet\" href=\"" + css_address + "\">");
  constexpr std::string_view kWidth = "<col style=\"width: ";
  for (std::size_t at = html.find(kWidth); at != std::string::npos; at = html.find(kWidth, at + 1))
    html.replace(at, kWidth.size(), "<col width=\"");
  return html;
}

void set_choices(View& view, const Choice& choice, const std::set<std::string>& municipalities,
                 const std::set<std::string>& rounds) {
  View::Views kinds;
  for (const std::string_view kind : {"factsheet", "matrix", "landelijk"}) {
    kinds.push_back(
        View()
            .set("kind_value", kind)
            .set("kind_name", texts().text("report.kind." + std::string(kind)))
            .set("kind_text", texts().text("report.about." + std::string(kind)))
            .set("is_checked", kind == choice.kind || (choice.kind.empty() && kind == "factsheet")));
  }
  View::Views names;
  for (const std::string& name : municipalities)
    names.push_back(View()
                        .set("option_value", name)
                        .set("option_name", name)
                        .set("is_selected", name == choice.scope.municipality));
  View::Views options;
  const std::string chosen = choice.scope.round.value_or("");
  options.push_back(make_option("", texts().text("report.all_rounds"), chosen));
  for (const std::string& round : rounds)
    options.push_back(make_option(round, round, chosen));
  view.set("kinds", std::move(kinds)).set("municipalities", std::move(names));
  view.set("rounds", std::move(options)).set("has_compare", rounds.size() > 1);
}

/// Shares of all approaches, by theme and by indicator: as bars, with the same numbers in a table.
void set_charts(View& view, PageContext& context, const reports::ReportModel& model) {
  const reports::FrameworkRows& framework = model.framework;
  std::vector<ShareBar> themes(framework.themes.size());
  std::vector<ShareBar> indicators;
  for (std::size_t i = 0; i < framework.themes.size(); ++i)
    themes[i].name = framework.themes[i].name;
  for (std::size_t i = 0; i < model.shares.size(); ++i) {
    const reports::IndicatorShare& share = model.shares[i];
    const std::size_t open = share.unknown.size() + share.draft.size() + share.missing.size();
    ShareBar& theme = themes.at(framework.theme_of(i));
    theme.met += share.met.size();
    theme.improve += share.improve.size();
    theme.open += open;
    indicators.push_back(
        {indicator_name(context, framework.indicators[i].id), share.met.size(), share.improve.size(), open});
  }
  View::Views charts;
  charts.push_back(make_share_chart(themes, texts().text("chart.themes"), "thema"));
  charts.push_back(make_share_chart(indicators, texts().text("chart.indicators"), "indicator"));
  charts[0].set("is_folded", false);
  charts[1].set("is_folded", true);
  view.set_list("has_charts", "charts", std::move(charts));
}

/// The national figures stand on the page itself: they name nobody, so no decision on privacy keeps them back.
void set_figures(View& view, PageContext& context, const Choice& choice, const reports::ReportModel& model) {
  if (choice.scope.kind == reports::ReportKind::kNational) set_charts(view, context, model);
}

}  // namespace

Result<HttpResponse> answer_reports(PageContext& context) {
  VP_ASSIGN(const Choice choice, parse_choice(context));
  VP_ASSIGN(const std::set<std::string> municipalities, list_municipalities(context));
  View view;
  VP_ASSIGN(const std::set<std::string> rounds, list_rounds(context));
  set_choices(view, choice, municipalities, rounds);
  view.set("has_charts", false);
  view.set("is_complete", choice.is_complete);
  View::Views forms;
  View::Views hits;
  std::string problem;
  bool can_make = false;
  if (choice.is_complete) {
    const Result<reports::ReportModel> model = load_model(context, choice);
    if (!model) {
      problem = model.error().code == ErrorCode::kInvalidArgument ? texts().text("report.rounds")
                                                                  : to_dutch(model.error());
    } else if (is_blocked(choice, *model)) {
      for (const reports::OpenHit& hit : model->open_hits) {
        if (!hit.is_hint)
          hits.push_back(
              View().set("hit_text", hit.text).set("hit_place", hit.place).set("hit_around", hit.around));
      }
    } else {
      can_make = true;
    }
    if (model) set_figures(view, context, choice, *model);
    for (const Form& form : kForms) {
      if (form.wants_office && !reports::has_office()) continue;
      forms.push_back(
          View()
              .set("form_name", texts().text("report.form." + std::string(form.name)))
              .set("form_href", context.query.with("vorm", form.name).to_address("/rapporten/bestand")));
    }
  }
  view.set("can_make", can_make).set("forms", std::move(forms)).set("problem", problem);
  view.set_list("has_hits", "hits", std::move(hits));
  UrlFields decide;
  decide.add("gemeente", choice.scope.municipality).add("ronde", choice.scope.round.value_or(""));
  view.set("privacy_href", decide.to_address("/rapporten/privacy"));
  view.set("omit_href", context.query.with("privacy", "weglaten").to_address("/rapporten"));
  view.set("preview_href", context.query.to_address("/rapporten/voorbeeld"));
  return make_page(context, "reports",
                   {texts().text("tab.rapporten"), "rapporten", "", texts().text("keys.reports")},
                   std::move(view));
}

Result<HttpResponse> answer_report_preview(PageContext& context) {
  VP_ASSIGN(const Choice choice, parse_choice(context));
  VP_ASSIGN(const reports::ReportModel model, load_model(context, choice));
  if (!choice.is_complete || is_blocked(choice, model))
    return Error{ErrorCode::kInvalidArgument, "nothing to show", ""};
  HttpResponse response;
  response.body =
      to_preview(reports::to_html(reports::compose(model)), context.site.assets.address("rapport.css"));
  response.add("Content-Type", "text/html; charset=utf-8").add("Cache-Control", "no-store");
  return response;
}

Result<HttpResponse> answer_report_file(PageContext& context) {
  VP_ASSIGN(const Choice choice, parse_choice(context));
  const auto form =
      std::ranges::find_if(kForms, [&](const Form& one) { return one.name == context.query.first("vorm"); });
  if (!choice.is_complete || form == std::end(kForms))
    return Error{ErrorCode::kInvalidArgument, "no such form", ""};
  VP_ASSIGN(const reports::ReportModel model, load_model(context, choice));
  if (is_blocked(choice, model)) return Error{ErrorCode::kInvalidArgument, "words that look personal", ""};
  HttpResponse response;
  VP_ASSIGN(response.body, render(model, form->name));
  response.add("Content-Type", std::string(form->type))
      .add("Content-Disposition",
           "attachment; filename*=UTF-8''" + encode_percent(file_name(choice, form->name)))
      .add("Cache-Control", "no-store");
  return response;
}

}  // namespace vp::web
