// One cell of the second reading: read blind and judged, or decided on where two verdicts differ.
#include <algorithm>

#include "apps/web/blind_evidence.h"
#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/review_store.h"

namespace vp::web {
namespace {

constexpr std::size_t kPassagesPerPage = 50;

/// What was typed, and from what state of the cell.
struct ReadingForm {
  index::ReviewBase base;
  std::optional<Verdict> verdict;
  std::string comment;
};

struct Shown {
  std::string problem;
  std::optional<ReadingForm> typed;
  std::uint16_t status = 200;
};

Result<ReadingForm> parse_form(const UrlFields& fields) {
  const auto revision = fields.number("revisie", 0xFFFFFFFF);
  const auto last = fields.number("laatste", 1ULL << 62U);
  if (!revision || !last)
    return Error{ErrorCode::kInvalidArgument, "the form names no state of the cell", ""};
  ReadingForm form;
  form.base = {static_cast<std::uint32_t>(*revision), static_cast<std::int64_t>(*last)};
  form.verdict = parse_verdict(fields.first("oordeel"));
  form.comment = fields.first("opmerking");
  std::erase(form.comment, '\r');
  return form;
}

/// The form with what was typed in it; its state is that of the store now.
void set_form(View& view, const FindingCell& cell, const index::ReviewBase& base, const Shown& shown) {
  const auto is_chosen = [&shown](Verdict verdict) {
    return shown.typed && shown.typed->verdict && *shown.typed->verdict == verdict;
  };
  View::Views verdicts;
  for (const Verdict verdict : {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown}) {
    const std::string name(to_string(verdict));
    verdicts.push_back(View()
                           .set("verdict_value", name)
                           .set("verdict_sign", sign_of(verdict))
                           .set("verdict_name", texts().text("verdict." + name))
                           .set("is_checked", is_chosen(verdict)));
  }
  view.set("verdicts", std::move(verdicts));
  view.set("form_comment", shown.typed ? shown.typed->comment : std::string());
  view.set("form_revision", std::to_string(base.revision)).set("form_last", std::to_string(base.last_review));
  view.set("problem", shown.problem);
  set_cell_fields(view, cell);
}

/// Of which municipality the list was that the cell was chosen from; empty: all.
std::string list_filter(const PageContext& context) {
  const std::string_view posted = context.form.first("gemeente");
  return std::string(posted.empty() ? context.query.first("gemeente") : posted);
}

void set_cell(View& view, PageContext& context, const FindingCell& cell) {
  const nlp::Indicator* const known = context.dossier().framework().find_indicator(cell.indicator);
  set_sections(view, "tweede-lezing");
  view.set("cell_about", column_name(cell)).set("cell_name", indicator_name(context, cell.indicator));
  view.set("cell_text", known == nullptr ? cell.indicator : known->text);
}

Result<bool> is_unread(PageContext& context, const FindingCell& cell) {
  VP_ASSIGN(const std::vector<FindingCell> unread,
            context.dossier().reviews().list_unread(cell, context.user));
  // An empty field of a filter filters nothing: the cell itself must be among them.
  return std::ranges::find(unread, cell) != unread.end();
}

Result<View> make_passage(PageContext& context, const BlindPassage& passage, const std::string& back) {
  const Citation& citation = passage.citation;
  const Result<index::DocumentRecord> record = context.dossier().engine().load_document(citation.document);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  UrlFields fields;
  fields.add("pagina", std::to_string(citation.page.number()));
  if (passage.is_place) {
    fields.add("passage", std::to_string(citation.passage))
        .add("van", std::to_string(citation.span.begin))
        .add("tot", std::to_string(citation.span.end));
  }
  fields.add("lezing", "blind").add("terug", back);
  View view;
  view.set("passage_title", texts().fill("place.of", {record ? document_title(*record, passage.path)
                                                             : document_title("", passage.path),
                                                      std::to_string(citation.page.number())}));
  view.set("passage_href",
           record ? fields.to_address("/lezer/" + to_string(citation.document)) : std::string());
  view.set("passage_quote", citation.quote);
  view.set("passage_by", passage.role.empty() ? std::string()
                                              : texts().find("role." + passage.role).value_or(passage.role));
  return view;
}

/// Nothing on this page, and nothing that it leads to, tells what anybody concluded on the cell.
Result<HttpResponse> show_blind(PageContext& context, const FindingCell& cell, const Shown& shown) {
  View view;
  set_cell(view, context, cell);
  VP_ASSIGN(const bool can_read, is_unread(context, cell));
  view.set("can_read", can_read).set("list_municipality", list_filter(context));
  if (can_read) {
    VP_ASSIGN(const index::ReviewBase base, context.dossier().reviews().base_of_reading(cell, context.user));
    set_form(view, cell, base, shown);
    VP_ASSIGN(const BlindEvidence evidence, load_blind_evidence(context, cell));
    UrlFields here;
    here.add("kolom", column_value({cell.municipality, cell.approach, cell.round, {}}))
        .add("indicator", cell.indicator)
        .add("gemeente", list_filter(context))
        .add("p", context.query.first("p"));
    const ListPage page =
        set_paging(view, here, "/tweede-lezing/cel", evidence.passages.size(), kPassagesPerPage);
    const std::string back = cell_address(cell, "/tweede-lezing/cel");
    View::Views passages;
    for (std::size_t i = page.begin; i < page.end; ++i) {
      VP_ASSIGN(View passage, make_passage(context, evidence.passages[i], back));
      passages.push_back(std::move(passage));
    }
    view.set("passages_text", texts().count(evidence.passages.size(), "passage"));
    view.set_list("has_passages", "passages", std::move(passages));
    view.set("left_out",
             evidence.left_out == 0 ? std::string() : texts().count(evidence.left_out, "blind.left_out"));
  } else {
    view.set("problem", shown.problem);
    view.set("typed_verdict", shown.typed && shown.typed->verdict
                                  ? texts().text("verdict." + std::string(to_string(*shown.typed->verdict)))
                                  : std::string());
    view.set("typed_comment", shown.typed ? shown.typed->comment : std::string());
  }
  return make_page(context, "blind_cell",
                   {texts().text("section.tweede-lezing") + ": " + cell.indicator, "matrix", "finding.js",
                    texts().text("keys.blind"), shown.status},
                   std::move(view));
}

View make_opinion(const index::Review& review, Verdict verdict, const std::string& who) {
  return View()
      .set("opinion_who", who)
      .set("opinion_sign", sign_of(verdict))
      .set("opinion_colour", colour_of(verdict))
      .set("opinion_verdict", texts().text("verdict." + std::string(to_string(verdict))))
      .set("opinion_comment", review.comment)
      .set("opinion_at", to_dutch_date(review.at.substr(0, 10)));
}

/// Every second reading of the cell, and what was decided since.
void set_opinions(View& view, const std::vector<index::ReviewedCell>& reviewed) {
  View::Views opinions;
  View::Views decisions;
  for (const index::ReviewedCell& one : reviewed) {
    opinions.push_back(make_opinion(one.second, one.second.verdict, one.second.who));
    if (one.decision && decisions.empty())
      decisions.push_back(make_opinion(*one.decision, one.decision->verdict, one.decision->who));
  }
  view.set("opinions", std::move(opinions)).set_list("is_decided", "decisions", std::move(decisions));
}

Result<HttpResponse> show_difference(PageContext& context, const FindingCell& cell, const Shown& shown) {
  View view;
  set_cell(view, context, cell);
  VP_ASSIGN(const bool waits, is_unread(context, cell));
  const bool is_hidden = waits && context.query.first("ook") != "alle" && !shown.typed;
  view.set("is_hidden", is_hidden);
  view.set("read_href", cell_address(cell, "/tweede-lezing/cel"));
  view.set("show_href", cell_address(cell, "/tweede-lezing/verschil") + "&ook=alle");
  if (!is_hidden) {
    index::ReviewStore reviews = context.dossier().reviews();
    // Before what is shown: whatever comes in between is told when it is decided.
    VP_ASSIGN(const index::ReviewBase base, reviews.base_of_decision(cell));
    VP_ASSIGN(const std::vector<index::ReviewedCell> reviewed, reviews.list(cell));
    if (reviewed.empty()) return Error{ErrorCode::kNotFound, "has no second reading", ""};
    VP_ASSIGN(const std::optional<Finding> finding, context.dossier().findings().find(cell));
    if (!finding) return Error{ErrorCode::kNotFound, "no finding holds the cell", ""};
    VP_TRY(set_finding(context, view, *finding, cell_address(cell, "/tweede-lezing/verschil")));
    set_opinions(view, reviewed);
    view.set("first_at_reading",
             View()
                 .set("first_sign", sign_of(reviewed.front().second.first))
                 .set("first_colour", colour_of(reviewed.front().second.first))
                 .set("first_verdict",
                      texts().text("verdict." + std::string(to_string(reviewed.front().second.first)))));
    set_form(view, cell, base, shown);
  }
  return make_page(context, "difference",
                   {texts().text("section.tweede-lezing") + ": " + cell.indicator, "matrix", "finding.js",
                    texts().text("keys.blind"), shown.status},
                   std::move(view));
}

Shown make_shown(const ReadingForm& form, std::string_view problem, std::uint16_t status) {
  return {texts().text(problem), form, status};
}

}  // namespace

Result<HttpResponse> answer_blind_cell(PageContext& context) {
  VP_ASSIGN(const FindingCell cell, parse_cell(context.query));
  return show_blind(context, cell, {});
}

Result<HttpResponse> answer_give_reading(PageContext& context) {
  VP_ASSIGN(const FindingCell cell, parse_cell(context.form));
  VP_ASSIGN(const ReadingForm form, parse_form(context.form));
  if (!form.verdict) return show_blind(context, cell, make_shown(form, "blind.needs_verdict", 400));
  const Result<index::Review> given =
      context.dossier().reviews().add(cell, *form.verdict, form.comment, form.base, context.stamp());
  if (given) {
    return redirect(UrlFields()
                        .add("gemeente", list_filter(context))
                        .add("melding", "gelezen")
                        .to_address("/tweede-lezing"));
  }
  if (given.error().code == ErrorCode::kConflict)
    return show_blind(context, cell, make_shown(form, "blind.conflict", 409));
  if (given.error().code == ErrorCode::kInvalidArgument)
    return show_blind(context, cell, make_shown(form, "blind.own", 400));
  return given.error();
}

Result<HttpResponse> answer_difference(PageContext& context) {
  VP_ASSIGN(const FindingCell cell, parse_cell(context.query));
  return show_difference(context, cell, {});
}

Result<HttpResponse> answer_decide(PageContext& context) {
  VP_ASSIGN(const FindingCell cell, parse_cell(context.form));
  VP_ASSIGN(const ReadingForm form, parse_form(context.form));
  if (!form.verdict || form.comment.empty())
    return show_difference(context, cell, make_shown(form, "second.needs_reason", 400));
  const Result<index::Review> decided =
      context.dossier().reviews().decide(cell, *form.verdict, form.comment, form.base, context.stamp());
  if (decided) return redirect("/tweede-lezing?lijst=afgehandeld&melding=beslist");
  if (decided.error().code == ErrorCode::kConflict)
    return show_difference(context, cell, make_shown(form, "second.conflict", 409));
  return decided.error();
}

}  // namespace vp::web
