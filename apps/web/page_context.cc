#include "apps/web/page_context.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "apps/web/request_guard.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

constexpr std::string_view kTabs[] = {"zoeken", "documenten", "bevindingen", "matrix", "rapporten"};

View::Views make_tabs(const std::string& current) {
  View::Views tabs;
  for (const std::string_view tab : kTabs) {
    View view;
    view.set("tab_href", "/" + std::string(tab));
    view.set("tab_name", texts().text("tab." + std::string(tab)));
    view.set("is_current", tab == current);
    tabs.push_back(std::move(view));
  }
  return tabs;
}

/// "j k volgende, vorige|Enter openen" as keys with their words.
View::Views make_keys(std::string_view line) {
  View::Views hints;
  while (!line.empty()) {
    const std::string_view hint = line.substr(0, line.find('|'));
    line.remove_prefix(std::min(line.size(), hint.size() + 1));
    const std::size_t colon = std::min(hint.find(':'), hint.size());
    View::Views keys;
    for (std::string_view rest = hint.substr(0, colon); !rest.empty();) {
      const std::string_view key = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), key.size() + 1));
      keys.push_back(View().set("key", key));
    }
    hints.push_back(View()
                        .set("hint_keys", std::move(keys))
                        .set("hint_words", hint.substr(std::min(hint.size(), colon + 1))));
  }
  return hints;
}

void set_frame(const PageContext& context, const Frame& frame, View& view) {
  const AssetStore& assets = context.site.assets;
  view.set("title", frame.title).set("tab", frame.tab).set("tabs", make_tabs(frame.tab));
  view.set("css", assets.address("app.css")).set("icon", assets.address("icon.svg"));
  view.set("font", assets.address("source-sans-3-latin-wght-normal.woff2"));
  view.set("base_script", assets.address("base.js"));
  view.set("page_script", frame.script.empty() ? std::string() : assets.address(frame.script));
  view.set("dossier_name", std::filesystem::weakly_canonical(context.dossier().folder()).filename().string());
  view.set("user", context.user);
  const IngestState task = context.site.ingest.state();
  view.set("task_running", task.is_running);
  const TaskShare share = task_share(task);
  view.set("task_text", task_words(task)).set("task_done", share.done).set("task_total", share.total);
  view.set("hints", make_keys(frame.keys));
}

HttpResponse html_response(std::string html, std::uint16_t status) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(html);
  response.add("Content-Type", "text/html; charset=utf-8").add("Cache-Control", "no-store");
  return response;
}

bool says_something(std::string_view title) {
  constexpr std::array<std::string_view, 6> kEndings = {".doc", ".docx", ".pdf", ".odt", ".ppt", ".xls"};
  const auto letters =
      std::ranges::count_if(title, [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; });
  const bool is_file =
      std::ranges::any_of(kEndings, [&](std::string_view ending) { return title.ends_with(ending); });
  return letters >= 4 && !is_file && !title.starts_with("Microsoft") &&
         title.find(' ') != std::string_view::npos;
}

}  // namespace

Result<HttpResponse> make_page(const PageContext& context, const std::string& name, const Frame& frame,
                               View view) {
  set_frame(context, frame, view);
  VP_ASSIGN(std::string html, context.templates.render(name, view));
  return html_response(std::move(html), frame.status);
}

Result<HttpResponse> make_fragment(const PageContext& context, const std::string& name, const View& view) {
  VP_ASSIGN(std::string html, context.templates.render(name, view));
  return html_response(std::move(html), 200);
}

HttpResponse redirect(const std::string& address) {
  HttpResponse response;
  response.status = 303;
  response.add("Location", address).add("Cache-Control", "no-store");
  return response;
}

std::string task_words(const IngestState& task) {
  if (!task.is_running) return "";
  if (task.is_stopping) return texts().text("task.stopping");
  const bool is_recognizing = task.to_recognize > 0;
  const TaskShare share = task_share(task);
  return texts().fill(is_recognizing ? "task.recognizing" : "task.running",
                      {std::to_string(share.done), std::to_string(share.total)});
}

TaskShare task_share(const IngestState& task) {
  const bool is_recognizing = task.to_recognize > 0;
  return {is_recognizing ? task.recognized : task.done,
          std::max<std::uint64_t>(1, is_recognizing ? task.to_recognize : task.total)};
}

std::string to_dutch(const Error& error) {
  const std::string_view column = "column ";
  if (error.where.starts_with(column))
    return texts().fill("error.query", {std::string_view(error.where).substr(column.size())});
  std::string key = "error." + std::string(to_string(error.code));
  std::ranges::replace(key, ' ', '_');
  return texts().find(key).value_or(texts().text("error.other"));
}

std::uint16_t to_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kMalformed:
      return 400;
    case ErrorCode::kConflict:
      return 409;
    case ErrorCode::kForbidden:
      return 403;
    case ErrorCode::kBusy:
      return 503;
    case ErrorCode::kTooBig:
      return 413;
    default:
      return 500;
  }
}

std::string finding_name(std::int64_t finding) {
  std::string number = std::to_string(finding);
  number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
  return "B-" + number;
}

std::string document_title(std::string_view metadata_title, std::string_view path) {
  if (says_something(metadata_title)) return std::string(metadata_title);
  std::string name = std::filesystem::path(path).stem().string();
  std::ranges::replace(name, '_', ' ');
  if (!name.empty()) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::string document_title(const index::DocumentRecord& record, std::string_view path) {
  return document_title(record.metadata.title, path);
}

std::string short_title(std::string_view short_name) {
  std::string title(short_name);
  std::ranges::replace(title, '-', ' ');
  if (!title.empty())
    title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  return title;
}

std::string to_dutch_date(std::string_view iso) {
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  const std::string_view year = iso.substr(0, 4);
  if (year.size() != 4 || !is_digits(year)) return std::string(iso);
  if (iso.size() < 7 || !is_digits(iso.substr(5, 2))) return std::string(iso);
  const auto month = texts().find("month." + std::string(iso.substr(5, 2)));
  if (!month) return std::string(iso);
  std::string text = *month + " " + std::string(year);
  if (iso.size() >= 10 && is_digits(iso.substr(8, 2)))
    text = std::to_string(std::stoi(std::string(iso.substr(8, 2)))) + " " + text;
  return text;
}

std::string sign_of(Verdict verdict) {
  return std::string(reports::mark_of(verdict));
}

std::string sign_of(EvidenceStance stance) {
  return texts().text("stance.sign." + std::string(to_string(stance)));
}

std::string_view colour_of(Verdict verdict) {
  return verdict == Verdict::kMet ? "met" : (verdict == Verdict::kImprove ? "improve" : "unknown");
}

std::string_view colour_of(EvidenceStance stance) {
  switch (stance) {
    case EvidenceStance::kFor:
      return "met";
    case EvidenceStance::kAgainst:
      return "improve";
    case EvidenceStance::kRemark:
      return "remark";
    case EvidenceStance::kSource:
      return "source";
  }
  return "";
}

std::string reader_address(const DocumentId& document, PageIndex page, std::uint32_t passage, TextSpan span,
                           std::string_view back) {
  UrlFields fields;
  fields.add("pagina", std::to_string(page.number()));
  if (!span.empty()) {
    fields.add("passage", std::to_string(passage))
        .add("van", std::to_string(span.begin))
        .add("tot", std::to_string(span.end));
  }
  fields.add("terug", back);
  return fields.to_address("/lezer/" + to_string(document));
}

std::string own_address(std::string_view address) {
  const bool is_own = address.starts_with('/') && !address.starts_with("//") && address.size() < 4096 &&
                      address.find('\\') == std::string_view::npos;
  return is_own ? std::string(address) : std::string();
}

}  // namespace vp::web
