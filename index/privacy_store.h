// privacy_store.h - what was decided on words that may tell of a person, in judgements.db with its log.
// A decision is about words in a scope (a document, a finding's own text), not about a place: it holds for every quote
// of that document, also after the document was read anew.
// Errors: kInvalidArgument, kBusy, kDiskFull, kDatabase. Threads: one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/finding_store.h"

namespace vp::index {

enum class PrivacyDecision : std::uint8_t {
  kOmit,    ///< weglaten
  kShow,    ///< tonen: they may be published
  kLapsed,  ///< vervallen: nobody decides any more
};
/// "weglaten", "tonen", "vervallen".
std::string_view to_string(PrivacyDecision decision);

struct DecidedWords {
  std::string scope;  ///< document in hexadecimal, "finding 12", "approach A, B"
  std::string text;
  PrivacyDecision decision = PrivacyDecision::kOmit;
  std::string reason;
  std::string changed_at, changed_by;  ///< kept by the store
};

class PrivacyStore {
 public:
  explicit PrivacyStore(Database& database) : database_(&database) {}

  /// Puts the decision in place of an earlier one on the same words in the same scope. Saying the same again changes
  /// nothing. All or nothing.
  Result<void> decide(const std::vector<DecidedWords>& decisions, const ChangeStamp& stamp);
  /// Ascending by scope, text; without those that lapsed.
  Result<std::vector<DecidedWords>> list();

 private:
  Result<void> write(const DecidedWords& words, const ChangeStamp& stamp);

  Database* database_;
};

}  // namespace vp::index
