#include "apps/cli/context.h"

#include <cstdlib>
#include <ctime>
#include <ostream>

#include "nlp/search_analyzer.h"

namespace vp::apps {

namespace fs = std::filesystem;

ExitStatus to_exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kMalformed:
    case ErrorCode::kNotFound:
    case ErrorCode::kForbidden:
      return ExitStatus::kWrongUse;
    case ErrorCode::kConflict:
      return ExitStatus::kSomeFailed;
    case ErrorCode::kInterrupted:
      return ExitStatus::kInterrupted;
    default:
      return ExitStatus::kDossierUnusable;
  }
}

void report(Context& context, const Error& error) {
  context.err << "vindplaats: " << to_string(error) << '\n';
  if (error.code == ErrorCode::kUnsupported && error.where == ingest::kReaderPlace && context.is_sandboxed) {
    context.err << "with --no-sandbox files are read all the same, with all rights that you have: only for "
                   "files that "
                   "you trust\n";
  }
  context.status = to_exit_status(error.code);
}

ingest::WorkerLimits reader_limits(const Context& context) {
  ingest::WorkerLimits limits;
  limits.is_sandboxed = context.is_sandboxed;
  return limits;
}

Result<fs::path> locate_dossier(const Context& context) {
  if (!context.dossier_option.empty()) return fs::path(context.dossier_option);
  if (const char* const folder = std::getenv("VINDPLAATS_DOSSIER"); folder != nullptr && *folder != '\0') {
    return fs::path(folder);
  }
  return index::Dossier::find(fs::current_path());
}

Result<index::Dossier> open_dossier(const Context& context, index::OpenMode mode) {
  VP_ASSIGN(const fs::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, mode));
  if (mode == index::OpenMode::kWrite) return dossier;
  VP_ASSIGN(const index::IndexVersions versions, dossier.index_versions());
  const bool is_other =
      !versions.analysis.empty() && (versions.analysis != nlp::search_analysis_version() ||
                                     versions.framework_hash != dossier.framework().content_hash);
  if (is_other) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index was made with another text analysis or framework; run 'vindplaats reindex'",
                 folder.string()};
  }
  return dossier;
}

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::string text(sizeof "2013-05-31T12:00:00Z", '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

}  // namespace vp::apps
