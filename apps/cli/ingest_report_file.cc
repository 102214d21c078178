#include "apps/cli/ingest_report_file.h"

#include "index/atomic_file.h"
#include "reports/csv_writer.h"
#include "reports/html_writer.h"
#include "reports/ingest_report.h"

namespace vp::apps {

Result<void> check_report_ending(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".html" || ending == ".csv" || ending == ".json") return {};
  return Error{ErrorCode::kInvalidArgument, "the name of the report should end in one of .html, .csv, .json",
               file.string()};
}

Result<void> write_ingest_report(index::Dossier& dossier, const std::filesystem::path& file) {
  VP_TRY(check_report_ending(file));
  VP_ASSIGN(const std::vector<reports::FileStatus> files, reports::load_file_statuses(dossier));
  const std::string ending = file.extension().string();
  if (ending == ".html")
    return index::write_file_atomically(file, to_html(reports::compose_ingest_report(files)));
  if (ending == ".csv") return index::write_file_atomically(file, to_csv(reports::to_ingest_sheet(files)));
  return index::write_file_atomically(file, reports::to_ingest_json(files));
}

}  // namespace vp::apps
