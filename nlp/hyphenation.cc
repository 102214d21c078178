#include "nlp/hyphenation.h"

#include <algorithm>
#include <array>
#include <string>

#include "nlp/compound.h"
#include "nlp/letters.h"
#include "nlp/url_break.h"

namespace vp::nlp {
namespace {

/// Words after which a hyphen before them stands for the rest of a compound: "jeugd- en opvoedhulp".
constexpr std::array<std::string_view, 18> kAfterSuspended{
    "en",  "of",  "tot", "en/of", "dan",  "noch", "maar", "als", "c.q", "cq", "resp", "respectievelijk",
    "t/m", "and", "or",  "und",   "oder", "et"};

/// First parts that keep their hyphen before a word of lower case (Leidraad, 6.J and 6.K).
constexpr std::array<std::string_view, 16> kHyphenPrefixes{
    "niet",    "oud",       "ex",       "non",  "adjunct",    "aspirant", "bijna", "collega",
    "interim", "kandidaat", "leerling", "sint", "substituut", "lid",      "quasi", "pseudo"};

/// Vowels that would be read as one sound if the hyphen went: "auto-ongeluk", "duo-inzet", "mee-eten".
constexpr std::array<std::string_view, 18> kClashes{"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie",  "ii",
                                                    "ij", "oe", "oi", "oo", "ou", "ui", "uu", "eij", "ay"};

std::uint64_t hash_lower(std::string_view lower) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : lower)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

/// Length of the run of letters, digits, apostrophes and inner hyphens at the start of `text`.
std::size_t count_word_bytes(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    const char32_t c = next_code_point(text, place);
    if (is_letter(c) || is_digit(c)) {
      end = place;
    } else if ((c != '-' && c != '\'' && c != 0x2019 && c != 0x2010) || begin == 0) {
      break;
    }
  }
  return end;
}

/// The part of `text` behind the last character that is no letter, digit, hyphen or apostrophe.
std::string_view to_last_word(std::string_view text) {
  std::size_t begin = text.size();
  for (std::size_t place = text.size(); place > 0; begin = place) {
    const char32_t c = previous_code_point(text, place);
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '\'' && c != 0x2019 && c != 0x2010) break;
  }
  return text.substr(begin);
}

char32_t first_code_point(std::string_view text) {
  std::size_t place = 0;
  return text.empty() ? 0 : next_code_point(text, place);
}

char32_t last_code_point(std::string_view text) {
  std::size_t place = text.size();
  return text.empty() ? 0 : previous_code_point(text, place);
}

bool is_all_upper(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t place = 0; place < word.size();) {
    const char32_t c = next_code_point(word, place);
    if (is_lower(c)) return false;
    if (is_upper(c)) ++letters;
  }
  return letters > 0;
}

/// The part of `left` behind its last inner hyphen: of "plan-do" it is "do".
std::string_view to_last_part(std::string_view left) {
  const std::size_t hyphen = left.rfind('-');
  return hyphen == std::string_view::npos ? left : left.substr(hyphen + 1);
}

std::string_view to_first_part(std::string_view right) {
  return right.substr(0, right.find('-'));
}

/// The halves of a word that the line end cut, without hyphen and punctuation around.
struct Halves {
  std::string_view left, right;
  std::string left_lower, right_lower;
};

bool has_vowel_clash(const Halves& halves) {
  const char32_t last = to_base_letter(last_code_point(halves.left_lower));
  const char32_t first = to_base_letter(first_code_point(halves.right_lower));
  if (last > 0x7F || first > 0x7F) return false;
  const std::array<char, 2> pair{static_cast<char>(last), static_cast<char>(first)};
  const std::string_view seam(pair.data(), pair.size());
  return std::find(kClashes.begin(), kClashes.end(), seam) != kClashes.end();
}

/// `right` with a trema on its first letter: "informeerd" -> "ïnformeerd"; empty for a consonant.
std::string to_trema(std::string_view right) {
  if (right.empty()) return {};
  const std::string rest(right.substr(1));
  switch (right.front()) {
    case 'e':
      return "ë" + rest;
    case 'i':
      return "ï" + rest;
    case 'o':
      return "ö" + rest;
    case 'u':
      return "ü" + rest;
    default:
      return {};
  }
}

/// Capital, acronym, digit or single letter at the seam: a hyphen that the writer put there.
bool has_hyphen_by_shape(const Halves& halves) {
  const char32_t last = last_code_point(halves.left);
  const char32_t first = first_code_point(halves.right);
  if (is_digit(last) || is_digit(first)) return true;
  const std::string_view left_part = to_last_part(halves.left);
  const std::string_view right_part = to_first_part(halves.right);
  if (is_upper(first)) {
    // A heading in capitals is cut like any word: only a short half that is no word can be an acronym.
    const bool shouts = is_all_upper(left_part) && is_all_upper(right_part);
    return !shouts || left_part.size() <= 4 || right_part.size() <= 2;
  }
  if (count_letters(left_part) == 1) return true;  // e-mail, x-as
  return is_upper(last);                           // CJG-aanpak, GGZ-instelling, HALt-
}

/// What the document itself and the word list say; nullopt-like kSpace: nothing.
LineJoin join_by_spelling(const Halves& halves, const WordList& words, const DocumentVocabulary& vocabulary) {
  const std::string joined = halves.left_lower + halves.right_lower;
  const std::string hyphened = halves.left_lower + "-" + halves.right_lower;
  const std::string trema = to_trema(halves.right_lower);
  const std::uint32_t as_joined = vocabulary.count(joined);
  const std::uint32_t as_hyphened = vocabulary.count(hyphened);
  if (as_joined != as_hyphened) {
    return as_joined > as_hyphened ? LineJoin::kDropHyphen : LineJoin::kTight;
  }
  if (!trema.empty() && vocabulary.count(halves.left_lower + trema) > 0) return LineJoin::kDropForTrema;
  // Names are in the list with a capital only, so ask in the case of the source.
  const std::string in_case = std::string(halves.left) + std::string(halves.right);
  if (words.contains(in_case)) return LineJoin::kDropHyphen;
  if (words.contains(std::string(halves.left) + "-" + std::string(halves.right))) return LineJoin::kTight;
  if (!trema.empty() && words.contains(halves.left_lower + trema)) return LineJoin::kDropForTrema;
  return LineJoin::kSpace;
}

LineJoin join_halves(const Halves& halves, const WordList& words, const DocumentVocabulary& vocabulary) {
  const LineJoin by_spelling = join_by_spelling(halves, words, vocabulary);
  if (by_spelling != LineJoin::kSpace) return by_spelling;
  if (has_hyphen_by_shape(halves)) return LineJoin::kTight;
  const std::string joined =
      std::string(to_last_part(halves.left_lower)) + std::string(to_first_part(halves.right_lower));
  if (std::find(kHyphenPrefixes.begin(), kHyphenPrefixes.end(), halves.left_lower) != kHyphenPrefixes.end() &&
      words.contains(to_first_part(halves.right_lower))) {
    return LineJoin::kTight;
  }
  if (has_vowel_clash(halves)) {
    const std::string trema = to_trema(halves.right_lower);
    if (!trema.empty() && is_compound(halves.left_lower + trema, words)) return LineJoin::kDropForTrema;
    return words.contains(joined) ? LineJoin::kDropHyphen : LineJoin::kTight;
  }
  return LineJoin::kDropHyphen;
}

/// Without a hyphen: "(geestes)" + "ziekte" is one word, "(kunnen)" + "laten" two; "en/" + "of" is one.
LineJoin join_without_hyphen(std::string_view before, std::string_view after, const WordList& words) {
  const char32_t first = first_code_point(after);
  if (!is_letter(first)) return LineJoin::kSpace;
  if (before.ends_with('/') && before.size() > 1) {
    std::size_t place = before.size() - 1;
    return is_letter(previous_code_point(before, place)) ? LineJoin::kTight : LineJoin::kSpace;
  }
  if (!before.ends_with(')') || !is_lower(first)) return LineJoin::kSpace;
  const std::size_t open = before.rfind('(');
  if (open == std::string_view::npos) return LineJoin::kSpace;
  std::string joined(before.substr(0, open));
  joined += before.substr(open + 1, before.size() - open - 2);
  joined += after.substr(0, count_word_bytes(after));
  return words.contains(to_word_core(joined)) ? LineJoin::kTight : LineJoin::kSpace;
}

}  // namespace

void DocumentVocabulary::add(std::string_view word) {
  const std::string_view core = to_word_core(word);
  if (!core.empty()) ++counts_[hash_lower(to_lower(core))];
}

void DocumentVocabulary::remove(std::string_view word) {
  const auto found = counts_.find(hash_lower(to_lower(to_word_core(word))));
  if (found != counts_.end() && found->second > 0) --found->second;
}

std::uint32_t DocumentVocabulary::count(std::string_view lower) const {
  const auto found = counts_.find(hash_lower(lower));
  return found == counts_.end() ? 0 : found->second;
}

std::size_t line_end_hyphen_bytes(std::string_view word) {
  if (word.ends_with('-')) return 1;
  if (word.ends_with("\u2010")) return 3;
  return word.ends_with("\u00AD") ? 2 : 0;
}

LineJoin join_lines(std::string_view before, std::string_view after, const WordList& words,
                    const DocumentVocabulary& vocabulary) {
  if (is_broken_url(before, after)) return LineJoin::kTight;
  const std::size_t hyphen = line_end_hyphen_bytes(before);
  if (hyphen == 0) return join_without_hyphen(before, after, words);
  const std::string_view cut = before.substr(0, before.size() - hyphen);
  const std::string_view left = to_last_word(cut);
  const std::string_view right = after.substr(0, count_word_bytes(after));
  if (left.empty() || to_word_core(left).empty() || right.empty()) return LineJoin::kSpace;  // a dash
  const std::string_view last_char = left.substr(left.size() - 1);
  if (last_char == "-") return LineJoin::kSpace;
  const std::string lower_after = to_lower(to_word_core(after));
  if (std::find(kAfterSuspended.begin(), kAfterSuspended.end(), lower_after) != kAfterSuspended.end()) {
    return LineJoin::kSpace;
  }
  return join_halves({left, right, to_lower(left), to_lower(right)}, words, vocabulary);
}

}  // namespace vp::nlp
