// submission.h - who handed in a file, for which municipality and approach, and when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/document.h"
#include "core/document_id.h"

namespace vp {

/// What is said of a submitted file from outside. Empty strings: not said. Dates are ISO 8601 (2013-05-01).
struct SubmissionLabels {
  std::string municipality;
  std::string approach;
  std::string submitter;
  std::string role;  ///< gemeente, netwerkpartner, inspectie; or empty
  std::string received_date;
  std::string evidence_date;
  std::string round;
  auto operator<=>(const SubmissionLabels&) const = default;
};

/// One submitted file. The same bytes handed in twice are two submissions of one document.
struct Submission {
  std::int64_t id = 0;
  std::string path;  ///< as given on the command line or in the manifest, made absolute
  SubmissionLabels labels;
  std::optional<DocumentId> document;  ///< none when the file could not be read from disk
  /// Set when the file never became a document of its own: unreadable, empty, no PDF, or a duplicate.
  std::optional<DocumentState> own_state;
  std::string reason;
  bool operator==(const Submission&) const = default;
};

}  // namespace vp
