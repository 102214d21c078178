#include "nlp/tokenizer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

#include <unicode/uchar.h>

#include "nlp/folding.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kShortWordBytes = 64;

TextSpan make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Collects the folded characters of one word that is not ASCII alone.
struct WordBuilder {
  std::string folded;
  std::size_t begin = 0;
  std::size_t end = 0;
  CharClass last = CharClass::kOther;

  void add(const Folding& folding, std::size_t at, std::size_t next) {
    if (folded.empty()) begin = at;
    folded.append(folding.text());
    end = next;
    last = folding.char_class;
  }
};

// Lower-cases short words on the stack: no allocation for what nearly every word is.
bool emit_ascii(std::string_view text, std::size_t begin, std::size_t end, TokenCallback on_token,
                void* context, std::array<char, kShortWordBytes>& buffer) {
  const std::string_view word = text.substr(begin, end - begin);
  if (word.size() > buffer.size()) {
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(), to_ascii_lower);
    return on_token(context, lower, make_span(begin, end));
  }
  std::ranges::transform(word, buffer.begin(), to_ascii_lower);
  return on_token(context, {buffer.data(), word.size()}, make_span(begin, end));
}

// Reads the word that begins at `at` and holds something else than ASCII; returns where to go on.
std::size_t read_word(std::string_view text, std::size_t at, WordBuilder& word) {
  while (at < text.size()) {
    const DecodedChar decoded = decode_char(text, at);
    const Folding folding = to_folding(decoded.value);
    const std::size_t next = at + decoded.size_bytes;
    if (is_word_class(folding.char_class)) {
      word.add(folding, at, next);
    } else if (folding.char_class == CharClass::kMark) {
      if (word.last == CharClass::kLetter) word.folded.append(folding.text());
      if (!word.folded.empty()) word.end = next;
    } else if (folding.char_class != CharClass::kDropped) {
      return word.folded.empty() ? next : at;
    }
    at = next;
  }
  return at;
}

}  // namespace

void for_each_token(std::string_view text, TokenCallback on_token, void* context) {
  assert(text.size() < std::numeric_limits<std::uint32_t>::max());
  WordBuilder word;
  std::array<char, kShortWordBytes> buffer{};
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_ascii_word(text[end]))
      ++end;
    const bool ascii_ends_here = end == text.size() || static_cast<unsigned char>(text[end]) < 0x80;
    if (ascii_ends_here) {
      if (end > at && !emit_ascii(text, at, end, on_token, context, buffer)) return;
      at = end + 1;  // the character after a word belongs to none
      continue;
    }
    word.folded.clear();
    word.last = CharClass::kOther;
    at = read_word(text, at, word);
    if (!word.folded.empty() && !on_token(context, word.folded, make_span(word.begin, word.end))) return;
  }
}

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for_each_token(
      text,
      [](void* context, std::string_view token, TextSpan span) {
        static_cast<std::vector<Token>*>(context)->push_back({.text = std::string(token), .span = span});
        return true;
      },
      &tokens);
  return tokens;
}

std::string_view analysis_version() {
  return "3 unicode " U_UNICODE_VERSION;
}

}  // namespace vp::nlp
