#include "nlp/folding.h"

#include <cassert>
#include <memory>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "nlp/folding_exceptions.h"

namespace vp::nlp {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

Folding folding_of(std::string_view text, CharClass char_class) {
  Folding folding;
  assert(text.size() <= folding.bytes.size());
  std::ranges::copy(text, folding.bytes.begin());
  folding.size = static_cast<std::uint8_t>(text.size());
  folding.char_class = char_class;
  return folding;
}

Folding folding_of(char32_t character, CharClass char_class) {
  std::array<char, 4> bytes{};
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, character);
  return folding_of(std::string_view(bytes.data(), size), char_class);
}

Folding fold_ascii(char c) {
  if (is_ascii_word(c)) return folding_of(static_cast<char32_t>(to_ascii_lower(c)), CharClass::kLatin);
  if (c <= ' ' || c == 0x7F) return folding_of(U' ', CharClass::kSpace);
  if (c == '`') return folding_of(U'\'', CharClass::kOther);  // typed for an apostrophe: foto`s
  return folding_of(static_cast<char32_t>(c), CharClass::kOther);
}

const FoldingException* find_exception(char32_t character) {
  const auto* found =
      std::ranges::lower_bound(kFoldingExceptions, character, {}, &FoldingException::character);
  return found != kFoldingExceptions.end() && found->character == character ? found : nullptr;
}

// The letter under all marks; the character itself when it has none.
char32_t base_letter(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString decomposed;
  if (U_FAILURE(status) || nfd->getDecomposition(static_cast<UChar32>(character), decomposed) == 0) {
    return character;
  }
  return static_cast<char32_t>(decomposed.char32At(0));
}

char32_t case_fold(char32_t character) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(character), U_FOLD_CASE_DEFAULT));
}

Folding fold_letter(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  if (uscript_getScript(static_cast<UChar32>(character), &status) != USCRIPT_LATIN) {
    return folding_of(case_fold(character), CharClass::kLetter);
  }
  const char32_t base = case_fold(base_letter(character));
  // A marked form of an exception (U+01FF, o with stroke and acute) folds as the exception does.
  if (const auto* exception = find_exception(base)) return folding_of(exception->folded, CharClass::kLatin);
  return folding_of(base, CharClass::kLatin);
}

Folding compute_folding(char32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
    character = kReplacement;  // no characters
  if (character < 0x80) return fold_ascii(static_cast<char>(character));
  if (const auto* exception = find_exception(character)) {
    const bool is_word = is_ascii_word(exception->folded.front());
    return folding_of(exception->folded, is_word ? CharClass::kLatin : CharClass::kOther);
  }
  if (character >= 0xFF01 && character <= 0xFF5E) {  // full-width forms of ASCII
    return fold_ascii(static_cast<char>(character - 0xFF01 + '!'));
  }
  const auto icu_char = static_cast<UChar32>(character);
  switch (u_charType(icu_char)) {
    case U_CONTROL_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return folding_of(U' ', CharClass::kSpace);
    case U_FORMAT_CHAR:
      return {.bytes = {}, .size = 0, .char_class = CharClass::kDropped};
    case U_DASH_PUNCTUATION:
      return folding_of(U'-', CharClass::kOther);
    case U_DECIMAL_DIGIT_NUMBER:
      return folding_of(U'0' + static_cast<char32_t>(u_charDigitValue(icu_char)), CharClass::kLatin);
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return folding_of(character, CharClass::kMark);
    default:
      return u_isalpha(icu_char) != 0 ? fold_letter(character) : folding_of(character, CharClass::kOther);
  }
}

// The two stretches that Dutch text is made of outside ASCII; the rest is computed when it is met.
constexpr char32_t kLatinBegin = 0x80;
constexpr char32_t kLatinEnd = 0x250;
constexpr char32_t kPunctuationBegin = 0x1E00;
constexpr char32_t kPunctuationEnd = 0x2070;

struct FoldingTable {
  std::array<Folding, kLatinEnd - kLatinBegin> latin;
  std::array<Folding, kPunctuationEnd - kPunctuationBegin> punctuation;
};

std::unique_ptr<const FoldingTable> make_table() {
  auto table = std::make_unique<FoldingTable>();
  for (char32_t c = kLatinBegin; c < kLatinEnd; ++c)
    table->latin.at(c - kLatinBegin) = compute_folding(c);
  for (char32_t c = kPunctuationBegin; c < kPunctuationEnd; ++c) {
    table->punctuation.at(c - kPunctuationBegin) = compute_folding(c);
  }
  return table;
}

}  // namespace

Folding to_folding(char32_t character) {
  static const std::unique_ptr<const FoldingTable> kTable = make_table();
  if (character >= kLatinBegin && character < kLatinEnd) return kTable->latin[character - kLatinBegin];
  if (character >= kPunctuationBegin && character < kPunctuationEnd) {
    return kTable->punctuation[character - kPunctuationBegin];
  }
  return compute_folding(character);
}

DecodedChar decode_char(std::string_view text, std::size_t at) {
  UChar32 value = 0;
  std::size_t next = at;
  U8_NEXT(text.data(), next, text.size(), value);
  if (value < 0) return {.value = kReplacement, .size_bytes = 1};
  return {.value = static_cast<char32_t>(value), .size_bytes = static_cast<std::uint32_t>(next - at)};
}

}  // namespace vp::nlp
