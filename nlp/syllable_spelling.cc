#include "nlp/syllable_spelling.h"

namespace vp::nlp {
namespace {

bool is_consonant(char c) {
  return c >= 'a' && c <= 'z' && !is_vowel(c);
}

/// Ends in one vowel letter and one consonant: "gezin", "schal", "regel".
bool has_short_ending(std::string_view word) {
  const std::size_t size = word.size();
  return size >= 2 && is_consonant(word[size - 1]) && is_vowel(word[size - 2]) &&
         (size == 2 || !is_vowel(word[size - 3]));
}

/// Ends in a doubled vowel and one consonant: "schaal".
bool has_doubled_vowel(std::string_view word) {
  const std::size_t size = word.size();
  if (size < 3 || !is_consonant(word[size - 1]) || word[size - 2] != word[size - 3]) return false;
  return std::string_view("aeou").find(word[size - 2]) != std::string_view::npos;
}

/// Ends in an unstressed e and a consonant, as "regel", "moeder", "teken".
bool has_unstressed_ending(std::string_view word) {
  return has_short_ending(word) && word[word.size() - 2] == 'e' && count_vowel_runs(word) > 1 &&
         std::string_view("lmnr").find(word.back()) != std::string_view::npos;
}

void add_softened(const std::string& form, std::vector<std::string>& forms) {
  if (form.back() == 'f') forms.push_back(form.substr(0, form.size() - 1) + "v");
  if (form.back() == 's') forms.push_back(form.substr(0, form.size() - 1) + "z");
  forms.push_back(form);
}

void add_hardened(const std::string& form, std::vector<std::string>& forms) {
  if (form.back() == 'v') {
    forms.push_back(form.substr(0, form.size() - 1) + "f");
  } else if (form.back() == 'z') {
    forms.push_back(form.substr(0, form.size() - 1) + "s");
  } else {
    forms.push_back(form);
  }
}

}  // namespace

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

std::size_t count_vowel_runs(std::string_view word) {
  std::size_t runs = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (is_vowel(word[at]) && (at == 0 || !is_vowel(word[at - 1]))) ++runs;
  }
  return runs;
}

std::vector<std::string> to_open_forms(std::string_view stem) {
  std::vector<std::string> forms;
  if (stem.empty()) return forms;
  const std::string form(stem);
  if (has_doubled_vowel(stem)) {
    add_softened(form.substr(0, form.size() - 2) + form.back(), forms);
  } else if (has_short_ending(stem)) {
    if (has_unstressed_ending(stem)) forms.push_back(form);
    forms.push_back(form + form.back());
    if (!has_unstressed_ending(stem)) forms.push_back(form);
  } else {
    add_softened(form, forms);
  }
  return forms;
}

std::vector<std::string> to_closed_forms(std::string_view open) {
  std::vector<std::string> forms;
  const std::size_t size = open.size();
  if (size < 2) return forms;
  const std::string form(open);
  const char last = form.back();
  if (is_consonant(last) && form[size - 2] == last) {
    forms.push_back(form.substr(0, size - 1));
  } else if (has_short_ending(open)) {
    std::string lengthened = form.substr(0, size - 1) + form[size - 2] + last;
    if (has_unstressed_ending(open)) forms.push_back(form);
    if (form[size - 2] != 'i' && form[size - 2] != 'y') add_hardened(lengthened, forms);
    if (!has_unstressed_ending(open)) add_hardened(form, forms);
  } else {
    // "financiel(e)", "evaluer(en)": the trema went in folding; two syllables meet, and the second is open.
    const bool meets = size > 3 && form[size - 2] == 'e' && is_vowel(form[size - 3]) && is_consonant(last);
    if (meets) forms.push_back(form.substr(0, size - 1) + "e" + last);
    add_hardened(form, forms);
  }
  return forms;
}

}  // namespace vp::nlp
