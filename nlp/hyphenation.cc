#include "nlp/hyphenation.h"

#include <algorithm>
#include <array>
#include <string>

#include "nlp/compound.h"
#include "nlp/hyphen_lexicon.h"
#include "nlp/letters.h"
#include "nlp/url_break.h"

namespace vp::nlp {
namespace {

/// Words after which a hyphen before them stands for the rest of a compound: "jeugd- en opvoedhulp".
constexpr std::array<std::string_view, 8> kAfterSuspended{"en",  "of", "tot",  "en/of",
                                                          "c.q", "cq", "resp", "respectievelijk"};

/// The same, but also ends of words ("even-als", "vij-and"): only where no known word comes out.
constexpr std::array<std::string_view, 9> kMaybeSuspended{"als",  "and",  "dan", "et", "maar",
                                                          "noch", "oder", "or",  "und"};

/// Periods: "maart-april", "maandag-vrijdag".
constexpr std::array<std::string_view, 19> kCalendarNames{
    "januari",  "februari",  "maart",   "april",    "mei",      "juni",    "juli",
    "augustus", "september", "oktober", "november", "december", "maandag", "dinsdag",
    "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"};

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

bool has_vowel(std::string_view word) {
  constexpr std::string_view kVowels = "aeiouyAEIOUY";
  for (std::size_t place = 0; place < word.size();) {
    const char32_t base = to_base_letter(next_code_point(word, place));
    if (base < 0x80 && kVowels.find(static_cast<char>(base)) != std::string_view::npos) return true;
  }
  return false;
}

/// No typesetter breaks here: at a digit, behind a lone letter (e-mail, x-as), or where a half has no vowel.
bool is_never_broken(const Halves& halves) {
  const std::string_view left_part = to_last_part(halves.left);
  return is_digit(last_code_point(halves.left)) || is_digit(first_code_point(halves.right)) ||
         count_letters(left_part) == 1 || !has_vowel(left_part) || !has_vowel(to_first_part(halves.right));
}

/// Capital or acronym at the seam: a hyphen that the writer put there.
bool has_hyphen_by_shape(const Halves& halves, const WordList& words) {
  const std::string_view left_part = to_last_part(halves.left);
  const std::string_view right_part = to_first_part(halves.right);
  if (!is_upper(first_code_point(halves.right))) return is_upper(last_code_point(halves.left));  // CJG-aanpak
  // A heading in capitals is cut like any word: only a short half that is no word can be an acronym.
  const bool shouts = is_all_upper(left_part) && is_all_upper(right_part);
  if (!shouts || left_part.size() <= 4 || right_part.size() <= 2) return true;
  return !words.contains(left_part) && !words.contains(right_part) &&
         !is_compound(halves.left_lower + halves.right_lower, words);
}

/// "AI-toepassing": nobody cuts behind a run of capitals, so a text that also has "AItoepassing" lost a hyphen.
bool has_hyphen_of_an_acronym(const Halves& halves) {
  const std::string_view left_part = to_last_part(halves.left);
  return count_letters(left_part) >= 2 && is_all_upper(left_part) && is_lower(first_code_point(halves.right));
}

/// "Wmo-besluit", "Wob-verzoek": laws are written with one capital. The half is short and no word or syllable that a
/// known word begins with, and what follows is a word by itself.
bool has_hyphen_of_a_law(const Halves& halves, const WordList& words) {
  constexpr std::size_t kLongestLetters = 4;
  const std::string_view left_part = to_last_part(halves.left);
  const std::string_view right_part = to_first_part(halves.right_lower);
  const std::size_t letters = count_letters(left_part);
  if (letters < 2 || letters > kLongestLetters || !is_upper(first_code_point(left_part))) return false;
  const std::string lower = to_lower(left_part);
  return !words.contains(lower) && right_part.size() >= 4 && is_known_word(right_part, words) &&
         !is_compound(lower + std::string(right_part), words);
}

/// What the document itself says; kSpace: nothing.
LineJoin join_by_document(const Halves& halves, const DocumentVocabulary& vocabulary) {
  const std::uint32_t as_joined = vocabulary.count(halves.left_lower + halves.right_lower);
  const std::uint32_t as_hyphened = vocabulary.count(halves.left_lower + "-" + halves.right_lower);
  if (as_joined != as_hyphened) {
    return as_joined > as_hyphened ? LineJoin::kDropHyphen : LineJoin::kTight;
  }
  const std::string trema = to_trema(halves.right_lower);
  if (!trema.empty() && vocabulary.count(halves.left_lower + trema) > 0) return LineJoin::kDropForTrema;
  return LineJoin::kSpace;
}

/// What the word list says; kSpace: nothing.
LineJoin join_by_list(const Halves& halves, const WordList& words) {
  // Names are in the list with a capital only, so ask in the case of the source.
  const std::string in_case = std::string(halves.left) + std::string(halves.right);
  if (words.contains(in_case)) return LineJoin::kDropHyphen;
  if (words.contains(std::string(halves.left) + "-" + std::string(halves.right))) return LineJoin::kTight;
  const std::string trema = to_trema(halves.right_lower);
  if (!trema.empty() && words.contains(halves.left_lower + trema)) return LineJoin::kDropForTrema;
  return LineJoin::kSpace;
}

HyphenHabit find_habit(const Halves& halves) {
  const HyphenLexicon& lexicon = default_hyphen_lexicon();
  const HyphenHabit whole = lexicon.find_habit(halves.left_lower, to_first_part(halves.right_lower));
  if (whole != HyphenHabit::kNone) return whole;
  const HyphenHabit part =
      lexicon.find_habit(to_last_part(halves.left_lower), to_first_part(halves.right_lower));
  return part == HyphenHabit::kPair ? part : HyphenHabit::kNone;
}

/// "niet-": before a known word, where the two together are none.
bool has_hyphen_of_a_prefix(const Halves& halves, const WordList& words) {
  const std::string_view right_part = to_first_part(halves.right_lower);
  return find_habit(halves) == HyphenHabit::kPrefix && right_part.size() > 2 &&
         !words.contains(halves.left_lower + halves.right_lower) && is_known_word(right_part, words);
}

bool is_adjective(std::string_view lower, const WordList& words) {
  constexpr std::array<std::string_view, 13> kEndings{"aal",   "ale",  "eel",   "ele", "ief",  "ieve", "lijk",
                                                      "lijke", "isch", "ische", "air", "aire", "tief"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [lower](std::string_view ending) { return lower.ends_with(ending); }) &&
         words.contains(lower);
}

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Habits of the language that keep a hyphen in words of small letters.
bool has_hyphen_by_language(const Halves& halves, const WordList& words) {
  const std::string_view left_part = to_last_part(halves.left_lower);
  const std::string_view right_part = to_first_part(halves.right_lower);
  const bool is_right_word = words.contains(right_part);
  if (find_habit(halves) == HyphenHabit::kTitle && is_right_word) return true;
  if (is_among(kCalendarNames, left_part) && is_among(kCalendarNames, right_part)) return true;
  // Two adjectives: "ethisch-maatschappelijk", "politiek-bestuurlijk"; no compound begins with one on -isch.
  if (left_part.ends_with("isch") && right_part.size() > 3 && is_right_word) return true;
  if (is_adjective(left_part, words) && is_adjective(right_part, words)) return true;
  const std::string joined = std::string(left_part) + std::string(right_part);
  // A chain: "end-to-end", "jaar-op-jaar", but "multi-probleem-gezinnen" when broken in its first part.
  const bool is_chain =
      right_part.size() < halves.right_lower.size() && (is_right_word || right_part.size() <= 3);
  return is_chain && !words.contains(joined);
}

/// Habits of this document.
bool has_hyphen_by_document(const Halves& halves, const WordList& words,
                            const DocumentVocabulary& vocabulary) {
  if (vocabulary.count(halves.left_lower + "-") > 0) return true;
  const std::string_view left_part = to_last_part(halves.left_lower);
  const std::string_view right_part = to_first_part(halves.right_lower);
  // Both stand alone in this text, and the whole is no Dutch word: "Wob-verzoek", "tracing-apps".
  const bool both_stand_alone = (words.contains(right_part) || vocabulary.count(right_part) > 0) &&
                                right_part.size() >= 3 && left_part.size() >= 3 &&
                                vocabulary.count(left_part) > 0;
  return both_stand_alone && !is_compound(std::string(left_part) + std::string(right_part), words);
}

/// True when the end of `left` and `right` make a known word: "aanvinkmo" and "gelijkheid".
bool is_cut_in_a_part(std::string_view left, std::string_view right, const WordList& words) {
  constexpr std::size_t kMostBytes = 5;
  for (std::size_t bytes = 1; bytes <= kMostBytes && bytes < left.size(); ++bytes) {
    if (words.contains(std::string(left.substr(left.size() - bytes)) + std::string(right))) return true;
  }
  return false;
}

/// "excel-bestand", "Android-versie": an unknown word, or name, before a known one of some length. A typesetter
/// who cuts an unknown word seldom leaves a word behind the cut.
bool has_hyphen_of_a_stranger(const Halves& halves, const WordList& words) {
  constexpr std::size_t kLeastLeft = 5;
  constexpr std::size_t kLeastRight = 6;
  const std::string_view left_part = to_last_part(halves.left);
  const std::string_view right_part = to_first_part(halves.right_lower);
  if (left_part.size() < kLeastLeft || right_part.size() < kLeastRight) return false;
  if (is_known_word(left_part, words) || !words.contains(right_part)) return false;
  const std::string lower = to_lower(left_part);
  return !is_cut_in_a_part(lower, right_part, words) && !is_compound(lower + std::string(right_part), words);
}

/// "duo-inzet", "mee-eten": both halves are words, and together their vowels would be misread.
LineJoin join_vowel_clash(const Halves& halves, const WordList& words) {
  const std::string trema = to_trema(halves.right_lower);
  if (!trema.empty() && is_compound(halves.left_lower + trema, words)) return LineJoin::kDropForTrema;
  const std::string_view left_part = to_last_part(halves.left_lower);
  const std::string_view right_part = to_first_part(halves.right_lower);
  const std::string joined = std::string(left_part) + std::string(right_part);
  const bool keeps =
      is_known_word(right_part, words) && (words.contains(left_part) || !is_compound(joined, words));
  return keeps ? LineJoin::kTight : LineJoin::kDropHyphen;
}

LineJoin join_halves(const Halves& halves, const WordList& words, const DocumentVocabulary& vocabulary) {
  if (is_never_broken(halves) || has_hyphen_of_an_acronym(halves)) return LineJoin::kTight;
  const bool is_habit_here = vocabulary.count(halves.left_lower + "-") > 0;
  if (is_habit_here && has_hyphen_of_a_prefix(halves, words)) return LineJoin::kTight;
  const LineJoin by_document = join_by_document(halves, vocabulary);
  if (by_document != LineJoin::kSpace) return by_document;
  if (has_hyphen_of_a_prefix(halves, words) || find_habit(halves) == HyphenHabit::kPair)
    return LineJoin::kTight;
  const LineJoin by_list = join_by_list(halves, words);
  if (by_list != LineJoin::kSpace) return by_list;
  if (has_hyphen_by_shape(halves, words) || has_hyphen_of_a_law(halves, words) ||
      has_hyphen_by_language(halves, words) || has_hyphen_by_document(halves, words, vocabulary) ||
      has_hyphen_of_a_stranger(halves, words)) {
    return LineJoin::kTight;
  }
  return has_vowel_clash(halves) ? join_vowel_clash(halves, words) : LineJoin::kDropHyphen;
}

bool is_suspended(std::string_view left, std::string_view after, const WordList& words) {
  const std::string next = to_lower(to_word_core(after));
  if (is_among(kAfterSuspended, next)) return true;
  return is_among(kMaybeSuspended, next) && !words.contains(to_lower(left) + next);
}

/// Without a hyphen: "(geestes)" + "ziekte" is one word, "(kunnen)" + "laten" two; "en/" + "of" is one.
LineJoin join_without_hyphen(std::string_view before, std::string_view after, const WordList& words) {
  const char32_t first = first_code_point(after);
  if (!is_letter(first)) return LineJoin::kSpace;
  if (before.ends_with('/') && before.size() > 1) {
    std::size_t place = before.size() - 1;
    const bool is_address = before.find_first_of(".:@") != std::string_view::npos;
    return !is_address && is_letter(previous_code_point(before, place)) ? LineJoin::kTight : LineJoin::kSpace;
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

namespace {

/// Calls count(word) with each form under which a word is counted: itself, and "app-" of "app-winkel".
template <class Count>
void for_each_form(std::string_view word, const Count& count) {
  const std::string_view core = to_word_core(word);
  if (core.empty()) return;
  const std::string lower = to_lower(core);
  count(lower);
  const std::size_t hyphen = lower.find('-');
  if (hyphen != std::string::npos) count(std::string_view(lower).substr(0, hyphen + 1));
}

}  // namespace

void DocumentVocabulary::add(std::string_view word) {
  for_each_form(word, [this](std::string_view form) { ++counts_[hash_lower(form)]; });
}

void DocumentVocabulary::remove(std::string_view word) {
  for_each_form(word, [this](std::string_view form) {
    const auto found = counts_.find(hash_lower(form));
    if (found != counts_.end() && found->second > 0) --found->second;
  });
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
  if (is_suspended(left, after, words)) return LineJoin::kSpace;
  return join_halves({left, right, to_lower(left), to_lower(right)}, words, vocabulary);
}

}  // namespace vp::nlp
