#include "apps/cli/polarity_output.h"

#include <algorithm>
#include <utility>

namespace vp::apps {
namespace {

Json to_json(const Speaker& speaker) {
  Json object;
  object["role"] = to_string(speaker.role);
  object["k"] = nullptr;
  object["n"] = nullptr;
  if (speaker.share == SpeakerShare::kCounted) object["k"] = speaker.count;
  if (speaker.share == SpeakerShare::kNone) object["k"] = 0;
  if (speaker.of) object["n"] = *speaker.of;
  object["named"] = true;
  if (speaker.share != SpeakerShare::kUnstated && speaker.share != SpeakerShare::kCounted) {
    const std::string text = to_string(speaker);
    object["share"] = text.substr(text.find(':') + 1);
  }
  return object;
}

Json speakers_of(const PolaritySuggestion& suggestion, const SubmissionLabels& labels) {
  Json speakers = Json::array();
  for (const Speaker& speaker : suggestion.speakers)
    speakers.push_back(to_json(speaker));
  if (speakers.empty() && parse_speaker_role(labels.role)) {
    speakers.push_back({{"role", labels.role}, {"k", nullptr}, {"n", nullptr}, {"named", false}});
  }
  return speakers;
}

Json to_json(const PolaritySuggestion& suggestion, std::string_view text, const SubmissionLabels& labels) {
  Json object;
  object["polarity"] = to_string(suggestion.polarity);
  object["risk"] = suggestion.risk;
  object["speakers"] = speakers_of(suggestion, labels);
  object["clause"] = {suggestion.clause.begin, suggestion.clause.end};
  object["cues"] = Json::array();
  for (const Cue& cue : suggestion.cues) {
    object["cues"].push_back({{"text", std::string(cue.span.in(text))},
                              {"rule", cue.rule},
                              {"span", {cue.span.begin, cue.span.end}}});
  }
  return object;
}

}  // namespace

std::vector<PolaritySuggestion> merge_suggestions(const std::vector<Mention>& mentions) {
  std::vector<PolaritySuggestion> merged;
  for (const Mention& mention : mentions) {
    for (const PolaritySuggestion& suggestion : mention.suggestions) {
      if (std::find(merged.begin(), merged.end(), suggestion) == merged.end()) merged.push_back(suggestion);
    }
  }
  return merged;
}

void add_polarity(Json& object, const std::vector<PolaritySuggestion>& suggestions, std::string_view text,
                  const SubmissionLabels& labels) {
  object["polarity"] = to_string(overall_polarity(suggestions));
  object["risk"] = std::any_of(suggestions.begin(), suggestions.end(),
                               [](const PolaritySuggestion& suggestion) { return suggestion.risk; });
  Json speakers = Json::array();
  Json voices = Json::array();
  for (const PolaritySuggestion& suggestion : suggestions) {
    for (Json& speaker : speakers_of(suggestion, labels)) {
      if (std::find(speakers.begin(), speakers.end(), speaker) == speakers.end()) {
        speakers.push_back(std::move(speaker));
      }
    }
    voices.push_back(to_json(suggestion, text, labels));
  }
  object["speakers"] = std::move(speakers);
  object["suggestions"] = std::move(voices);
}

std::string to_text(const std::vector<PolaritySuggestion>& suggestions, std::string_view text) {
  std::string line;
  for (const PolaritySuggestion& suggestion : suggestions) {
    line += line.empty() ? "seems " : "; ";
    line += std::string(to_string(suggestion.polarity)) + (suggestion.risk ? " with a risk" : "");
    std::string separator = " (";
    for (const Cue& cue : suggestion.cues)
      line += std::exchange(separator, ", ") + ("'" + std::string(cue.span.in(text)) + "'");
    if (!suggestion.cues.empty()) line += ")";
    separator = ", says ";
    for (const Speaker& speaker : suggestion.speakers)
      line += std::exchange(separator, " and ") + to_string(speaker);
  }
  return line;
}

}  // namespace vp::apps
