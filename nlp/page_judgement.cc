#include "nlp/page_judgement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

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

/// With fewer letter pairs or words than this no text is judged.
constexpr std::uint32_t kMinPairs = 100;
constexpr std::uint32_t kMinWords = 25;
/// Of 1,546 pages in six languages none had more than 17 % rare pairs, and those above 8 % were tables of
/// abbreviations; of pages with scrambled letters 95 % have more than 22 %. See tests/eval/page_judgement.cc.
constexpr double kMaxKnownOfScrambled = 0.3;
constexpr double kMinRareOfScrambled = 0.2;
constexpr std::uint32_t kMinLostLetters = 20;
constexpr double kMaxLostShare = 0.3;
/// Broken words: at least so many, and this part of all words.
constexpr std::uint32_t kMinBrokenWords = 4;
constexpr double kMaxBrokenShare = 0.015;

constexpr std::string_view kNoTextLayer = "no text layer";
constexpr std::string_view kMojibake = "mojibake";
constexpr std::string_view kLittleText = "little text beside a large image";
/// Recognised text is poor when less sure than this, or when so few of its words are words. See vp_ocr_eval.
constexpr float kLeastConfidence = 0.8F;
constexpr double kLeastKnownOfRecognized = 0.5;
/// Less than this is no text at all: what a recogniser sees in photographs and drawings.
constexpr float kLeastTextConfidence = 0.4F;

constexpr std::uint32_t kFewLetters = 60;
constexpr float kLargeImageShare = 0.5F;
constexpr std::uint32_t kManyPaths = 40;

bool is_common_word(std::string_view lower) {
  return std::binary_search(kCommonWords.begin(), kCommonWords.end(), lower);
}

bool is_private_use(char32_t c) {
  return c >= 0xE000 && c <= 0xF8FF;
}

bool is_all_letters(std::string_view text) {
  for (std::size_t place = 0; place < text.size();) {
    if (!is_letter(next_code_point(text, place))) return false;
  }
  return !text.empty();
}

void count_letters_of(std::string_view token, PageTextFacts& facts) {
  for (std::size_t place = 0; place < token.size();) {
    const char32_t c = next_code_point(token, place);
    if (is_letter(c)) ++facts.letters;
    if (c == 0xFFFD || c < 0x20 || (c >= 0x7F && c < 0xA0) || is_private_use(c)) ++facts.lost_letters;
  }
  const LetterPairs pairs = count_letter_pairs(token);
  facts.pairs.all += pairs.all;
  facts.pairs.rare += pairs.rare;
}

/// "openbaa" + "r": together they are one word.
bool is_word_together(std::string_view last, std::string_view next, const WordList& words) {
  std::size_t place = 0;
  if (!is_lower(next_code_point(next, place))) return false;
  const std::size_t size = last.size() + next.size();
  if (size < 5) return false;
  std::string joined;
  joined.reserve(size);
  joined += last;
  joined += next;
  return words.contains(joined);
}

void set_verdict(Page& page, PageVerdict verdict, std::string_view reason) {
  page.verdict = verdict;
  page.reason = reason;
}

}  // namespace

void PageTextFacts::add(const PageTextFacts& other) {
  tokens += other.tokens;
  words += other.words;
  known_words += other.known_words;
  common_words += other.common_words;
  broken_words += other.broken_words;
  letters += other.letters;
  lost_letters += other.lost_letters;
  pairs.all += other.pairs.all;
  pairs.rare += other.pairs.rare;
}

PageJudge::SeenToken PageJudge::look_at(std::string_view token) const {
  SeenToken seen;
  seen.facts.tokens = 1;
  count_letters_of(token, seen.facts);
  const std::string_view core = to_word_core(token);
  seen.core_begin = static_cast<std::uint32_t>(core.data() - token.data());
  seen.core_end = seen.core_begin + static_cast<std::uint32_t>(core.size());
  seen.is_all_letters = is_all_letters(core);
  if (!seen.is_all_letters) return seen;
  seen.is_plain = seen.core_end == token.size();
  const bool is_common = core.size() >= 2 && is_common_word(to_lower(core));
  // A lone letter is no word here, though the list has all of them.
  seen.is_known = is_common || (core.size() >= 2 && words_->contains(core));
  if (is_common) seen.facts.common_words = 1;
  if (count_letters(core) >= 3) {
    seen.facts.words = 1;
    if (seen.is_known) seen.facts.known_words = 1;
  }
  return seen;
}

const PageJudge::SeenToken& PageJudge::find(std::string_view token) {
  const auto found = seen_.find(token);
  return found != seen_.end() ? found->second : seen_.emplace(token, look_at(token)).first->second;
}

PageTextFacts PageJudge::count(const Page& page) {
  PageTextFacts facts;
  const SeenToken* last = nullptr;
  std::string_view last_core;
  for (const Word& word : page.words) {
    const std::string_view token = text_of(page, word);
    const SeenToken& seen = find(token);
    facts.add(seen.facts);
    const std::string_view core = token.substr(seen.core_begin, seen.core_end - seen.core_begin);
    const bool begins_word = seen.core_begin == 0 && seen.is_all_letters;
    // One of the two is no word, together they are one.
    const bool may_be_broken =
        begins_word && last != nullptr && last->is_plain && !(last->is_known && seen.is_known);
    if (may_be_broken && is_word_together(last_core, core, *words_)) ++facts.broken_words;
    last = &seen;  // stays where it is: the map keeps its nodes
    last_core = core;
  }
  return facts;
}

TextQuality judge_text(const PageTextFacts& facts) {
  const double words = facts.words;
  if (facts.lost_letters >= kMinLostLetters &&
      facts.lost_letters > kMaxLostShare * (facts.letters + facts.lost_letters)) {
    return TextQuality::kMojibake;
  }
  if (facts.pairs.all >= kMinPairs &&
      facts.known_words + facts.common_words <= kMaxKnownOfScrambled * words &&
      facts.pairs.rare >= kMinRareOfScrambled * facts.pairs.all) {
    return TextQuality::kMojibake;
  }
  if (facts.words >= kMinWords && facts.broken_words >= kMinBrokenWords &&
      facts.broken_words >= kMaxBrokenShare * words) {
    return TextQuality::kBroken;
  }
  return TextQuality::kGood;
}

void PageJudge::judge(Page& page) {
  if (page.verdict == PageVerdict::kUnread || page.reason == kBlankReason) return;
  if (was_recognition_tried(page.reason)) return;
  const bool has_large_image = page.facts.image_share >= kLargeImageShare;
  if (page.words.empty()) {
    const bool shows_something =
        page.facts.images > 0 || page.facts.drawn_paths >= kManyPaths || page.facts.glyphs > 0;
    set_verdict(page, shows_something ? PageVerdict::kUnread : PageVerdict::kOk,
                shows_something ? kNoTextLayer : kBlankReason);
    return;
  }
  const PageTextFacts facts = count(page);
  const bool is_hidden_layer = page.facts.invisible_glyphs * 2 > page.facts.glyphs;
  switch (judge_text(facts)) {
    case TextQuality::kMojibake:
      set_verdict(page, PageVerdict::kUnread, kMojibake);
      return;
    case TextQuality::kBroken:
      set_verdict(page, PageVerdict::kPoor, "broken words");
      return;
    case TextQuality::kGood:
      break;
  }
  if (facts.letters < kFewLetters && has_large_image) {
    set_verdict(page, PageVerdict::kPoor, kLittleText);
  } else if (is_hidden_layer && has_large_image) {
    set_verdict(page, PageVerdict::kOcr, "text recognised from an image");
  }
}

bool wants_recognition(PageVerdict verdict, std::string_view reason, RecognitionMode mode) {
  if (mode == RecognitionMode::kNever || was_recognition_tried(reason)) return false;
  if (verdict == PageVerdict::kUnread)
    return reason.starts_with(kNoTextLayer) || reason.starts_with(kMojibake);
  if (verdict == PageVerdict::kPoor)
    return reason.starts_with(kLittleText) || mode == RecognitionMode::kAlways;
  return verdict == PageVerdict::kOcr && mode == RecognitionMode::kAlways;
}

void judge_recognized(Page& page, float mean_confidence, bool has_ink, std::string_view native_reason,
                      const WordList& words) {
  if (!has_ink) return set_verdict(page, PageVerdict::kOk, kBlankReason);
  const PageTextFacts facts = count_page_text(page, words);
  const bool is_text = facts.letters > 0 && mean_confidence >= kLeastTextConfidence &&
                       judge_text(facts) != TextQuality::kMojibake;
  if (!is_text) {
    set_verdict(page, PageVerdict::kUnread, native_reason);
    page.reason.append(page.reason.empty() ? "" : "; ").append(kNothingRecognizedReason);
    return;
  }
  const auto few_known = [&facts] {
    return facts.words >= kMinWords &&
           facts.known_words + facts.common_words < kLeastKnownOfRecognized * facts.words;
  };
  const bool is_poor = mean_confidence < kLeastConfidence || few_known();
  set_verdict(page, is_poor ? PageVerdict::kPoor : PageVerdict::kOcr, kRecognizedReason);
  if (is_poor) page.reason += ", poorly legible";
  page.reason += " (" + std::to_string(std::lround(mean_confidence * 100)) + " % sure)";
}

namespace {

/// "3, 7, 9-12": runs of three or more with a dash, so that a scan of 300 pages stays one short line.
std::string to_page_list(const std::vector<std::uint32_t>& numbers) {
  std::string list;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
      ++last;
    if (last == i + 1) last = i;
    if (!list.empty()) list += ", ";
    list += std::to_string(numbers[i]);
    if (last > i) list += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return list;
}

}  // namespace

void settle_state(Document& document) {
  const bool may_settle =
      document.state == DocumentState::kOk || document.state == DocumentState::kRepaired ||
      document.state == DocumentState::kNoText || document.state == DocumentState::kPartlyRead;
  if (!may_settle || document.pages.empty()) return;
  std::vector<std::uint32_t> unread;
  bool any_read = false;
  for (const Page& page : document.pages) {
    if (page.verdict == PageVerdict::kUnread) {
      unread.push_back(page.index.number());
    } else {
      any_read = any_read || !page.words.empty();
    }
  }
  if (!any_read) {
    document.state = DocumentState::kNoText;
    if (document.reason.empty())
      document.reason = unread.empty() ? "every page is blank" : "no page could be read";
  } else if (!unread.empty()) {
    document.state = DocumentState::kPartlyRead;
    const std::string said = std::to_string(unread.size()) + " of " + std::to_string(document.pages.size()) +
                             " pages unread: " + to_page_list(unread);
    if (document.reason.find(said) != std::string::npos) return;
    document.reason = document.reason.empty() ? said : document.reason + "; " + said;
  }
}

}  // namespace vp::nlp
