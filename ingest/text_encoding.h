// text_encoding.h - bytes of a text as UTF-8: by its mark, its declared encoding, or by what it looks like.
// Only the encodings that Dutch mail and text files have: UTF-8, UTF-16, Windows-1252 (which holds ISO 8859-1 and ASCII)
// and ISO 8859-15. Another one is taken for Windows-1252, and said to be unknown.
// Errors: none; what has no meaning becomes U+FFFD. Threads: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vp::ingest {

struct DecodedText {
  std::string text;  ///< valid UTF-8, without a byte order mark
  bool is_encoding_known = true;
};

/// `declared`: a name in any case ("ISO-8859-1"); empty when nothing is said.
DecodedText decode_text(std::string_view bytes, std::string_view declared);

/// The byte of a character in Windows-1252; none when it has none.
std::optional<std::uint8_t> to_windows_1252(std::uint32_t code_point);

}  // namespace vp::ingest
