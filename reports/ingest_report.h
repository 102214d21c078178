// ingest_report.h - the report of an ingest, in Dutch: every submitted file with its state, the pages that were not read,
// why, and what to do about it. As a document for people (HTML), a sheet (CSV) and JSON.
// The same dossier gives the same bytes. Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "reports/file_status.h"
#include "reports/report_document.h"
#include "reports/report_sheets.h"

namespace vp::reports {

/// A file as the report has it; all texts in Dutch.
struct IngestReportRow {
  std::string path;
  std::string state;   ///< "versleuteld"
  std::string reason;  ///< why; empty when there is nothing to say
  std::string advice;  ///< what to do; empty when nothing has to be done
  std::string unread;  ///< "bladzijde 3-5 (van 9)", "geheel", or nothing
};
IngestReportRow to_report_row(const FileStatus& status);

ReportDocument compose_ingest_report(const std::vector<FileStatus>& files);
Sheet to_ingest_sheet(const std::vector<FileStatus>& files);
/// One object with "counts" and "files"; the names are those of `status --json`, the Dutch texts stand beside them.
std::string to_ingest_json(const std::vector<FileStatus>& files);

/// "the reader crashed (signal 11) at page 3" in Dutch, by the table of texts: numbers in it are filled in. A reason that
/// the table does not know stays as it is: better said in English than not at all.
std::string to_dutch_reason(const std::string& reason);

}  // namespace vp::reports
