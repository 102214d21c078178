// manifest.h - a CSV file that says what was handed in, by whom and for what.
// Columns: path (needed), municipality, approach, submitter, role, received_date, evidence_date, round, password; any
// order. A password is tried on every encrypted file of the same ingest, and never kept. Errors: kMalformed names the file and line and what it should be; kNotFound, kIo.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/submission.h"

namespace vp::apps {

struct ManifestEntry {
  std::filesystem::path path;  ///< absolute; relative paths are taken from the manifest's folder
  SubmissionLabels labels;
  std::string password;  ///< as it stands, spaces included; empty when there is none
  std::uint32_t line = 0;
  bool operator==(const ManifestEntry&) const = default;
};

/// Entries in the file's order. Paths need not exist: a missing one is the ingest's to report.
Result<std::vector<ManifestEntry>> load_manifest(const std::filesystem::path& file);
Result<std::vector<ManifestEntry>> parse_manifest(std::string_view csv, const std::filesystem::path& file);

/// One password a line, as it stands; blank lines are left out. Errors: kNotFound, kIo.
Result<std::vector<std::string>> load_passwords(const std::filesystem::path& file);

/// Roles a submitter can have; the empty string means "not said".
bool is_known_role(std::string_view role);
/// True for 2013, 2013-05 and 2013-05-31 (a day that exists) and for the empty string.
bool is_date(std::string_view text);

}  // namespace vp::apps
