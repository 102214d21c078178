// number_tokens.h - cuts a Dutch sentence into numbers (in digits or words), other words and signs.
// Threads: pure. Units: spans are byte offsets into the given text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::readers {

struct NumberToken {
  TextSpan span;
  std::string word;             ///< lower case; empty for digits and signs
  std::optional<double> value;  ///< of a number: "57,5", "drieëntwintig"
  bool is_whole = false;        ///< a number without decimals
  std::uint8_t decimals = 0;    ///< digits behind the comma
  char32_t sign = 0;
};

/// In order; white space left out. "een" is an article and has no value, "één" has.
std::vector<NumberToken> cut_number_tokens(std::string_view text);

/// Views that answer no beyond the last token.
bool is_word(const std::vector<NumberToken>& tokens, std::size_t at,
             std::initializer_list<std::string_view> words);
bool is_sign(const std::vector<NumberToken>& tokens, std::size_t at, char32_t sign);

}  // namespace vp::readers
