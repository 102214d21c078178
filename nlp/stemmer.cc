#include "nlp/stemmer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "nlp/irregular_forms.h"
#include "nlp/syllable_spelling.h"
#include "nlp/verb_forms.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kMinWordBytes = 3;
constexpr std::size_t kMinEndedBytes = 5;  // of a word that loses an ending
constexpr std::size_t kMaxBytes = 64;
constexpr std::size_t kMinIrregularTail = 4;
constexpr int kMostSteps = 3;

/// Endings of adjectives that are none of nouns.
constexpr std::array<std::string_view, 15> kAdjectiveEndings{"lijk", "ig",  "isch",   "baar", "loos",
                                                             "zaam", "aal", "eel",    "ief",  "air",
                                                             "end",  "iek", "achtig", "iel",  "aans"};
/// Endings of nouns whose plural is in -s.
constexpr std::array<std::string_view, 14> kPluralInS{"el", "em",  "en", "er", "aar", "erd", "ier",
                                                      "or", "eur", "um", "e",  "a",   "o",   "y"};

template <std::size_t Size>
bool has_ending(const std::array<std::string_view, Size>& endings, std::string_view word) {
  return std::any_of(endings.begin(), endings.end(),
                     [word](std::string_view ending) { return word.ends_with(ending); });
}

class Reducer {
 public:
  explicit Reducer(const FoldedWords& words)
      : words_(words), irregular_(default_irregular_forms()), verbs_(words, irregular_) {}

  [[nodiscard]] std::string reduce(std::string_view form) const {
    std::string word(form);
    for (int step = 0; step < kMostSteps && word.size() >= kMinWordBytes; ++step) {
      if (auto stem = irregular_.find_word(word)) return *std::move(stem);
      if (auto stem = find_verb(word)) return *std::move(stem);
      std::optional<std::string> shorter = find_plural(word);
      if (!shorter) {
        if (auto stem = find_participle_with_e(word)) return *std::move(stem);
        if (auto stem = verbs_.find_weak_past(word)) return *std::move(stem);
        shorter = find_without_s(word);
      }
      if (!shorter) shorter = find_without_e(word);
      if (!shorter || *shorter == word) break;
      word = *std::move(shorter);
    }
    return word;
  }

  /// The last part of an unlisted compound led to its stem; nullopt when it is none.
  [[nodiscard]] std::optional<std::string> reduce_tail(std::string_view form) const {
    constexpr std::size_t kMinPart = 4;
    for (std::size_t cut = kMinPart; cut + kMinPart <= form.size(); ++cut) {
      const std::string_view head = form.substr(0, cut);
      const std::string_view tail = form.substr(cut);
      const bool is_head = words_.contains(head) || (head.size() > kMinPart && head.ends_with('s') &&
                                                     words_.contains(head.substr(0, cut - 1)));
      if (is_head && words_.contains(tail)) return std::string(head) + reduce(tail);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<std::string> find_verb(const std::string& word) const {
    if (auto stem = verbs_.find_short_infinitive(word)) return stem;
    if (auto stem = verbs_.find_strong_past(word)) return stem;
    if (auto stem = verbs_.find_third_person(word)) return stem;
    return verbs_.find_participle(word);
  }

  [[nodiscard]] std::optional<std::string> find_plural(const std::string& word) const {
    if (auto stem = find_irregular_tail(word)) return stem;
    if (auto stem = find_diminutive(word)) return stem;
    return find_without_en(word);
  }

  [[nodiscard]] bool is_first_part(std::string_view part) const {
    return words_.contains(part) || (part.size() > kMinIrregularTail && part.ends_with('s') &&
                                     words_.contains(part.substr(0, part.size() - 1)));
  }

  [[nodiscard]] std::optional<std::string> find_irregular_tail(std::string_view word) const {
    for (std::size_t cut = 3; cut + kMinIrregularTail <= word.size(); ++cut) {
      const auto stem = irregular_.find_noun(word.substr(cut));
      const std::string_view head = word.substr(0, cut);
      if (stem && is_first_part(head) && words_.contains(std::string(head) + *stem)) {
        return std::string(head) + *stem;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> find_diminutive(std::string_view word) const {
    if (word.ends_with('s')) word.remove_suffix(1);
    if (!word.ends_with("je") || word.size() < kMinEndedBytes) return std::nullopt;
    const std::string base(word.substr(0, word.size() - 2));
    std::vector<std::string> stems;
    if (base.ends_with("et")) {  // "gezinnetje"
      const std::string open = base.substr(0, base.size() - 2);
      stems = to_closed_forms(open);
    }
    if (base.ends_with("kj") || base.ends_with("nk")) stems.push_back(base.substr(0, base.size() - 1) + "g");
    if (base.ends_with('t') || base.ends_with("mp")) {  // "moedertje", "filmpje"
      const std::string shorter = base.substr(0, base.size() - 1);
      stems.push_back(shorter);
      const std::size_t size = shorter.size();
      if (size > 2 && shorter[size - 1] == shorter[size - 2]) stems.push_back(shorter.substr(0, size - 1));
    }
    stems.push_back(base);
    return find_listed(stems);
  }

  [[nodiscard]] std::optional<std::string> find_listed(const std::vector<std::string>& stems) const {
    const auto found = std::find_if(stems.begin(), stems.end(), [this](const std::string& stem) {
      return stem.size() > 2 && words_.contains(stem);
    });
    if (found == stems.end()) return std::nullopt;
    return *found;
  }

  /// Plural or infinitive.
  [[nodiscard]] std::optional<std::string> find_without_en(const std::string& word) const {
    if (!word.ends_with("n") || word.size() < kMinEndedBytes) return std::nullopt;
    if (word.ends_with("heden")) {
      const std::string singular = word.substr(0, word.size() - 5) + "heid";
      if (words_.contains(singular)) return singular;
    }
    // "teken", "keuken" have a plural of their own: they are no plural.
    if (words_.contains(word + "s") || words_.contains(word + "en")) return std::nullopt;
    const std::string without_n = word.substr(0, word.size() - 1);
    if (word.ends_with("en")) {
      const std::string open = word.substr(0, word.size() - 2);
      if ((open.ends_with("ee") || open.ends_with("ie")) && words_.contains(open)) return open;
      if (word.ends_with("ien") && words_.contains(without_n)) return without_n;  // "bacterien"
      for (const std::string& stem : to_closed_forms(open)) {
        if (stem.size() > 2 && count_vowel_runs(stem) > 0 &&
            (words_.contains(stem) || verbs_.is_verb(stem))) {
          return stem;
        }
      }
      if (words_.contains(without_n)) return without_n;  // "gemeenten"
    }
    return std::nullopt;
  }

  /// Plural of nouns on an unstressed syllable or a vowel, and of loans.
  [[nodiscard]] std::optional<std::string> find_without_s(const std::string& word) const {
    if (!word.ends_with('s') || word.ends_with("ss") || word.size() < kMinEndedBytes) return std::nullopt;
    const bool is_loan = word.ends_with("ches") || word.ends_with("shes") || word.ends_with("xes");
    if (is_loan && words_.contains(word.substr(0, word.size() - 2))) return word.substr(0, word.size() - 2);
    std::string base = word.substr(0, word.size() - 1);
    if (!words_.contains(base) || has_plural_in_en(word)) return std::nullopt;  // "koers", "koersen"
    if (has_ending(kPluralInS, base)) return base;
    if (is_vowel(base.back())) return std::nullopt;  // "status"
    if (has_plural_in_en(base)) return std::nullopt;
    return base;
  }

  [[nodiscard]] bool has_plural_in_en(const std::string& word) const {
    const std::vector<std::string> open = to_open_forms(word);
    return std::any_of(open.begin(), open.end(),
                       [this](const std::string& begin) { return words_.contains(begin + "en"); });
  }

  [[nodiscard]] std::optional<std::string> find_participle_with_e(const std::string& word) const {
    if (!word.ends_with('e') || word.size() < kMinEndedBytes) return std::nullopt;
    return verbs_.find_participle(std::string_view(word).substr(0, word.size() - 1));
  }

  /// Adjectives.
  [[nodiscard]] std::optional<std::string> find_without_e(const std::string& word) const {
    if (!word.ends_with('e') || word.size() < kMinEndedBytes) return std::nullopt;
    for (const std::string& stem : to_closed_forms(std::string_view(word).substr(0, word.size() - 1))) {
      if (!words_.contains(stem)) continue;
      if (is_adjective(stem, word)) return stem;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_adjective(const std::string& stem, const std::string& with_e) const {
    if (words_.contains(with_e + "s")) return false;  // "ronde", "rondes"
    if (has_ending(kAdjectiveEndings, stem) && stem.size() >= kMinEndedBytes) return true;
    const bool has_comparative = words_.contains(with_e + "r") || words_.contains(stem + "der");
    return has_comparative && words_.contains(stem.ends_with('s') ? stem + "t" : stem + "st");
  }

  const FoldedWords& words_;
  const IrregularForms& irregular_;
  VerbForms verbs_;
};

}  // namespace

std::string Stemmer::stem(std::string_view folded) const {
  const bool is_plain =
      std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_plain || folded.size() < kMinWordBytes || folded.size() > kMaxBytes) return std::string(folded);
  if (auto word = default_irregular_forms().find_word(folded)) return *std::move(word);
  const Reducer reducer(*words_);
  std::string reduced = reducer.reduce(folded);
  if (reduced != folded || words_->contains(folded)) return reduced;
  if (auto compound = reducer.reduce_tail(folded)) return *std::move(compound);
  return reduced;
}

}  // namespace vp::nlp
