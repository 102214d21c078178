#include "apps/pipeline/known_names.h"

#include <algorithm>

#include "nlp/tokenizer.h"

namespace vp::apps {
namespace {

std::string to_folded(std::string_view name) {
  std::string folded;
  for (const nlp::Token& token : nlp::tokenize(name))
    folded += (folded.empty() ? "" : " ") + token.text;
  return folded;
}

}  // namespace

std::optional<std::string> find_known_name(const std::vector<index::NamedThing>& things,
                                           std::string_view printed) {
  const std::string wanted = to_folded(printed);
  if (wanted.empty()) return std::nullopt;
  std::optional<std::string> found;
  for (const index::NamedThing& thing : things) {
    const bool is_meant = to_folded(thing.name) == wanted ||
                          std::any_of(thing.aliases.begin(), thing.aliases.end(),
                                      [&](const std::string& alias) { return to_folded(alias) == wanted; });
    if (!is_meant) continue;
    if (found) return std::nullopt;
    found = thing.name;
  }
  return found;
}

}  // namespace vp::apps
