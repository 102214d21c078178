#include "nlp/sentence_rules.h"

#include <algorithm>
#include <array>

#include "nlp/abbreviations.h"
#include "nlp/letters.h"

namespace vp::nlp {
namespace {

/// Words that begin a sentence rather than a surname, in capitalised form.
constexpr std::array<std::string_view, 46> kStarters{
    "Aan", "Al",   "Alle",    "Als",     "Andere",   "Bij",  "Daar",  "Daarbij", "Daarna", "Daarnaast",
    "Dat", "De",   "Deze",    "Die",     "Dit",      "Door", "Een",   "Elk",     "Elke",   "En",
    "Er",  "Hij",  "Hier",    "Hierbij", "Hierdoor", "Het",  "Ieder", "Iedere",  "In",     "Indien",
    "Is",  "Maar", "Met",     "Na",      "Naast",    "Om",   "Ook",   "Op",      "Over",   "Tot",
    "Uit", "Voor", "Wanneer", "We",      "Wij",      "Zij"};

/// Longer than any abbreviation or label with its brackets; keeps the time linear in hostile text.
constexpr std::size_t kMaxTokenBytes = 64;

constexpr bool is_space(char c) {
  return c == ' ';
}

bool is_closer(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == 0x2019 || c == 0x201D || c == 0xBB || c == 0x203A;
}

bool is_straight_quote(char32_t c) {
  return c == '"' || c == '\'';
}

bool is_superscript_digit(char32_t c) {
  return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2079);
}

/// The token that ends before `end`, trailing spaces aside, with opening brackets and quotes taken off.
std::string_view token_before(std::string_view text, std::size_t end) {
  while (end > 0 && is_space(text[end - 1]))
    --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kMaxTokenBytes && !is_space(text[begin - 1]))
    --begin;
  std::string_view token = text.substr(begin, end - begin);
  for (std::size_t place = 0; place < token.size();) {
    const char32_t c = next_code_point(token, place);
    if (is_letter(c) || is_digit(c)) break;
    token.remove_prefix(place);
    place = 0;
  }
  return token;
}

std::string_view word_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end]))
    ++end;
  return to_word_core(text.substr(begin, end - begin));
}

std::string_view without_closers(std::string_view token) {
  while (!token.empty()) {
    std::size_t place = token.size();
    const char32_t c = previous_code_point(token, place);
    if (!is_closer(c) && !is_straight_quote(c)) break;
    token = token.substr(0, place);
  }
  return token;
}

/// "J." or "J.P." or "Th.": one or more initials.
bool is_initials(std::string_view token) {
  if (token == "Th." || token == "Chr." || token == "Ph." || token == "Joh.") return true;
  bool expects_letter = true;
  for (std::size_t place = 0; place < token.size();) {
    const char32_t c = next_code_point(token, place);
    if (expects_letter ? !is_upper(c) : c != '.') return false;
    expects_letter = !expects_letter;
  }
  return expects_letter && !token.empty();
}

/// "1.", "2.3.", "a.", "IV.", "A2.2.": a label before an item or a heading, not a sentence.
bool is_list_label(std::string_view sentence) {
  while (!sentence.empty() && is_space(sentence.back()))
    sentence.remove_suffix(1);
  if (sentence.empty() || sentence.size() > 10 || !sentence.ends_with('.')) return false;
  constexpr std::string_view kRoman = "IVXivx";
  std::size_t letters = 0;
  std::size_t roman = 0;
  for (const char c : sentence) {
    if (is_space(c)) return false;
    if ((c >= '0' && c <= '9') || c == '.' || c == '(' || c == ')') continue;
    if (kRoman.find(c) != std::string_view::npos) ++roman;
    ++letters;
  }
  return letters <= 1 || letters == roman;
}

/// Only bullets, dashes and numbers stand in it: it labels what follows.
bool has_no_letters(std::string_view sentence) {
  return sentence.size() <= kMaxTokenBytes && count_letters(sentence) == 0;
}

bool is_starter(std::string_view word) {
  return std::find(kStarters.begin(), kStarters.end(), word) != kStarters.end();
}

/// "plan A. De gemeente" ends a sentence, "dhr. A. De Boer" and "J. Jansen" do not.
bool is_end_after_initials(std::string_view text, std::size_t token_begin, std::size_t place) {
  if (!is_starter(word_at(text, place))) return false;
  const std::string_view before = token_before(text, token_begin);
  std::size_t first = 0;
  return !before.empty() && !before.ends_with('.') && is_lower(next_code_point(before, first));
}

}  // namespace

bool is_sentence_end(std::string_view text, std::size_t sentence_begin, std::size_t place) {
  const std::string_view sentence = text.substr(sentence_begin, place - sentence_begin);
  if (is_list_label(sentence) || has_no_letters(sentence)) return false;
  const std::string_view whole = token_before(text, place);
  const std::string_view token = without_closers(whole);
  std::size_t at = place;
  const char32_t next = place < text.size() ? next_code_point(text, at) : 0;
  const bool closed = token.size() < whole.size();
  // “Kan dat?” vroeg de ouder: the sentence goes on.
  if (is_lower(next) && (closed || token.ends_with('!') || token.ends_with('.'))) return false;
  if (!token.ends_with('.') || token.ends_with("..")) return true;
  switch (default_abbreviations().find_class(token)) {
    case AbbreviationClass::kNeverFinal:
      // In capitals it is another word: "B.V." is a company, "b.v." for example.
      return token.size() > 2 && to_lower(token) != token && is_initials(token) && is_upper(next);
    case AbbreviationClass::kMaybeFinal:
      return !is_digit(next) && !is_lower(next);
    case AbbreviationClass::kNone:
      break;
  }
  if (!is_initials(token)) return true;
  return is_end_after_initials(text, static_cast<std::size_t>(token.data() - text.data()), place);
}

std::size_t skip_closers(std::string_view text, std::size_t place) {
  std::size_t end = place;
  for (std::size_t at = place; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool ends_token = at == text.size() || is_space(text[at]);
    if (is_closer(c) || is_superscript_digit(c) || (is_straight_quote(c) && ends_token)) {
      end = at;
      continue;
    }
    break;
  }
  while (end > place && end < text.size() && is_space(text[end]))
    ++end;
  return end;
}

std::vector<std::size_t> find_more_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  const auto ends_with_word = [text](std::size_t dot) {
    // A word, not a number, initial, abbreviation or version ("3.2", "v.3", "art.3").
    const std::string_view token = token_before(text, dot + 1);
    return token.size() > 4 && token.find_first_of("0123456789") == std::string_view::npos &&
           token.find('.') == token.size() - 1 &&
           default_abbreviations().find_class(token) == AbbreviationClass::kNone;
  };
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
    std::size_t after = dot + 1;
    // "... is gezien. 92% (11 van de 12) zegt": ICU cuts before a number only where a capital comes first.
    const bool starts_with_number = after + 1 < text.size() && is_space(text[after]) &&
                                    is_digit(static_cast<unsigned char>(text[after + 1]));
    if (starts_with_number && ends_with_word(dot)) {
      starts.push_back(after + 1);
      continue;
    }
    while (after < text.size() && after - dot <= 2 && is_digit(static_cast<unsigned char>(text[after])))
      ++after;
    if (after == dot + 1 || after + 1 >= text.size() || !is_space(text[after])) continue;
    std::size_t next = after + 1;
    if (is_upper(next_code_point(text, next)) && ends_with_word(dot)) starts.push_back(after + 1);
  }
  constexpr std::string_view kBullet = " \u2022 ";
  for (std::size_t at = text.find(kBullet); at != std::string_view::npos; at = text.find(kBullet, at + 1)) {
    starts.push_back(at + 1);
  }
  std::sort(starts.begin(), starts.end());
  return starts;
}

}  // namespace vp::nlp
