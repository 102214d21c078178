#include "nlp/irregular_forms.h"

#include <cassert>

#include "nlp/irregular_forms_data.h"
#include "nlp/lexicon_rows.h"
#include "nlp/strong_verbs_data.h"

namespace vp::nlp {

Result<IrregularForms> IrregularForms::parse(std::string_view forms_tsv, std::string_view verbs_tsv) {
  constexpr std::string_view kFormsFile = "nlp/lexicon/irregular_forms.tsv";
  constexpr std::string_view kVerbsFile = "nlp/lexicon/strong_verbs.tsv";
  IrregularForms parsed;
  VP_ASSIGN(const std::vector<LexiconRow> forms,
            parse_lexicon_rows(forms_tsv, "form\tstem\tkind\tsource", kFormsFile));
  for (const LexiconRow& row : forms) {
    const std::string form(row.cells.at(0));
    const std::string stem(row.cells.at(1));
    if (row.cells.at(2) != "noun" && row.cells.at(2) != "word") {
      return make_lexicon_error(kFormsFile, row.line, "the kind should be noun or word");
    }
    if (!parsed.words_.emplace(form, stem).second) {
      return make_lexicon_error(kFormsFile, row.line, "the form stands in the list twice");
    }
    if (row.cells.at(2) == "noun") parsed.nouns_.emplace(form, stem);
  }
  VP_ASSIGN(const std::vector<LexiconRow> verbs,
            parse_lexicon_rows(verbs_tsv, "stem\tpast\tparticiple\tsource", kVerbsFile));
  for (const LexiconRow& row : verbs) {
    const std::string stem(row.cells.at(0));
    if (!parsed.strong_.insert(stem).second) {
      return make_lexicon_error(kVerbsFile, row.line, "the stem stands in the list twice");
    }
    if (row.cells.at(1) != "-") parsed.pasts_.emplace(row.cells.at(1), stem);
    std::string_view participle = row.cells.at(2);
    if (participle.starts_with("ge") && !stem.starts_with("ge")) participle.remove_prefix(2);
    parsed.participles_.emplace(participle, stem);
  }
  return parsed;
}

std::optional<std::string> IrregularForms::find_in(const Stems& stems, std::string_view form) {
  const auto found = stems.find(std::string(form));
  if (found == stems.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> IrregularForms::find_word(std::string_view form) const {
  return find_in(words_, form);
}

std::optional<std::string> IrregularForms::find_noun(std::string_view form) const {
  return find_in(nouns_, form);
}

std::optional<std::string> IrregularForms::find_past(std::string_view form) const {
  return find_in(pasts_, form);
}

std::optional<std::string> IrregularForms::find_participle(std::string_view form_without_ge) const {
  return find_in(participles_, form_without_ge);
}

bool IrregularForms::is_strong_stem(std::string_view stem) const {
  return strong_.find(std::string(stem)) != strong_.end();
}

const IrregularForms& default_irregular_forms() {
  static const IrregularForms kDefault = [] {
    Result<IrregularForms> parsed =
        IrregularForms::parse(default_irregular_forms_tsv(), default_strong_verbs_tsv());
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : IrregularForms();
  }();
  return kDefault;
}

std::string_view default_irregular_forms_tsv() {
  return kIrregularFormsTsv;
}

std::string_view default_strong_verbs_tsv() {
  return kStrongVerbsTsv;
}

}  // namespace vp::nlp
