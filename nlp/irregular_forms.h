// irregular_forms.h - plurals, verb forms and words that the rules of the stemmer would read wrongly.
// Source: lexicon/irregular_forms.tsv and lexicon/strong_verbs.tsv (format notes at their tops), built into the
// program. Errors: parse is strict; kMalformed names the file and the line. Threads: immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/result.h"

namespace vp::nlp {

class IrregularForms {
 public:
  static Result<IrregularForms> parse(std::string_view forms_tsv, std::string_view verbs_tsv);

  /// The stem of a whole word; nullopt: the rules may try.
  [[nodiscard]] std::optional<std::string> find_word(std::string_view form) const;
  /// The stem of a form that may end a compound: "steden" in "binnensteden".
  [[nodiscard]] std::optional<std::string> find_noun(std::string_view form) const;
  /// The stem of a past ("nam"), or of a participle without its ge- ("nomen").
  [[nodiscard]] std::optional<std::string> find_past(std::string_view form) const;
  [[nodiscard]] std::optional<std::string> find_participle(std::string_view form_without_ge) const;
  [[nodiscard]] bool is_strong_stem(std::string_view stem) const;

 private:
  using Stems = std::unordered_map<std::string, std::string>;
  static std::optional<std::string> find_in(const Stems& stems, std::string_view form);

  Stems words_, nouns_, pasts_, participles_;
  std::unordered_set<std::string> strong_;
};

/// The lists that are built in.
const IrregularForms& default_irregular_forms();
/// Their texts, for tests and for the version of the analysis.
std::string_view default_irregular_forms_tsv();
std::string_view default_strong_verbs_tsv();

}  // namespace vp::nlp
