// verb_forms.h - leads forms of Dutch verbs to the stem (first person): "werkte", "opgeschaald", "vernomen".
// Units: folded tokens. Lifetime: borrows the words. Threads: immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nlp/folded_words.h"
#include "nlp/irregular_forms.h"

namespace vp::nlp {

class VerbForms {
 public:
  VerbForms(const FoldedWords& words, const IrregularForms& irregular)
      : words_(&words), irregular_(&irregular) {}

  /// True when the list has the infinitive of `stem`, and its past or participle unless it is a strong verb.
  [[nodiscard]] bool is_verb(std::string_view stem) const;

  /// Each: the stem when `form` is such a form of a verb in the list.
  [[nodiscard]] std::optional<std::string> find_third_person(std::string_view form) const;  ///< "werkt"
  [[nodiscard]] std::optional<std::string> find_weak_past(std::string_view form) const;     ///< "werkte(n)"
  [[nodiscard]] std::optional<std::string> find_strong_past(std::string_view form) const;   ///< "opnam"
  [[nodiscard]] std::optional<std::string> find_participle(std::string_view form) const;    ///< "opgenomen"
  /// Infinitives that end in -n: "toestaan", "inzien".
  [[nodiscard]] std::optional<std::string> find_short_infinitive(std::string_view form) const;

 private:
  [[nodiscard]] bool has_infinitive(std::string_view stem) const;
  [[nodiscard]] std::string to_past(std::string_view stem) const;
  [[nodiscard]] bool has_past(std::string_view stem) const;
  [[nodiscard]] bool has_participle(std::string_view stem) const;
  [[nodiscard]] bool is_strong(std::string_view stem) const;
  [[nodiscard]] bool is_noun(std::string_view form) const;
  [[nodiscard]] std::optional<std::string> find_ge_participle(std::string_view prefix,
                                                              std::string_view rest) const;

  const FoldedWords* words_;
  const IrregularForms* irregular_;
};

}  // namespace vp::nlp
