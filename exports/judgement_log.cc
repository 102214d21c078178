#include "exports/judgement_log.h"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace vp::exports {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kScope = "log";

/// What was decided anywhere holds here everywhere: an entry may quote any document. Showing needs that nobody left
/// the same words out.
std::vector<index::DecidedWords> widen(const std::vector<index::DecidedWords>& decisions) {
  std::set<std::string> omitted;
  for (const index::DecidedWords& words : decisions) {
    if (words.decision == index::PrivacyDecision::kOmit) omitted.insert(words.text);
  }
  std::vector<index::DecidedWords> widened;
  for (index::DecidedWords words : decisions) {
    words.scope = kScope;
    if (words.decision == index::PrivacyDecision::kOmit || !omitted.contains(words.text))
      widened.push_back(std::move(words));
  }
  return widened;
}

/// Depth is that of our own entries: a list in an object.
void go_over(Json& value, reports::PrivacyReview& review) {
  if (value.is_string()) {
    auto text = value.get<std::string>();
    review.go_over(text, kScope, "");
    value = std::move(text);
  } else if (value.is_structured()) {
    for (Json& inner : value)
      go_over(inner, review);
  }
}

Json to_published(const std::string& told, reports::PrivacyReview& review) {
  if (told.empty()) return {};
  Json value = Json::parse(told, nullptr, false);
  if (value.is_discarded()) return told;
  go_over(value, review);
  return value;
}

}  // namespace

Result<std::string> to_judgement_log(index::Dossier& dossier, const ExportModel& model) {
  index::FindingStore store = dossier.findings();
  std::map<std::int64_t, index::LogEntry> entries;
  for (const ExportedFinding& exported : model.findings) {
    for (const FindingCell& cell : cells_of(exported.finding)) {
      VP_ASSIGN(std::vector<index::LogEntry> history, store.history(cell));
      for (index::LogEntry& entry : history)
        entries.emplace(entry.id, std::move(entry));
    }
  }
  VP_ASSIGN(const std::vector<index::DecidedWords> decisions, dossier.privacy().list());
  reports::PrivacyReview review(widen(decisions), reports::OpenHits::kOmit);
  Json list = Json::array();
  for (const auto& [id, entry] : entries) {
    list.push_back({{"entry", id},
                    {"at", entry.at},
                    {"who", entry.who},
                    {"what", entry.what},
                    {"subject", entry.subject},
                    {"before", to_published(entry.before, review)},
                    {"after", to_published(entry.after, review)}});
  }
  const Json log = {
      {"dossier", model.dossier}, {"log_position", model.log_position}, {"entries", std::move(list)}};
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vp::exports
