// annotation_reader.h - reads back what annotation_writer.h wrote. Strict: an annotation that says too little, or that
// contradicts another one, makes the whole file refused.
// Errors: kMalformed names the file and the place in it ("first.items[3].target.selector"); kVersionMismatch for a newer
// format; kTooBig. Nothing is looked up in a dossier here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"

namespace vp::exports {

struct ReadPlace {
  EvidenceStance stance = EvidenceStance::kFor;
  Anchor anchor;
  bool is_redacted = false;  ///< words were left out of quote, prefix or suffix
  std::string where;         ///< in the file, for people
};

/// A finding with its places, in the order of the file.
struct ReadFinding {
  std::string id;   ///< as the file names it
  Finding finding;  ///< id 0; changed_at and changed_by as the file says
  bool is_redacted = false;
  std::vector<ReadPlace> places;
  std::string where;
};

struct ReadAnnotations {
  std::string framework, framework_version;
  std::vector<ReadFinding> findings;
};

/// `name` stands in errors.
Result<ReadAnnotations> parse_annotations(std::string_view json, const std::string& name);

}  // namespace vp::exports
