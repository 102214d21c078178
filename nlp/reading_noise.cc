#include "nlp/reading_noise.h"

#include <algorithm>
#include <vector>

#include "nlp/squashed_text.h"
#include "nlp/text_likeness.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

/// Beyond this an alignment costs more than a person who looks.
constexpr std::size_t kMostBytes = 4000;
/// Of the letters of a quote, and of a word (beside one): a fifth.
constexpr std::size_t kQuoteShare = 5;
constexpr std::size_t kWordShare = 5;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// How the bytes of one side came out on the other.
struct WordChange {
  std::size_t size = 0;
  std::size_t matched = 0;
  bool is_touched = false;    ///< something in it differs
  bool begins_alike = false;  ///< its first byte stands over something of the other side
};

/// `matched` by byte of this side; `partner_begin`: what stood before the word on the other side.
WordChange look_at(const std::vector<std::uint32_t>& matched, TextSpan word) {
  WordChange change;
  change.size = word.end - word.begin;
  for (std::uint32_t i = word.begin; i < word.end; ++i) {
    if (matched[i] == kUnmatched) continue;
    ++change.matched;
    const bool follows = i == word.begin || matched[i - 1] == kUnmatched || matched[i] == matched[i - 1] + 1;
    if (!follows) change.is_touched = true;
  }
  if (change.matched < change.size) change.is_touched = true;
  change.begins_alike = change.size > 0 && matched[word.begin] != kUnmatched;
  return change;
}

/// One side's words against the other: false when one of them is more than noise.
bool are_words_noise(std::string_view text, const SquashedText& squashed,
                     const std::vector<std::uint32_t>& matched, const WordList* words) {
  for (const Token& token : tokenize(text)) {
    const TextSpan place = squashed.from_source(token.span);
    if (place.begin == place.end) continue;
    const WordChange change = look_at(matched, place);
    if (!change.is_touched) continue;
    // A figure that differs is another figure; a letter that was read as one (be1egd) is not.
    const bool is_known_side = words == nullptr;
    const bool has_figure = is_known_side ? std::any_of(token.text.begin(), token.text.end(), is_digit)
                                          : std::all_of(token.text.begin(), token.text.end(), is_digit);
    if (has_figure) return false;
    if (change.size - change.matched > 1 + change.size / kWordShare) return false;
    if (2 * change.matched < change.size) return false;
    if (words == nullptr) continue;
    // A lone letter is a piece of a word that was cut, in any list.
    const bool is_word = token.text.size() > 1 && words->contains(token.span.in(text));
    if (is_word) return false;
  }
  return true;
}

std::vector<std::uint32_t> turn_round(const std::vector<std::uint32_t>& matched, std::size_t size) {
  std::vector<std::uint32_t> back(size, kUnmatched);
  for (std::uint32_t i = 0; i < matched.size(); ++i) {
    if (matched[i] != kUnmatched) back[matched[i]] = i;
  }
  return back;
}

/// Something was put before or taken from the beginning of a word: on- and niet- and ge- change what is said.
bool has_other_beginning(std::string_view text, const SquashedText& squashed,
                         const std::vector<std::uint32_t>& matched) {
  for (const Token& token : tokenize(text)) {
    const TextSpan place = squashed.from_source(token.span);
    if (place.begin == place.end || matched[place.begin] == kUnmatched) continue;
    const std::uint32_t partner = matched[place.begin];
    const bool is_first = place.begin == 0;
    if (is_first ? partner != 0
                 : matched[place.begin - 1] != kUnmatched && matched[place.begin - 1] + 1 != partner) {
      return true;
    }
  }
  return false;
}

/// A run of letters that came in or went, longer than a bad reading makes.
bool has_long_gap(const std::vector<std::uint32_t>& matched) {
  constexpr std::size_t kMostInARow = 2;
  std::size_t in_a_row = 0;
  for (const std::uint32_t partner : matched) {
    in_a_row = partner == kUnmatched ? in_a_row + 1 : 0;
    if (in_a_row > kMostInARow) return true;
  }
  return false;
}

}  // namespace

bool is_reading_noise(std::string_view known, std::string_view read, const WordList& words) {
  const SquashedText from = to_squashed_text(known);
  const SquashedText to = to_squashed_text(read);
  if (from.text == to.text) return true;
  if (from.text.empty() || to.text.empty() || from.text.size() > kMostBytes || to.text.size() > kMostBytes)
    return false;
  const std::vector<std::uint32_t> matched = align(from.text, to.text);
  const std::vector<std::uint32_t> back = turn_round(matched, to.text.size());
  const auto lost = static_cast<std::size_t>(std::count(matched.begin(), matched.end(), kUnmatched));
  const auto added = static_cast<std::size_t>(std::count(back.begin(), back.end(), kUnmatched));
  if (std::max(lost, added) * kQuoteShare > from.text.size()) return false;
  if (has_long_gap(matched) || has_long_gap(back)) return false;
  if (has_other_beginning(known, from, matched) || has_other_beginning(read, to, back)) return false;
  return are_words_noise(known, from, matched, nullptr) && are_words_noise(read, to, back, &words);
}

}  // namespace vp::nlp
