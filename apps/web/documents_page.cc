#include <algorithm>
#include <filesystem>
#include <map>

#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "reports/file_status.h"
#include "reports/ingest_report.h"

namespace vp::web {
namespace {

constexpr std::size_t kDocumentsPerPage = 200;

std::string number_list(const std::vector<std::uint32_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(numbers.size(), 20); ++i)
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
  return numbers.size() > 20 ? text + " …" : text;
}

std::string key_of(std::string_view prefix, std::string state) {
  std::ranges::replace(state, ' ', '_');
  return std::string(prefix) + state;
}

bool is_whole(const reports::FileStatus& status) {
  return !reports::needs_attention(status);
}

View make_row(const reports::FileStatus& status) {
  const Submission& submission = status.submission;
  View view;
  const std::string id = submission.document ? to_string(*submission.document) : std::string();
  view.set("row_title", document_title(status.title, submission.path));
  view.set("row_file", std::filesystem::path(submission.path).filename().string());
  view.set("row_href", status.pages > 0 ? "/lezer/" + id : std::string());
  view.set("row_original", id.empty() ? std::string() : "/documenten/" + id + "/origineel");
  view.set("row_municipality", submission.labels.municipality)
      .set("row_approach", submission.labels.approach);
  view.set("row_by",
           submission.labels.submitter.empty() ? submission.labels.role : submission.labels.submitter);
  view.set("row_received", to_dutch_date(submission.labels.received_date));
  view.set("row_state", texts().find(key_of("document.state.", status.state)).value_or(status.state));
  view.set("row_is_whole", is_whole(status))
      .set("row_kind", is_whole(status) ? "whole" : (status.pages > status.unread.size() ? "part" : "none"));
  view.set("row_advice", texts().find(key_of("document.advice.", status.state)).value_or(""));
  const std::size_t read = status.pages - std::min<std::size_t>(status.pages, status.unread.size());
  view.set("row_pages", status.pages == 0 ? std::string("–")
                                          : texts().fill("document.pages", {std::to_string(read),
                                                                            std::to_string(status.pages)}));
  view.set("row_unread", status.unread.empty() || read == 0
                             ? std::string()
                             : texts().fill("document.unread", {number_list(status.unread)}));
  View::Views reasons;
  for (const auto& [reason, pages] : status.reasons) {
    reasons.push_back(View().set(
        "reason",
        texts().fill(
            "document.reason",
            {number_list(pages),
             texts().find(key_of("page.reason.", reason)).value_or(reports::to_dutch_reason(reason))})));
  }
  view.set_list("row_has_reasons", "row_reasons", std::move(reasons));
  return view;
}

View::Views make_names(const std::vector<index::NamedThing>& things) {
  View::Views names;
  for (const index::NamedThing& thing : things)
    names.push_back(View().set("name", thing.name));
  return names;
}

void set_task(View& view, PageContext& context) {
  const IngestState task = context.site.ingest.state();
  View::Views files;
  for (const IngestedFile& file : task.last) {
    files.push_back(
        View()
            .set("file_name", file.name)
            .set("file_state", texts().find(key_of("document.state.", file.state)).value_or(file.state))
            .set("file_pages", file.pages == 0 ? std::string() : texts().count(file.pages, "page")));
  }
  view.set("task_failure", task.failure).set_list("has_files", "files", std::move(files));
  view.set("lacks_recognition", task.lacks_recognition);
  const TaskShare share = task_share(task);
  view.set("is_reading", task.is_running).set("is_stopping", task.is_stopping);
  view.set("reading_text", task_words(task))
      .set("reading_done", share.done)
      .set("reading_total", share.total)
      .set("reading_waits", task.is_paused && !task.is_running && task.waiting > 0)
      .set("reading_waiting", texts().count(task.waiting, "waiting"));
}

}  // namespace

Result<HttpResponse> answer_documents(PageContext& context) {
  VP_ASSIGN(const std::vector<Submission> submissions, context.dossier().list_submissions());
  const bool only_partial = context.query.first("staat") == "onvolledig";
  const std::string_view municipality = context.query.first("gemeente");
  View::Views rows;
  std::size_t total = 0;
  std::size_t partial = 0;
  const std::size_t page = context.query.number("p", 100'000).value_or(1);
  for (const Submission& submission : submissions) {
    if (!municipality.empty() && submission.labels.municipality != municipality) continue;
    VP_ASSIGN(const reports::FileStatus status, reports::load_file_status(context.dossier(), submission));
    if (!is_whole(status)) ++partial;
    if (only_partial && is_whole(status)) continue;
    if (++total > (page - 1) * kDocumentsPerPage && rows.size() < kDocumentsPerPage)
      rows.push_back(make_row(status));
  }
  View view;
  view.set("total_text", texts().count(total, "file"));
  view.set("partial_text", partial == 0
                               ? texts().text("documents.all_read")
                               : texts().fill("documents.partial", {texts().count(partial, "file")}));
  view.set("has_partial", partial > 0 && !only_partial).set("only_partial", only_partial);
  view.set_list("has_rows", "rows", std::move(rows)).set("is_empty", submissions.empty());
  const auto address = [&](std::size_t to) {
    return context.query.with("p", std::to_string(to)).to_address("/documenten");
  };
  view.set("previous_href", page > 1 ? address(page - 1) : std::string());
  view.set("next_href", page * kDocumentsPerPage < total ? address(page + 1) : std::string());
  const index::DossierSettings& settings = context.dossier().settings();
  view.set("municipalities", make_names(settings.municipalities))
      .set("approaches", make_names(settings.approaches));
  set_task(view, context);
  return make_page(
      context, "documents",
      {texts().text("tab.documenten"), "documenten", "documents.js", texts().text("keys.documents")},
      std::move(view));
}

Result<HttpResponse> answer_break_off(PageContext& context) {
  context.site.ingest.cancel();
  return redirect("/documenten#inlezen");
}

Result<HttpResponse> answer_go_on(PageContext& context) {
  context.site.ingest.go_on();
  return redirect("/documenten#inlezen");
}

Result<HttpResponse> answer_original(PageContext& context) {
  VP_ASSIGN(const DocumentId id, parse_document_id(context.path.at(1)));
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, context.dossier().sources_of(id));
  if (sources.empty()) return Error{ErrorCode::kNotFound, "no such document", ""};
  const std::string name = std::filesystem::path(sources.front().path).filename().string();
  HttpResponse response;
  response.file = context.dossier().original_path(id);
  // Never shown, always saved: no byte of it reaches anything that reads documents in the browser.
  response.add("Content-Type", "application/octet-stream")
      .add("Content-Disposition", "attachment; filename*=UTF-8''" + encode_percent(name))
      .add("Cache-Control", "no-store");
  return response;
}

}  // namespace vp::web
