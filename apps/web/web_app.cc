#include "apps/web/web_app.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>

#include <nlohmann/json.hpp>

#include "apps/pipeline/manifest.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "apps/web/utc_clock.h"
#include "apps/web/worker_page_pictures.h"

namespace vp::web {
namespace {

constexpr std::uint64_t kFormBytes = 256ULL * 1024;

struct Route {
  std::string_view method;
  std::string_view first, third;  ///< parts of the path; "*": any; "": none
  bool has_second;                ///< a part between them
  Result<HttpResponse> (*answer)(PageContext&);
};

constexpr Route kRoutes[] = {
    {"GET", "zoeken", "", false, answer_search},
    {"GET", "zoeken", "voorbeeld", false, answer_preview},
    {"POST", "zoeken", "bewaren", false, answer_save_query},
    {"GET", "zoeken", "reeks", false, answer_batch},
    {"POST", "zoeken", "reeks", false, answer_keep_batch},
    {"GET", "zoeken", "reeks.csv", false, answer_batch_file},
    {"GET", "documenten", "", false, answer_documents},
    {"GET", "documenten", "origineel", true, answer_original},
    {"POST", "documenten", "onderbreken", false, answer_break_off},
    {"POST", "documenten", "verder", false, answer_go_on},
    {"GET", "lezer", "", true, answer_reader},
    {"GET", "paginas", "*", true, answer_picture},
    {"POST", "koppelen", "", false, answer_link},
    {"POST", "ontkoppelen", "", false, answer_unlink},
    {"GET", "bevindingen", "", false, answer_findings},
    {"GET", "bevindingen", "", true, answer_finding},
    {"POST", "bevindingen", "oordeel", true, answer_judge},
    {"GET", "matrix", "", false, answer_matrix},
    {"GET", "matrix", "cel", false, answer_cell},
    {"GET", "nog-te-doen", "", false, answer_gaps},
    {"GET", "tegenspraken", "", false, answer_contradictions},
    {"GET", "tweede-lezing", "", false, answer_second_readings},
    {"GET", "tweede-lezing", "cel", false, answer_blind_cell},
    {"POST", "tweede-lezing", "cel", false, answer_give_reading},
    {"GET", "tweede-lezing", "verschil", false, answer_difference},
    {"POST", "tweede-lezing", "verschil", false, answer_decide},
    {"GET", "plaatsen", "", false, answer_places},
    {"POST", "plaatsen", "", false, answer_resolve},
    {"POST", "plaatsen", "zoeken", false, answer_look_again},
    {"GET", "ronden", "", false, answer_rounds},
    {"GET", "rapporten", "", false, answer_reports},
    {"GET", "rapporten", "privacy", false, answer_privacy},
    {"POST", "rapporten", "privacy", false, answer_decide_privacy},
    {"GET", "rapporten", "voorbeeld", false, answer_report_preview},
    {"GET", "rapporten", "bestand", false, answer_report_file},
};

/// The route of /first, /first/third, /first/second or /first/second/third.
const Route* find_route(std::string_view method, const std::vector<std::string>& path) {
  for (const Route& route : kRoutes) {
    if (path.empty() || route.method != method || route.first != path.front()) continue;
    const std::size_t length = 1 + (route.has_second ? 1 : 0) + (route.third.empty() ? 0 : 1);
    if (path.size() == length && (route.third.empty() || route.third == "*" || route.third == path.back()))
      return &route;
  }
  return nullptr;
}

std::vector<std::string> to_parts(const std::string& path) {
  std::vector<std::string> parts;
  for (const std::string_view part : split_path(path))
    parts.emplace_back(part);
  return parts;
}

Result<UrlFields> parse_form(const HttpRequest& request) {
  const auto type = request.only("content-type");
  if (!type || !type->starts_with("application/x-www-form-urlencoded"))
    return Error{ErrorCode::kInvalidArgument, "a form is posted as application/x-www-form-urlencoded", ""};
  const auto form = UrlFields::parse(request.body);
  if (!form) return Error{ErrorCode::kInvalidArgument, "the form cannot be read", ""};
  return *form;
}

/// How an upload is to be read: fields of its address, and the password in a header, since addresses end up in logs.
std::optional<ReadingWish> parse_wish(const HttpRequest& request, const UrlFields& fields) {
  ReadingWish wish;
  const std::string_view limits = fields.first("grenzen");
  const std::string_view recognition = fields.first("herkenning");
  if (!limits.empty() && limits != "ruim") return std::nullopt;
  wish.is_patient = limits == "ruim";
  if (recognition == "nooit") {
    wish.recognition = nlp::RecognitionMode::kNever;
  } else if (recognition == "altijd") {
    wish.recognition = nlp::RecognitionMode::kAlways;
  } else if (!recognition.empty()) {
    return std::nullopt;
  }
  if (const auto password = request.only("x-wachtwoord")) {
    auto decoded = decode_percent(*password, false);
    if (!decoded) return std::nullopt;
    wish.password = std::move(*decoded);
  }
  return wish;
}

/// What changes the dossier, or what is handed in. A list of questions is kept by the application, for who asks them.
bool changes_dossier(const HttpRequest& request, const UrlTarget& target) {
  return request.method != "GET" && request.method != "HEAD" && target.path != "/zoeken/reeks";
}

bool is_upload(const HttpRequest& head, const UrlTarget& target) {
  return head.method == "PUT" && target.path == "/documenten/bestand";
}

}  // namespace

WebApp::WebApp(const WebAppOptions& options)
    : options_(options),
      guard_(make_secret(), make_secret(), options.user),
      pictures_(std::make_unique<WorkerPagePictures>(options.dossier, options.readers)),
      published_(options.readers),
      tools_(options.tools),
      ingest_(options.dossier, {options.readers, options.patient_readers, options.limits, &tools_}),
      sessions_(options.dossier) {}

WebApp::~WebApp() = default;

Result<TemplateSet*> WebApp::templates() {
  thread_local std::optional<TemplateSet> set;
  if (!set) {
    VP_ASSIGN(TemplateSet loaded, TemplateSet::load());
    set.emplace(std::move(loaded));
  }
  return &*set;
}

BodyRule WebApp::admit(const HttpRequest& head) {
  BodyRule rule;
  rule.refused = guard_.admit(head);
  if (rule.refused) {
    add_security_headers(*rule.refused);
    return rule;
  }
  const auto target = parse_target(head.target);
  if (head.method == "POST") rule.limit_bytes = kFormBytes;
  if (target && is_upload(head, *target)) {
    rule.limit_bytes = options_.upload_bytes;
    rule.file = ingest_.next_upload();
  }
  return rule;
}

HttpResponse WebApp::answer(const HttpRequest& request) {
  const auto begun = std::chrono::steady_clock::now();
  HttpResponse response = choose_answer(request);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "app;dur=%.2f", took.count());
  response.add("Server-Timing", text.data());
  return response;
}

HttpResponse WebApp::choose_answer(const HttpRequest& request) {
  const auto target = parse_target(request.target);
  HttpResponse response;
  if (!target) {
    response = make_text_response(400, texts().text("guard.address") + "\n");
  } else if (target->path.starts_with("/middelen/")) {
    response = assets_.answer(request, target->path);
  } else if (target->path == "/favicon.ico") {  // asked for by pages that name no icon, as the welcome
    response = assets_.answer(request, assets_.address("icon.svg"));
  } else if (target->path == "/") {
    response = redirect("/zoeken");
  } else if (target->path == "/documenten/voortgang") {
    response = answer_events();
  } else {
    Result<HttpResponse> page =
        is_upload(request, *target) ? take_upload(request, *target) : answer_page(request, *target);
    response = page ? std::move(*page) : answer_problem(request, page.error());
  }
  add_security_headers(response);
  return response;
}

Result<HttpResponse> WebApp::answer_page(const HttpRequest& request, const UrlTarget& target) {
  const std::vector<std::string> path = to_parts(target.path);
  const Route* const route = find_route(request.method == "HEAD" ? "GET" : request.method, path);
  if (route == nullptr) return Error{ErrorCode::kNotFound, "no page here", target.path};
  const auto query = UrlFields::parse(target.query);
  if (!query) return Error{ErrorCode::kInvalidArgument, "the address cannot be read", ""};
  UrlFields form;
  if (request.method == "POST") {
    VP_ASSIGN(form, parse_form(request));
  }
  VP_ASSIGN(TemplateSet* const set, templates());
  VP_ASSIGN(SessionPool::Lease session, sessions_.lease());
  VP_TRY(enter(session->dossier(), request, target));
  Site site{assets_, ingest_, *pictures_, published_, options_.program_version, options_.tools.get()};
  PageContext context{*session, site, *set, request, *query, std::move(form), path, guard_.user_of(request),
                      now_utc()};
  return route->answer(context);
}

/// Whom the proxy let in acts in the store as that person; on this machine it is who logged in at the store.
Result<void> WebApp::enter(index::Dossier& dossier, const HttpRequest& request,
                           const UrlTarget& target) const {
  const bool is_person = request.door == HttpDoor::kProxy;
  const std::string person = is_person ? guard_.user_of(request) : std::string();
  VP_TRY(dossier.act_as(person));
  if (!is_person || !changes_dossier(request, target) || !dossier.settings().keeps_judgements_in_store())
    return {};
  // Files are taken in by the application itself, whatever the person may do in the store.
  VP_ASSIGN(index::MemberStore members, dossier.members());
  VP_ASSIGN(const bool has_roles, members.has_roles());
  if (!has_roles) return {};
  VP_ASSIGN(const std::optional<index::MemberRole> role, members.find_role(person));
  if (role && *role != index::MemberRole::kReader) return {};
  return Error{ErrorCode::kForbidden, "'" + person + "' may read only", ""};
}

HttpResponse WebApp::answer_problem(const HttpRequest& request, const Error& error) {
  const std::uint16_t status = to_status(error.code);
  Result<HttpResponse> page = [&]() -> Result<HttpResponse> {
    VP_ASSIGN(TemplateSet* const set, templates());
    VP_ASSIGN(SessionPool::Lease session, sessions_.lease());
    Site site{assets_, ingest_, *pictures_, published_, options_.program_version, options_.tools.get()};
    PageContext context{*session, site, *set, request, {}, {}, {}, guard_.user_of(request), now_utc()};
    View view;
    view.set("problem", to_dutch(error))
        .set("advice", texts().text(status == 500 ? "problem.advice.broken" : "problem.advice"));
    return make_page(context, "problem",
                     {texts().text("problem.title"), "", "", texts().text("keys.start"), status},
                     std::move(view));
  }();
  if (page) return std::move(*page);
  return make_text_response(status, to_dutch(error) + "\n");  // the dossier itself cannot be opened
}

Result<HttpResponse> WebApp::take_upload(const HttpRequest& request, const UrlTarget& target) {
  const auto fields = UrlFields::parse(target.query);
  if (!fields || request.body_file.empty())
    return Error{ErrorCode::kInvalidArgument, "no file in the request", ""};
  // Refused, it goes as it came.
  const auto drop = [&request](Error error) {
    std::error_code ignored;
    std::filesystem::remove(request.body_file, ignored);
    return error;
  };
  const auto refuse = [&drop](const char* what) {
    return drop(Error{ErrorCode::kInvalidArgument, what, ""});
  };
  const Result<void> entered = [&]() -> Result<void> {
    VP_ASSIGN(SessionPool::Lease session, sessions_.lease());
    return enter(session->dossier(), request, target);
  }();
  if (!entered) return drop(entered.error());
  SubmissionLabels labels;
  labels.municipality = fields->first("gemeente");
  labels.approach = fields->first("aanpak");
  labels.submitter = fields->first("indiener");
  labels.role = fields->first("rol");
  labels.received_date = fields->first("ontvangen");
  labels.evidence_date = fields->first("peildatum");
  labels.round = fields->first("ronde");
  if (!apps::is_known_role(labels.role) || !apps::is_date(labels.received_date) ||
      !apps::is_date(labels.evidence_date))
    return refuse("a role or a date that is none");
  const std::optional<ReadingWish> wish = parse_wish(request, *fields);
  if (!wish) return refuse("a way of reading that is none");
  ingest_.add(request.body_file, std::string(fields->first("naam")), std::move(labels), *wish);
  return make_text_response(202, "\n");
}

/// An event whenever the state has changed: how many of how many, and the words for it.
HttpResponse WebApp::answer_events() {
  HttpResponse response;
  response.add("Content-Type", "text/event-stream").add("Cache-Control", "no-store");
  response.stream = [this, last = std::uint64_t{0}, quiet = 0]() mutable -> std::optional<std::string> {
    const IngestState state = ingest_.state();
    if (state.version == last && ++quiet < 40) return "";
    quiet = 0;
    last = state.version;
    const TaskShare share = task_share(state);
    const nlohmann::json event = {{"running", state.is_running}, {"paused", state.is_paused},
                                  {"waiting", state.waiting},    {"done", share.done},
                                  {"total", share.total},        {"text", task_words(state)}};
    return "data: " + event.dump() + "\n\n";
  };
  return response;
}

}  // namespace vp::web
