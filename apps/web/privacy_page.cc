#include <algorithm>
#include <set>

#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "reports/privacy_review.h"
#include "reports/report_loader.h"

namespace vp::web {
namespace {

// Three fields a row: a form has at most 500.
constexpr std::size_t kHitsPerPage = 40;

/// Everything that a report of the scope would publish, as the command line goes over it too.
Result<reports::ReportModel> load_texts(PageContext& context, const UrlFields& fields) {
  reports::ReportScope scope;
  scope.kind = reports::ReportKind::kNational;
  scope.municipality = fields.first("gemeente");
  if (!fields.first("ronde").empty()) scope.round = fields.first("ronde");
  VP_ASSIGN(const std::vector<DocumentId> factsheets, reports::find_factsheets(context.dossier(), scope));
  VP_ASSIGN(const std::vector<reports::PublishedApproach> published,
            context.site.published.load(context.dossier(), factsheets));
  return reports::load_report_model(context.dossier(), scope, published, context.site.program_version);
}

std::string kind_text(std::string kind) {
  std::ranges::replace(kind, ' ', '_');
  return texts().find("privacy.kind." + kind).value_or("");
}

/// "finding 12" -> "Bevinding B-012"; a document by its name.
Result<std::string> scope_text(PageContext& context, const std::string& scope) {
  constexpr std::string_view kFinding = "finding ";
  constexpr std::string_view kApproach = "approach ";
  if (scope.starts_with(kFinding)) {
    UrlFields fields;
    fields.add("id", scope.substr(kFinding.size()));
    const auto id = fields.number("id", 1ULL << 62U);
    return texts().text("finding.one") + " " +
           (id ? finding_name(static_cast<std::int64_t>(*id)) : scope.substr(kFinding.size()));
  }
  if (scope.starts_with(kApproach))
    return texts().text("facet.aanpak") + " " + scope.substr(kApproach.size());
  const Result<DocumentId> document = parse_document_id(scope);
  if (!document) return scope;
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, context.dossier().sources_of(*document));
  return sources.empty() ? scope : document_title("", sources.front().path);
}

View make_hit(const reports::OpenHit& hit, std::size_t row) {
  return View()
      .set("hit_row", std::to_string(row))
      .set("hit_text", hit.text)
      .set("hit_scope", hit.scope)
      .set("hit_place", hit.place)
      .set("hit_around", hit.around)
      .set("hit_kind", kind_text(hit.kind))
      .set("hit_is_hint", hit.is_hint);
}

Result<View::Views> make_decisions(PageContext& context) {
  VP_ASSIGN(const std::vector<index::DecidedWords> decided, context.dossier().privacy().list());
  View::Views views;
  for (const index::DecidedWords& words : decided) {
    VP_ASSIGN(std::string place, scope_text(context, words.scope));
    views.push_back(
        View()
            .set("words", words.text)
            .set("words_scope", words.scope)
            .set("words_place", place)
            .set("words_decision", texts().text("privacy." + std::string(index::to_string(words.decision))))
            .set("words_reason", words.reason)
            .set("words_by", texts().fill("privacy.by", {words.changed_by,
                                                         to_dutch_date(words.changed_at.substr(0, 10))})));
  }
  return views;
}

struct Choices {
  std::set<std::string> municipalities, rounds;
};

Result<Choices> list_choices(PageContext& context) {
  Choices choices;
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  for (const index::MatrixColumn& column : linked->matrix.columns) {
    choices.municipalities.insert(column.municipality);
    choices.rounds.insert(column.round);
  }
  choices.rounds.erase("");
  return choices;
}

void set_choices(View& view, const Choices& choices, const UrlFields& fields) {
  View::Views municipalities;
  municipalities.push_back(make_option("", texts().text("report.all"), fields.first("gemeente")));
  for (const std::string& name : choices.municipalities)
    municipalities.push_back(make_option(name, name, fields.first("gemeente")));
  View::Views rounds;
  rounds.push_back(make_option("", texts().text("report.all_rounds"), fields.first("ronde")));
  for (const std::string& round : choices.rounds)
    rounds.push_back(make_option(round, round, fields.first("ronde")));
  view.set("municipalities", std::move(municipalities)).set("rounds", std::move(rounds));
  view.set("scope_municipality", fields.first("gemeente")).set("scope_round", fields.first("ronde"));
}

std::optional<index::PrivacyDecision> parse_decision(std::string_view typed) {
  for (const index::PrivacyDecision decision :
       {index::PrivacyDecision::kOmit, index::PrivacyDecision::kShow}) {
    if (typed == index::to_string(decision)) return decision;
  }
  return std::nullopt;
}

struct Typed {
  std::vector<index::DecidedWords> decisions;
  std::size_t stale = 0;  ///< on which somebody decided meanwhile, or that stand nowhere any more
};

/// Only on what is still open: who decided first is not overwritten unseen.
Result<Typed> parse_decisions(PageContext& context) {
  VP_ASSIGN(const reports::ReportModel model, load_texts(context, context.form));
  std::set<std::pair<std::string, std::string>> open;
  for (const reports::OpenHit& hit : model.open_hits)
    open.emplace(hit.scope, hit.text);
  Typed typed;
  for (std::size_t row = 0; row < kHitsPerPage; ++row) {
    const std::string number = std::to_string(row);
    const auto decision = parse_decision(context.form.first("besluit-" + number));
    if (!decision) continue;
    const std::string scope(context.form.first("bereik-" + number));
    const std::string words(context.form.first("woorden-" + number));
    if (!open.contains({scope, words})) {
      ++typed.stale;
      continue;
    }
    typed.decisions.push_back({scope, words, *decision, std::string(context.form.first("reden")), "", ""});
  }
  return typed;
}

}  // namespace

Result<HttpResponse> answer_privacy(PageContext& context) {
  VP_ASSIGN(const Choices choices, list_choices(context));
  const std::string municipality(context.query.first("gemeente"));
  const std::string round(context.query.first("ronde"));
  if ((!municipality.empty() && !choices.municipalities.contains(municipality)) ||
      (!round.empty() && !choices.rounds.contains(round)))
    return Error{ErrorCode::kNotFound, "no such municipality or round", ""};
  View view;
  set_choices(view, choices, context.query);
  const Result<reports::ReportModel> model = load_texts(context, context.query);
  std::string problem;
  std::vector<reports::OpenHit> hits;
  if (model) {
    hits = model->open_hits;
  } else if (model.error().code == ErrorCode::kInvalidArgument) {
    problem = texts().text("report.rounds");
  } else if (model.error().code != ErrorCode::kNotFound) {
    return model.error();
  }
  const ListPage page =
      set_paging(view, context.query.without("melding"), "/rapporten/privacy", hits.size(), kHitsPerPage);
  View::Views rows;
  for (std::size_t i = page.begin; i < page.end; ++i)
    rows.push_back(make_hit(hits[i], i - page.begin));
  view.set("total_text", texts().count(hits.size(), "privacy.open")).set("problem", problem);
  view.set("is_clear", static_cast<bool>(model) && rows.empty());
  view.set("has_no_findings", !model && problem.empty());
  view.set_list("has_hits", "hits", std::move(rows));
  VP_ASSIGN(View::Views decided, make_decisions(context));
  view.set_list("has_decided", "decided", std::move(decided));
  const std::string message(context.query.first("melding"));
  view.set("message", message.empty() ? std::string() : texts().find("privacy.done." + message).value_or(""));
  return make_page(context, "privacy",
                   {texts().text("privacy.title"), "rapporten", "", texts().text("keys.reports")},
                   std::move(view));
}

Result<HttpResponse> answer_decide_privacy(PageContext& context) {
  UrlFields back;
  back.add("gemeente", context.form.first("gemeente")).add("ronde", context.form.first("ronde"));
  const auto answer = [&back](std::string_view message) {
    return redirect(UrlFields(back).add("melding", message).to_address("/rapporten/privacy"));
  };
  if (context.form.first("actie") == "terugnemen") {
    const index::DecidedWords words{std::string(context.form.first("bereik")),
                                    std::string(context.form.first("woorden")),
                                    index::PrivacyDecision::kLapsed,
                                    "",
                                    "",
                                    ""};
    VP_TRY(context.dossier().privacy().decide({words}, context.stamp()));
    return answer("teruggenomen");
  }
  VP_ASSIGN(const Typed typed, parse_decisions(context));
  if (!typed.decisions.empty()) VP_TRY(context.dossier().privacy().decide(typed.decisions, context.stamp()));
  if (typed.stale > 0) return answer("deels");
  return answer(typed.decisions.empty() ? "niets" : "vastgelegd");
}

}  // namespace vp::web
