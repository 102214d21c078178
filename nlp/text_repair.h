// text_repair.h - mends what PDF producers do to characters, and nothing else: a quote must read as the
// source reads, so curly quotes, dashes, diacritics, superscripts and case stay (this is not NFKC). Mended:
// Latin ligatures and the ij digraph become letters; soft hyphens, zero-width and control characters
//   go; spaces of every width become plain; U+2010 and U+2011 become '-'; private-use bullets become U+2022;
//   ligatures with swapped bytes ("hee昀琀" is "heeft") become letters; then NFC.
// Promises: repairing twice is repairing once; text without any of these comes back byte for byte; ill-formed
//   bytes become U+FFFD. Units: byte offsets.
#pragma once

#include <string>
#include <string_view>

#include "nlp/run_map.h"
#include "nlp/word_list.h"

namespace vp::nlp {

struct RepairedText {
  std::string text;
  RunMap map;  ///< leads from text to the text that was given
};

/// `words` decides which letters a swapped ligature stood for where the file lost some of them; where no
/// known word comes out, U+FFFD stays.
RepairedText repair_text(std::string_view text, const WordList& words);

/// The same, appended to `out` and without a map.
void append_repaired(std::string_view text, const WordList& words, std::string& out);

}  // namespace vp::nlp
