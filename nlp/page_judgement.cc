#include "nlp/page_judgement.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "nlp/letters.h"
#include "nlp/reading_text.h"

namespace vp::nlp {
namespace {

/// Small words of Dutch, English, German and French, sorted; two letters or more, as a lone letter proves
/// nothing.
constexpr std::array<std::string_view, 98> kCommonWords{
    "aan",  "als",   "an",   "and",  "are",   "auf",  "be",   "bij",  "but",  "by",  "can",  "dan",   "dans",
    "das",  "dat",   "de",   "dem",  "den",   "der",  "des",  "deze", "die",  "dit", "door", "du",    "een",
    "ein",  "eine",  "elle", "en",   "er",    "est",  "et",   "for",  "from", "für", "geen", "had",   "has",
    "have", "heeft", "het",  "hij",  "his",   "hun",  "if",   "il",   "im",   "in",  "is",   "ist",   "it",
    "kan",  "la",    "le",   "les",  "maar",  "meer", "met",  "mit",  "moet", "na",  "naar", "nicht", "niet",
    "not",  "of",    "om",   "on",   "onder", "ook",  "op",   "or",   "over", "par", "pour", "que",   "sich",
    "sind", "te",    "that", "the",  "this",  "to",   "tot",  "uit",  "un",   "und", "une",  "van",   "von",
    "voor", "was",   "we",   "werd", "wie",   "with", "wordt"};

constexpr std::uint32_t kMinWordsToJudge = 25;
constexpr std::uint32_t kFewLetters = 60;
constexpr float kLargeImageShare = 0.5F;
constexpr std::uint32_t kManyPaths = 40;

bool is_common_word(std::string_view lower) {
  return std::binary_search(kCommonWords.begin(), kCommonWords.end(), lower);
}

bool is_private_use(char32_t c) {
  return c >= 0xE000 && c <= 0xF8FF;
}

bool is_vowel(char32_t c) {
  constexpr std::string_view kVowels = "aeiouyAEIOUY";
  const char32_t base = to_base_letter(c);
  return base < 0x80 && kVowels.find(static_cast<char>(base)) != std::string_view::npos;
}

/// The shape of one token's core.
struct CoreShape {
  std::uint32_t letters = 0;
  std::uint32_t vowels = 0;
  std::uint32_t inner_capitals = 0;  // capitals after a small letter
  std::uint32_t signs = 0;           // neither letter, digit, hyphen, apostrophe nor a sign that joins words
  std::uint32_t digits = 0;
  std::uint32_t joints = 0;  // signs that join words and parts of addresses
  bool has_lower = false;
  bool all_latin = true;
};

CoreShape find_shape(std::string_view core) {
  constexpr std::string_view kJoints = "-'./&@:_,()+%=?#~";
  CoreShape shape;
  for (std::size_t place = 0; place < core.size();) {
    const char32_t c = next_code_point(core, place);
    if (is_letter(c)) {
      ++shape.letters;
      if (is_vowel(c)) ++shape.vowels;
      if (is_upper(c) && shape.has_lower) ++shape.inner_capitals;
      if (is_lower(c)) shape.has_lower = true;
      if (!is_latin_letter(c)) shape.all_latin = false;
    } else if (is_digit(c)) {
      ++shape.digits;
    } else if ((c < 0x80 && kJoints.find(static_cast<char>(c)) != std::string_view::npos) || c == 0x2019 ||
               c == 0x2010 || c == 0x2013 || c == 0xAD || c == 0xA0) {
      ++shape.joints;
    } else {
      ++shape.signs;
    }
  }
  return shape;
}

bool is_odd(const CoreShape& shape) {
  if (shape.letters == 0 || !shape.all_latin) return false;
  if (shape.signs > 0) return true;
  return shape.joints == 0 && shape.digits == 0 && shape.letters >= 5 && shape.has_lower &&
         (shape.vowels == 0 || shape.inner_capitals >= 2);
}

/// A lone small letter that is no word and labels nothing ("a", "o" and "u" are words somewhere).
bool is_fragment(std::string_view token) {
  return token.size() == 1 && token.front() >= 'b' && token.front() <= 'z' && token != "o" && token != "u" &&
         token != "x" && token != "y" && token != "n";
}

void count_lost(std::string_view token, PageTextFacts& facts) {
  for (std::size_t place = 0; place < token.size();) {
    const char32_t c = next_code_point(token, place);
    if (is_letter(c)) ++facts.letters;
    if (c == 0xFFFD || c < 0x20 || (c >= 0x7F && c < 0xA0) || is_private_use(c)) ++facts.lost_letters;
  }
}

void count_token(std::string_view token, const WordList& words, PageTextFacts& facts) {
  ++facts.tokens;
  count_lost(token, facts);
  if (is_fragment(token)) ++facts.fragments;
  const std::string_view core = to_word_core(token);
  const CoreShape shape = find_shape(core);
  const bool is_common = shape.letters >= 2 && is_common_word(to_lower(core));
  if (is_common) ++facts.common_words;
  if (is_odd(shape)) ++facts.odd_tokens;
  if (shape.letters < 3 || shape.digits + shape.signs + shape.joints > 0) return;
  ++facts.words;
  if (is_common || words.contains(core)) ++facts.known_words;
}

enum class TextQuality : std::uint8_t { kGood, kBroken, kMojibake };

TextQuality judge_text(const PageTextFacts& facts) {
  const double words = facts.words;
  const double tokens = facts.tokens;
  if (facts.lost_letters > 20 && facts.lost_letters > 0.3 * (facts.letters + facts.lost_letters)) {
    return TextQuality::kMojibake;
  }
  if (facts.words + facts.odd_tokens < kMinWordsToJudge) return TextQuality::kGood;
  const bool has_language = facts.known_words + facts.common_words > 0.1 * (words + facts.common_words);
  if (!has_language && facts.odd_tokens > 0.2 * (words + facts.odd_tokens)) return TextQuality::kMojibake;
  if (facts.fragments > 0.06 * tokens && facts.known_words < 0.7 * words) return TextQuality::kBroken;
  return TextQuality::kGood;
}

void set_verdict(Page& page, PageVerdict verdict, std::string_view reason) {
  page.verdict = verdict;
  page.reason = reason;
}

}  // namespace

PageTextFacts count_page_text(const Page& page, const WordList& words) {
  PageTextFacts facts;
  for (const Word& word : page.words)
    count_token(text_of(page, word), words, facts);
  return facts;
}

void judge_page(Page& page, const WordList& words) {
  if (page.verdict == PageVerdict::kUnread || page.reason == "blank page") return;
  const bool has_large_image = page.facts.image_share >= kLargeImageShare;
  if (page.words.empty()) {
    const bool shows_something =
        page.facts.images > 0 || page.facts.drawn_paths >= kManyPaths || page.facts.glyphs > 0;
    set_verdict(page, shows_something ? PageVerdict::kUnread : PageVerdict::kOk,
                shows_something ? "no text layer" : "blank page");
    return;
  }
  const PageTextFacts facts = count_page_text(page, words);
  const bool is_hidden_layer = page.facts.invisible_glyphs * 2 > page.facts.glyphs;
  switch (judge_text(facts)) {
    case TextQuality::kMojibake:
      set_verdict(page, PageVerdict::kUnread, "mojibake");
      return;
    case TextQuality::kBroken:
      set_verdict(page, PageVerdict::kPoor, "broken words");
      return;
    case TextQuality::kGood:
      break;
  }
  if (facts.letters < kFewLetters && has_large_image) {
    set_verdict(page, PageVerdict::kPoor, "little text beside a large image");
  } else if (is_hidden_layer && has_large_image) {
    set_verdict(page, PageVerdict::kOcr, "text recognised from an image");
  }
}

void settle_state(Document& document) {
  const bool may_settle =
      document.state == DocumentState::kOk || document.state == DocumentState::kRepaired ||
      document.state == DocumentState::kNoText || document.state == DocumentState::kPartlyRead;
  if (!may_settle || document.pages.empty()) return;
  std::string numbers;
  std::size_t unread = 0;
  bool any_read = false;
  for (const Page& page : document.pages) {
    if (page.verdict != PageVerdict::kUnread) {
      any_read = any_read || !page.words.empty();
      continue;
    }
    ++unread;
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(page.index.number());
  }
  if (!any_read) {
    document.state = DocumentState::kNoText;
    if (document.reason.empty())
      document.reason = unread == 0 ? "every page is blank" : "no page could be read";
  } else if (unread > 0) {
    document.state = DocumentState::kPartlyRead;
    const std::string said =
        std::to_string(unread) + " of " + std::to_string(document.pages.size()) + " pages unread: " + numbers;
    document.reason = document.reason.empty() ? said : document.reason + "; " + said;
  }
}

}  // namespace vp::nlp
