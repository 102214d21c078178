#include <algorithm>

#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/finding_log.h"

namespace vp::web {
namespace {

constexpr std::size_t kFindingsPerPage = 100;

/// What was typed into the form of a finding.
struct JudgeForm {
  std::uint32_t revision = 0;
  Verdict verdict = Verdict::kUnknown;
  std::string text, note, comment, action;
};

std::string without_carriage_returns(std::string_view text) {
  std::string kept(text);
  std::erase(kept, '\r');
  return kept;
}

Result<JudgeForm> parse_form(const UrlFields& fields) {
  const auto revision = fields.number("revisie", 0xFFFFFFFF);
  const auto verdict = parse_verdict(fields.first("oordeel"));
  if (!revision || !verdict)
    return Error{ErrorCode::kInvalidArgument, "the form names no revision or verdict", ""};
  return JudgeForm{static_cast<std::uint32_t>(*revision),
                   *verdict,
                   without_carriage_returns(fields.first("tekst")),
                   without_carriage_returns(fields.first("letop")),
                   without_carriage_returns(fields.first("opmerking")),
                   std::string(fields.first("actie"))};
}

Finding with_content(Finding finding, const JudgeForm& form) {
  finding.revision = form.revision;
  finding.verdict = form.verdict;
  finding.text = form.text;
  finding.note = form.note.empty() ? std::nullopt : std::optional(form.note);
  return finding;
}

bool is_same(const Finding& finding, const JudgeForm& form) {
  return finding.verdict == form.verdict && finding.text == form.text &&
         finding.note.value_or("") == form.note;
}

Result<void> act(PageContext& context, const Finding& stored, const JudgeForm& form) {
  index::FindingJudging judging = context.dossier().judging();
  const index::ChangeStamp stamp = context.stamp();
  if (form.action == "ongedaan") {
    if (stored.revision != form.revision) return Error{ErrorCode::kConflict, "changed since", ""};
    VP_TRY(judging.undo(stored.id, stamp));
    return {};
  }
  if (form.action == "vervallen") {
    VP_TRY(judging.reject(stored.id, form.revision, form.comment, stamp));
    return {};
  }
  if (form.action != "vaststellen") {
    VP_TRY(judging.revise(with_content(stored, form), form.comment, stamp));
    return {};
  }
  std::uint32_t revision = form.revision;
  if (!is_same(stored, form)) {
    Finding draft = with_content(stored, form);
    draft.state = FindingState::kDraft;
    VP_ASSIGN(revision, judging.revise(draft, "", stamp));
  }
  VP_TRY(judging.confirm(stored.id, revision, form.comment, stamp));
  return {};
}

void set_form(View& view, const JudgeForm& form) {
  View::Views verdicts;
  for (const Verdict verdict : {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown}) {
    const std::string name(to_string(verdict));
    verdicts.push_back(View()
                           .set("verdict_value", name)
                           .set("verdict_sign", sign_of(verdict))
                           .set("verdict_name", texts().text("verdict." + name))
                           .set("is_checked", verdict == form.verdict));
  }
  view.set("verdicts", std::move(verdicts));
  view.set("form_revision", std::to_string(form.revision)).set("form_text", form.text);
  view.set("form_note", form.note).set("form_comment", form.comment);
}

Result<void> set_history(View& view, PageContext& context, const Finding& finding) {
  VP_ASSIGN(std::vector<index::LogEntry> entries, context.dossier().findings().history(finding.id));
  std::ranges::reverse(entries);
  View::Views views;
  for (const index::LogEntry& entry : entries) {
    View::Views changes;
    for (const index::FieldChange& change : index::list_changes(entry.before, entry.after))
      changes.push_back(View().set("change", to_dutch(change)));
    views.push_back(View()
                        .set("entry_at", to_dutch_date(entry.at.substr(0, 10)) + " " +
                                             (entry.at.size() >= 16 ? entry.at.substr(11, 5) : ""))
                        .set("entry_who", entry.who)
                        .set("entry_what", to_dutch_event(entry.what))
                        .set("entry_changes", std::move(changes)));
  }
  view.set("entries", std::move(views));
  VP_ASSIGN(const std::vector<index::FindingComment> comments,
            context.dossier().judging().comments_of(finding.id));
  View::Views said;
  for (const index::FindingComment& comment : comments) {
    said.push_back(View()
                       .set("comment_text", comment.text)
                       .set("comment_who", comment.who)
                       .set("comment_at", to_dutch_date(comment.at.substr(0, 10))));
  }
  view.set_list("has_comments", "comments", std::move(said));
  return {};
}

/// What was changed by others since the form was shown.
Result<View> make_conflict(PageContext& context, const Finding& stored, std::uint32_t since) {
  VP_ASSIGN(const std::vector<index::LogEntry> entries, context.dossier().findings().history(stored.id));
  View::Views changes;
  const std::string subject = "finding " + std::to_string(stored.id);
  for (const index::LogEntry& entry : entries) {
    if (entry.subject != subject || entry.after.empty()) continue;
    const Result<Finding> after = index::parse_logged_finding(entry.after);
    if (!after || after->revision <= since) continue;
    for (const index::FieldChange& change : index::list_changes(entry.before, entry.after))
      changes.push_back(View().set("change_who", entry.who).set("change", to_dutch(change)));
  }
  View view;
  view.set("changes", std::move(changes))
      .set("stored_text", stored.text)
      .set("stored_note", stored.note.value_or(""));
  view.set("stored_verdict", texts().text("verdict." + std::string(to_string(stored.verdict))));
  return view;
}

struct Shown {
  std::string message;            ///< of what was done
  std::string problem;            ///< of what could not be done
  std::optional<JudgeForm> form;  ///< as typed; none: what is stored
  std::optional<std::uint32_t>
      since;  ///< the revision that the form was made from, when somebody changed it since
};

Result<HttpResponse> show(PageContext& context, std::int64_t id, const Shown& shown) {
  VP_ASSIGN(const Finding finding, context.dossier().findings().load(id));
  View view;
  VP_TRY(set_finding(context, view, finding, ""));
  JudgeForm form = shown.form.value_or(
      JudgeForm{finding.revision, finding.verdict, finding.text, finding.note.value_or(""), "", ""});
  form.revision = finding.revision;
  set_form(view, form);
  VP_TRY(set_history(view, context, finding));
  view.set("message", shown.message).set("problem", shown.problem);
  if (shown.since) {
    VP_ASSIGN(View conflict, make_conflict(context, finding, *shown.since));
    view.set("conflict", std::move(conflict));
  } else {
    view.set("conflict", false);
  }
  view.set("is_withdrawn", finding.state == FindingState::kWithdrawn);
  View::Views cells;
  for (const FindingCell& cell : cells_of(finding)) {
    UrlFields fields;
    fields.add("kolom", column_value({cell.municipality, cell.approach, cell.round, {}}))
        .add("indicator", cell.indicator);
    cells.push_back(View().set("cell_name", cell.indicator).set("cell_href", fields.to_address("/matrix")));
    UrlFields search;
    search.add("gemeente", cell.municipality)
        .add("aanpak", cell.approach)
        .add("indicator", cell.indicator)
        .add("koppeling", "no");
    view.set("search_more_href", search.to_address("/zoeken"));
  }
  view.set("cells", std::move(cells));
  Frame frame{finding_name(id), "bevindingen", "finding.js", texts().text("keys.finding")};
  if (!shown.problem.empty()) frame.status = shown.since ? 409 : 400;
  return make_page(context, "finding", frame, std::move(view));
}

Result<std::int64_t> parse_id(const PageContext& context) {
  UrlFields fields;
  fields.add("id", context.path.at(1));
  const auto id = fields.number("id", 1ULL << 62U);
  if (!id) return Error{ErrorCode::kNotFound, "no finding of this number", context.path.at(1)};
  return static_cast<std::int64_t>(*id);
}

View make_row(PageContext& context, const index::MatrixColumn& column, const index::MatrixFinding& held) {
  const Finding& finding = held.finding;
  std::string indicators;
  for (const std::string& id : finding.indicators) {
    const nlp::Indicator* const indicator = context.dossier().framework().find_indicator(id);
    indicators += (indicators.empty() ? "" : ", ") + id +
                  (indicator == nullptr ? "" : " " + short_title(indicator->short_name));
  }
  View view;
  view.set("row_name", finding_name(finding.id))
      .set("row_href", "/bevindingen/" + std::to_string(finding.id));
  view.set("row_column", column_name(column)).set("row_indicators", indicators);
  view.set("row_sign", sign_of(finding.verdict))
      .set("row_colour",
           finding.note && finding.verdict == Verdict::kMet ? "remark" : colour_of(finding.verdict));
  view.set("row_verdict", texts().text("verdict." + std::string(to_string(finding.verdict))));
  view.set("row_state", texts().text("state." + std::string(to_string(finding.state))));
  view.set("row_is_draft", finding.state == FindingState::kDraft);
  view.set("row_text", finding.text.empty() ? texts().text("finding.no_text") : finding.text);
  view.set("row_has_note", finding.note.has_value());
  view.set("row_places", std::to_string(held.places.size()));
  return view;
}

View make_choice(std::string_view value, std::string name, std::string_view chosen) {
  return View()
      .set("option_value", value)
      .set("option_name", std::move(name))
      .set("is_selected", value == chosen);
}

}  // namespace

Result<HttpResponse> answer_findings(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  const std::string_view column_asked = context.query.first("kolom");
  const std::string_view verdict_asked = context.query.first("oordeel");
  const std::string_view state_asked = context.query.first("staat");
  View view;
  View::Views columns;
  View::Views rows;
  std::size_t total = 0;
  columns.push_back(make_choice("", texts().text("findings.all_columns"), column_asked));
  const std::size_t page = context.query.number("p", 10'000).value_or(1);
  for (const index::MatrixColumn& column : linked->matrix.columns) {
    columns.push_back(make_choice(column_value(column), column_name(column), column_asked));
    if (!column_asked.empty() && column_asked != column_value(column)) continue;
    for (const index::MatrixFinding& held : column.findings) {
      const bool fits = (verdict_asked.empty() || verdict_asked == to_string(held.finding.verdict)) &&
                        (state_asked.empty() || state_asked == to_string(held.finding.state));
      if (!fits) continue;
      if (++total > (page - 1) * kFindingsPerPage && rows.size() < kFindingsPerPage)
        rows.push_back(make_row(context, column, held));
    }
  }
  View::Views verdicts;
  verdicts.push_back(make_choice("", texts().text("findings.all_verdicts"), verdict_asked));
  for (const Verdict verdict : {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown})
    verdicts.push_back(make_choice(
        to_string(verdict), texts().text("verdict." + std::string(to_string(verdict))), verdict_asked));
  View::Views states;
  states.push_back(make_choice("", texts().text("findings.all_states"), state_asked));
  for (const FindingState state : {FindingState::kDraft, FindingState::kConfirmed})
    states.push_back(
        make_choice(to_string(state), texts().text("state." + std::string(to_string(state))), state_asked));
  view.set("columns", std::move(columns))
      .set("verdicts", std::move(verdicts))
      .set("states", std::move(states));
  view.set("total_text", texts().count(total, "finding.count")).set_list("has_rows", "rows", std::move(rows));
  const auto address = [&](std::size_t to) {
    return context.query.with("p", std::to_string(to)).to_address("/bevindingen");
  };
  view.set("previous_href", page > 1 ? address(page - 1) : std::string());
  view.set("next_href", page * kFindingsPerPage < total ? address(page + 1) : std::string());
  return make_page(
      context, "findings",
      {texts().text("tab.bevindingen"), "bevindingen", "finding.js", texts().text("keys.findings")},
      std::move(view));
}

Result<HttpResponse> answer_finding(PageContext& context) {
  VP_ASSIGN(const std::int64_t id, parse_id(context));
  Shown shown;
  const std::string message(context.query.first("melding"));
  if (message == "laatste") shown.problem = texts().text("finding.last_ground");
  if (message != "laatste" && !message.empty())
    shown.message = texts().find("finding.done." + message).value_or("");
  return show(context, id, shown);
}

Result<HttpResponse> answer_judge(PageContext& context) {
  VP_ASSIGN(const std::int64_t id, parse_id(context));
  VP_ASSIGN(const JudgeForm form, parse_form(context.form));
  VP_ASSIGN(const Finding stored, context.dossier().findings().load(id));
  const Result<void> done = act(context, stored, form);
  if (done) {
    const std::string back = own_address(context.form.first("terug"));
    if (!back.empty()) return redirect(back);
    return redirect("/bevindingen/" + std::to_string(id) + "?melding=" + encode_percent(form.action));
  }
  Shown shown;
  shown.form = form;
  if (done.error().code == ErrorCode::kConflict) {
    VP_ASSIGN(const Finding now, context.dossier().findings().load(id));
    shown.problem = texts().text(now.revision == form.revision ? "finding.refused" : "finding.conflict");
    if (now.revision != form.revision) shown.since = form.revision;
    return show(context, id, shown);
  }
  if (done.error().code == ErrorCode::kInvalidArgument) {
    shown.problem =
        texts().text(form.action == "vervallen" ? "finding.needs_comment" : "finding.needs_ground");
    return show(context, id, shown);
  }
  return done.error();
}

}  // namespace vp::web
