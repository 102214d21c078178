// page_context.h - what a page is made from, and the frame that all pages stand in.
// Errors: a page gives its own back; to_dutch says what an inspector reads of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "apps/pipeline/analysis_tools.h"
#include "apps/web/asset_store.h"
#include "apps/web/dossier_session.h"
#include "apps/web/http_message.h"
#include "apps/web/ingest_task.h"
#include "apps/web/page_pictures.h"
#include "apps/web/published_cache.h"
#include "apps/web/template_set.h"
#include "apps/web/url_text.h"
#include "core/finding.h"
#include "core/result.h"

namespace vp::web {

/// What all requests share.
struct Site {
  const AssetStore& assets;
  IngestTask& ingest;
  PagePictures& pictures;
  PublishedCache& published;
  std::string program_version;
  const apps::AnalysisTools* tools = nullptr;  ///< loaded once, when the application starts
};

struct PageContext {
  DossierSession& session;
  Site& site;
  TemplateSet& templates;
  const HttpRequest& request;
  UrlFields query;                ///< of the address
  UrlFields form;                 ///< posted
  std::vector<std::string> path;  ///< by '/'
  std::string user, now_utc;

  index::Dossier& dossier() const { return session.dossier(); }
  [[nodiscard]] index::ChangeStamp stamp() const { return {user, now_utc}; }
};

/// Where a page stands: its title, the tab that is its own ("zoeken"), its script ("search.js"; may be empty) and the
/// keys that its last line names.
struct Frame {
  std::string title;
  std::string tab;
  std::string script;
  std::string keys;
  std::uint16_t status = 200;
};

/// The page in its frame.
Result<HttpResponse> make_page(const PageContext& context, const std::string& name, const Frame& frame,
                               View view);
/// A part of a page, for a script that puts it in its place.
Result<HttpResponse> make_fragment(const PageContext& context, const std::string& name, const View& view);
/// To a page of our own, after a form was taken.
HttpResponse redirect(const std::string& address);

/// How far the reading of files is, in a few words; empty while nothing is read.
std::string task_words(const IngestState& task);
/// The same as a share: of files, or of pages while text is recognised. `total` is at least 1.
struct TaskShare {
  std::uint64_t done = 0, total = 1;
};
TaskShare task_share(const IngestState& task);

/// What went wrong, in Dutch, by kind: never the words of a file or a store.
std::string to_dutch(const Error& error);
std::uint16_t to_status(ErrorCode code);

/// "B-017".
std::string finding_name(std::int64_t finding);
/// As people know the document: its own title where that says something, else the name of its file.
std::string document_title(std::string_view metadata_title, std::string_view path);
std::string document_title(const index::DocumentRecord& record, std::string_view path);
/// "Regisseur toegerust" of "regisseur-toegerust".
std::string short_title(std::string_view short_name);
/// "14 maart 2013", "maart 2013" or "2013" for a date; as it is for anything else.
std::string to_dutch_date(std::string_view iso);
/// "√", "X", "?" ; "voldoet" ...; for what a passage points at: "√", "X", "LET OP".
std::string sign_of(Verdict verdict);
std::string sign_of(EvidenceStance stance);
/// "met", "improve", "unknown": the names of colours in the style sheet.
std::string_view colour_of(Verdict verdict);
std::string_view colour_of(EvidenceStance stance);
/// The address of a place in the reader.
std::string reader_address(const DocumentId& document, PageIndex page, std::uint32_t passage, TextSpan span,
                           std::string_view back);
/// An address of our own, or "" for anything else: what a page leads back to.
std::string own_address(std::string_view address);

}  // namespace vp::web
