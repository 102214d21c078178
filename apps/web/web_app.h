// web_app.h - the application behind the server: lets requests in, finds the page that is meant, and turns what goes
// wrong into a page that says so.
// Threads: answer() from several at once; each borrows a session of the dossier.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "apps/web/http_message.h"
#include "apps/web/ingest_task.h"
#include "apps/web/page_context.h"
#include "apps/web/request_guard.h"
#include "ingest/worker_pool.h"

namespace vp::web {

struct WebAppOptions {
  std::filesystem::path dossier;
  std::string user;  ///< who is named in the log, without a proxy
  std::string program_version;
  std::uint64_t upload_bytes = 512ULL << 20U;
  /// Draws the pictures of pages; without it pages are shown as they were read. Outlives the application.
  ingest::WorkerPool* readers = nullptr;
  /// For uploads that ask for more time and memory: started with kPatience times the limits of `readers`.
  ingest::WorkerPool* patient_readers = nullptr;
  ingest::WorkerLimits limits{};  ///< those that `readers` was started with
  /// Judges what words say, and analyses what is handed in; without it contradictions cannot be asked for.
  std::shared_ptr<const apps::AnalysisTools> tools{};
};

class WebApp : public HttpHandler {
 public:
  explicit WebApp(const WebAppOptions& options);
  ~WebApp() override;

  RequestGuard& guard() { return guard_; }
  BodyRule admit(const HttpRequest& head) override;
  HttpResponse answer(const HttpRequest& request) override;

  /// The templates of the calling thread; for the test that sees to it that every tag is filled.
  static Result<TemplateSet*> templates();

 private:
  Result<HttpResponse> answer_page(const HttpRequest& request, const UrlTarget& target);
  Result<void> enter(index::Dossier& dossier, const HttpRequest& request, const UrlTarget& target) const;
  HttpResponse answer_problem(const HttpRequest& request, const Error& error);
  Result<HttpResponse> take_upload(const HttpRequest& request, const UrlTarget& target);
  HttpResponse answer_events();
  HttpResponse choose_answer(const HttpRequest& request);

  WebAppOptions options_;
  RequestGuard guard_;
  AssetStore assets_;
  std::unique_ptr<PagePictures> pictures_;
  PublishedCache published_;
  apps::ToolShelf tools_;
  IngestTask ingest_;
  SessionPool sessions_;
};

}  // namespace vp::web
