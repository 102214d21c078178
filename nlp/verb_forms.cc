#include "nlp/verb_forms.h"

#include <algorithm>
#include <array>

#include "nlp/syllable_spelling.h"

namespace vp::nlp {
namespace {

constexpr std::array<std::string_view, 48> kSeparable{
    "aan",    "achter", "af",    "bekend",  "beschikbaar", "bij",    "binnen", "boven", "buiten", "bloot",
    "deel",   "dicht",  "door",  "goed",    "in",          "klaar",  "los",    "lang",  "mede",   "mee",
    "mis",    "na",     "neer",  "om",      "onder",       "op",     "open",   "over",  "plaats", "samen",
    "schoon", "stil",   "tegen", "terecht", "terug",       "teleur", "thuis",  "toe",   "tussen", "uit",
    "vast",   "vol",    "voor",  "voort",   "vooruit",     "vrij",   "weg",    "weer"};
constexpr std::array<std::string_view, 12> kInseparable{"be",    "er",   "ge",   "her",  "ont", "ver",
                                                        "onder", "over", "voor", "door", "mis", "weer"};

bool ends_unvoiced(std::string_view stem) {
  return !stem.empty() &&
         (std::string_view("kfsptx").find(stem.back()) != std::string_view::npos || stem.ends_with("ch"));
}

}  // namespace

bool VerbForms::has_infinitive(std::string_view stem) const {
  const std::string form(stem);
  if (stem.ends_with("a")) return words_->contains(form + "an");
  if (stem.ends_with("oe") || stem.ends_with("ie")) return words_->contains(form + "n");
  const std::vector<std::string> open = to_open_forms(stem);
  return std::any_of(open.begin(), open.end(),
                     [this](const std::string& begin) { return words_->contains(begin + "en"); });
}

std::string VerbForms::to_past(std::string_view stem) const {
  const std::string form(stem);
  if (!ends_unvoiced(stem)) return form + "de";
  // "leef" and "reis" stand for "lev-" and "reiz-": their past has -de.
  const char last = stem.back();
  if (last != 'f' && last != 's') return form + "te";
  const char voiced = last == 'f' ? 'v' : 'z';
  const std::vector<std::string> open = to_open_forms(stem);
  const bool is_voiced = std::any_of(open.begin(), open.end(), [&](const std::string& begin) {
    return begin.back() == voiced && words_->contains(begin + "en");
  });
  return form + (is_voiced ? "de" : "te");
}

bool VerbForms::has_past(std::string_view stem) const {
  return words_->contains(to_past(stem));
}

bool VerbForms::has_participle(std::string_view stem) const {
  const auto has = [this](const std::string& form) {
    return words_->contains(form + "d") || words_->contains(form + "t");
  };
  if (has("ge" + std::string(stem))) return true;
  return std::any_of(kSeparable.begin(), kSeparable.end(), [&](std::string_view prefix) {
    return stem.starts_with(prefix) && stem.size() > prefix.size() + 2 &&
           has(std::string(prefix) + "ge" + std::string(stem.substr(prefix.size())));
  });
}

bool VerbForms::is_strong(std::string_view stem) const {
  if (irregular_->is_strong_stem(stem)) return true;
  const auto is_prefix = [&](std::string_view prefix) {
    return stem.starts_with(prefix) && irregular_->is_strong_stem(stem.substr(prefix.size()));
  };
  return std::any_of(kSeparable.begin(), kSeparable.end(), is_prefix) ||
         std::any_of(kInseparable.begin(), kInseparable.end(), is_prefix);
}

bool VerbForms::is_verb(std::string_view stem) const {
  if (stem.size() < 2 || !has_infinitive(stem)) return false;
  return is_strong(stem) || has_past(stem) || has_participle(stem);
}

/// "gebied", "beurt": has a plural of its own and no adjective's -e.
bool VerbForms::is_noun(std::string_view form) const {
  return words_->contains(std::string(form) + "en") && !words_->contains(std::string(form) + "e");
}

std::optional<std::string> VerbForms::find_third_person(std::string_view form) const {
  if (form.size() < 4 || !form.ends_with('t')) return std::nullopt;
  if (form.ends_with("aat") && form != "staat") {  // "gaat", "bestaat"
    std::string stem(form.substr(0, form.size() - 2));
    if (is_strong(stem) && has_infinitive(stem)) return stem;
  }
  std::string stem(form.substr(0, form.size() - 1));
  if (is_vowel(stem.back()) && !stem.ends_with("oe") && !stem.ends_with("ie")) return std::nullopt;
  if (is_noun(form) || (has_infinitive(form) && has_past(form))) return std::nullopt;  // "lijst", "rust"
  if (!is_verb(stem)) return std::nullopt;
  return stem;
}

std::optional<std::string> VerbForms::find_weak_past(std::string_view form) const {
  if (form.ends_with('n')) form.remove_suffix(1);
  if (form.size() < 5 || (!form.ends_with("de") && !form.ends_with("te"))) return std::nullopt;
  std::string stem(form.substr(0, form.size() - 2));
  if (is_vowel(stem.back()) || !has_infinitive(stem) || to_past(stem) != form) return std::nullopt;
  if (!has_participle(stem) && !(words_->contains(form) && !words_->contains(std::string(form) + "s"))) {
    return std::nullopt;
  }
  return stem;
}

std::optional<std::string> VerbForms::find_strong_past(std::string_view form) const {
  if (auto stem = irregular_->find_past(form)) return stem;
  const auto find_behind = [&](std::string_view prefix) -> std::optional<std::string> {
    if (!form.starts_with(prefix) || form.size() < prefix.size() + 2) return std::nullopt;
    const auto base = irregular_->find_past(form.substr(prefix.size()));
    if (!base || !has_infinitive(std::string(prefix) + *base)) return std::nullopt;
    return std::string(prefix) + *base;
  };
  for (const std::string_view prefix : kSeparable) {
    if (auto stem = find_behind(prefix)) return stem;
  }
  for (const std::string_view prefix : kInseparable) {
    if (auto stem = find_behind(prefix)) return stem;
  }
  return std::nullopt;
}

std::optional<std::string> VerbForms::find_ge_participle(std::string_view prefix,
                                                         std::string_view rest) const {
  if (rest.size() < 3) return std::nullopt;
  if (const auto strong = irregular_->find_participle(rest)) {
    std::string stem = std::string(prefix) + *strong;
    if (has_infinitive(stem)) return stem;
  }
  if (!rest.ends_with('d') && !rest.ends_with('t')) return std::nullopt;
  std::string whole = std::string(prefix) + std::string(rest);  // "gericht": the stem ends in t
  if (!is_strong(whole) && has_infinitive(whole) && has_past(whole)) return whole;
  std::string cut = whole.substr(0, whole.size() - 1);
  if (!is_strong(cut) && is_verb(cut)) return cut;
  if (!prefix.empty() && !is_strong(whole) && has_infinitive(whole)) return whole;  // "toegeleid"
  return std::nullopt;
}

std::optional<std::string> VerbForms::find_participle(std::string_view form) const {
  constexpr std::size_t kMinBytes = 5;
  const bool has_ending = form.ends_with('d') || form.ends_with('t') || form.ends_with('n');
  if (!has_ending || form.size() < kMinBytes || is_noun(form)) return std::nullopt;
  if (form.starts_with("ge")) {
    if (auto stem = find_ge_participle({}, form.substr(2))) return stem;
  }
  for (const std::string_view prefix : kSeparable) {
    if (!form.starts_with(prefix) || !form.substr(prefix.size()).starts_with("ge")) continue;
    if (auto stem = find_ge_participle(prefix, form.substr(prefix.size() + 2))) return stem;
  }
  for (const std::string_view prefix : kInseparable) {
    if (!form.starts_with(prefix) || form.size() <= prefix.size() + 3) continue;
    const auto strong = irregular_->find_participle(form.substr(prefix.size()));
    if (strong && has_infinitive(std::string(prefix) + *strong)) return std::string(prefix) + *strong;
    std::string stem(form.substr(0, form.size() - 1));
    if (form.ends_with('d') && !is_strong(stem) && has_infinitive(stem) && has_past(stem)) return stem;
  }
  return std::nullopt;
}

std::optional<std::string> VerbForms::find_short_infinitive(std::string_view form) const {
  if (form.size() < 4 || !form.ends_with('n')) return std::nullopt;
  for (const std::size_t ending : {std::size_t{1}, std::size_t{2}}) {  // "doe-n", "ga-an"
    std::string stem(form.substr(0, form.size() - ending));
    const bool is_fitting = ending == 1 ? stem.ends_with("oe") || stem.ends_with("ie") : stem.ends_with('a');
    if (is_fitting && is_strong(stem) && words_->contains(form)) return stem;
  }
  return std::nullopt;
}

}  // namespace vp::nlp
