#include "nlp/pattern_syntax.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vp::nlp {
namespace {

/// What makes the pattern's letters unfit for match text; \W, \B and other escapes are no letters.
std::optional<std::string> unfit_letter(std::string_view regex) {
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '\\') {
      ++i;
    } else if (c >= 'A' && c <= 'Z') {
      return std::string("holds the capital '") + c + "', but match text is in lower case";
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      return "holds a letter outside ASCII, but match text has no diacritics";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      return "holds a control character";
    }
  }
  return std::nullopt;
}

}  // namespace

RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(true);
  options.set_never_nl(false);
  options.set_longest_match(false);
  // Per expression, and there are hundreds; a full cache of states costs time, not hits.
  options.set_max_mem(std::int64_t{512} * 1024);
  return options;
}

Result<void> check_pattern(std::string_view regex) {
  const std::string quoted = "pattern '" + std::string(regex) + "' ";
  if (const auto unfit = unfit_letter(regex)) return Error{ErrorCode::kMalformed, quoted + *unfit, {}};
  const RE2 compiled(re2::StringPiece(regex.data(), regex.size()), pattern_options());
  if (!compiled.ok()) {
    return Error{ErrorCode::kMalformed, quoted + "does not compile: " + compiled.error(), {}};
  }
  if (compiled.NumberOfCapturingGroups() != 0) {
    return Error{ErrorCode::kMalformed, quoted + "has a capturing group, should be (?:...)", {}};
  }
  if (RE2::PartialMatch("", compiled)) {
    return Error{ErrorCode::kMalformed, quoted + "matches the empty text", {}};
  }
  return {};
}

}  // namespace vp::nlp
