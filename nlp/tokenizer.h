// tokenizer.h - cuts text into search tokens, the same way for documents and queries.
// Units: spans are byte offsets into the given text. Version: part of analysis_version(), stored with every
// index. Choices:
//   - An apostrophe parts: foto's, foto’s, foto`s -> foto, s. So "foto" finds "foto's", and a query "foto's"
//   is
//     the phrase foto s, whichever apostrophe either side has.
//   - Hyphen, slash, point and comma part: 12-05-2013 -> 12, 05, 2013; 1,5 and 1.5 -> 1, 5.
//   - "één" -> een, unlike in match text: someone who looks for "één gezin" wants "een gezin" as well.
//   - A superscript digit is no digit: macht² -> macht (a footnote mark).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::nlp {

struct Token {
  std::string text;  ///< folded surface (see folding.h): letters and digits only
  TextSpan span;     ///< the surface in the given text
  bool operator==(const Token&) const = default;
};

/// Runs of letters and digits of any script, folded. "jeugd- en opvoedhulp" -> jeugd, en, opvoedhulp;
/// "1G1P1R" stays one token; "coördinatie" and "coordinatie" are equal; "drang/dwang" -> drang, dwang.
/// Invalid UTF-8 is no error: a bad byte parts words.
std::vector<Token> tokenize(std::string_view text);

/// Calls on_token(token_text, span) for each token, without building a vector; for the index's hot path.
/// on_token returns false to stop. The view is valid during the call only.
using TokenCallback = bool (*)(void* context, std::string_view token, TextSpan span);
void for_each_token(std::string_view text, TokenCallback on_token, void* context);

/// Changes whenever tokens, folding, hyphenation or sentences change; an index of another version must be
/// rebuilt.
std::string_view analysis_version();

}  // namespace vp::nlp
