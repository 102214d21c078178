#include "nlp/polarity_voices.h"

#include <algorithm>
#include <utility>

namespace vp::nlp {
namespace {

/// What one voice says that has said both.
Polarity combined(Polarity earlier, Polarity later) {
  const auto is_bare = [](Polarity polarity) {
    return polarity == Polarity::kUnknown || polarity == Polarity::kNorm;
  };
  if (earlier == later || later == Polarity::kUnknown) return earlier;
  if (earlier == Polarity::kUnknown) return later;
  if (is_bare(earlier)) return later;
  if (is_bare(later)) return earlier;
  if (earlier == Polarity::kDivided || later == Polarity::kDivided) return Polarity::kDivided;
  // "Er zijn afspraken, maar ze worden niet nageleefd": yes and no, or no and
  // in part.
  return earlier == Polarity::kAbsent && later == Polarity::kLimited ? Polarity::kAbsent : Polarity::kLimited;
}

/// "Geen van de netwerkpartners weet ervan": nobody says yes, so all say no.
Polarity said_by_none(Polarity polarity) {
  if (polarity == Polarity::kPresent || polarity == Polarity::kLimited) return Polarity::kAbsent;
  return polarity == Polarity::kAbsent ? Polarity::kPresent : polarity;
}

void add_cues(std::vector<CueMatch>& cues, const std::vector<CueMatch>& more) {
  for (const CueMatch& cue : more) {
    if (std::find(cues.begin(), cues.end(), cue) == cues.end()) cues.push_back(cue);
  }
  std::sort(cues.begin(), cues.end(), [](const CueMatch& a, const CueMatch& b) {
    return std::pair(a.span, a.rule) < std::pair(b.span, b.rule);
  });
}

}  // namespace

bool Voices::holds(const CueRule& rule) const {
  return rule.indicators.empty() ||
         std::find(rule.indicators.begin(), rule.indicators.end(), indicator_) != rule.indicators.end();
}

std::vector<CueMatch> Voices::risk_cues(const Clause& clause) const {
  std::vector<CueMatch> risks;
  for (const CueMatch& cue : clause.cues) {
    if (!matcher_->rule(cue).polarity && holds(matcher_->rule(cue))) risks.push_back(cue);
  }
  return risks;
}

void Voices::hear(const Clause& clause, Silence silence) {
  std::int64_t heaviest = 0;
  std::optional<Polarity> polarity;
  for (const CueMatch& cue : clause.cues) {
    const CueRule& rule = matcher_->rule(cue);
    if (!rule.polarity || !holds(rule) || rule.weight <= heaviest) continue;
    heaviest = rule.weight;
    polarity = rule.polarity;
  }
  if (!polarity && silence == Silence::kNothing) return hear_risk(clause);
  Voice voice;
  voice.clause = clause.span;
  voice.polarity = polarity.value_or(silence == Silence::kUnknown ? Polarity::kUnknown : Polarity::kPresent);
  voice.speakers = clause.speakers;
  for (const CueMatch& cue : clause.cues) {
    const CueRule& rule = matcher_->rule(cue);
    if (rule.polarity && rule.polarity == polarity && holds(rule)) voice.cues.push_back(cue);
  }
  const bool by_none = clause.speakers.size() == 1 && clause.speakers.front().share == SpeakerShare::kNone;
  if (by_none) voice.polarity = said_by_none(voice.polarity);
  add_cues(voice.cues, clause.speeches);
  const std::vector<CueMatch> risks = risk_cues(clause);
  add_cues(voice.cues, risks);
  add_cues(voice.cues, early_risks_);
  voice.risk = !risks.empty() || !early_risks_.empty();
  early_risks_.clear();
  add(std::move(voice), clause.names_speaker);
}

void Voices::hear_question(TextSpan sentence) {
  Voice voice;
  voice.clause = sentence;
  voices_.push_back(std::move(voice));
}

void Voices::hear_risk(const Clause& clause) {
  const std::vector<CueMatch> risks = risk_cues(clause);
  if (risks.empty()) return;
  if (voices_.empty()) {
    add_cues(early_risks_, risks);
  } else {
    add_cues(voices_.back().cues, risks);
    voices_.back().risk = true;
  }
}

void Voices::add(Voice voice, bool names_speaker) {
  const auto same = std::find_if(voices_.begin(), voices_.end(),
                                 [&](const Voice& other) { return other.speakers == voice.speakers; });
  // Two who are counted one by one ("een netwerkpartner ..., een ander ...")
  // are two.
  const bool may_be_another = same != voices_.end() && names_speaker && same->polarity != voice.polarity &&
                              voice.speakers.front().share == SpeakerShare::kCounted;
  if (same == voices_.end() || may_be_another) {
    voices_.push_back(std::move(voice));
    return;
  }
  same->polarity = combined(same->polarity, voice.polarity);
  same->risk = same->risk || voice.risk;
  add_cues(same->cues, voice.cues);
}

}  // namespace vp::nlp
