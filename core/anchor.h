// anchor.h - the place of a quote, told in so many ways that it can be found again when a later program reads
// the document otherwise: which bytes, which words, between which other words, where in the text, where on the
// page. Promise, tested: anchored_text(...).substr(position.span) == quote, and the rectangles are those of
// exactly its words. An anchor is never changed; finding it again gives a new one beside it.
// Source: W3C Web Annotation Data Model; the selector that a field answers to stands beside it.
// Units: bytes of UTF-8 for spans; characters (code points) for the length of prefix and suffix.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/document_id.h"
#include "core/passage.h"

namespace vp {

/// Which of a document's texts a position counts in.
enum class AnchorText : std::uint8_t {
  kPassages,  ///< reading text: Passage::text, by ordinal
  kPage,      ///< page text as found: Page::text, by page index
};
/// "passages" / "page".
std::string_view to_string(AnchorText text);

/// W3C TextPositionSelector, with what it takes to know whether the text is still the same.
struct AnchorPosition {
  AnchorText text = AnchorText::kPassages;
  std::uint32_t first = 0;      ///< passage ordinal or page index in which the quote begins
  std::uint32_t last = 0;       ///< the one in which it ends
  TextSpan span;                ///< in anchored_text of first to last
  std::uint64_t text_hash = 0;  ///< hash_text of that text
  bool operator==(const AnchorPosition&) const = default;
};

struct Anchor {
  DocumentId document;               ///< the target's source, by its bytes
  PageIndex page;                    ///< W3C FragmentSelector: page= and viewrect= of RFC 8118
  std::vector<RectPt> rects;         ///< on that page, a line of text each
  std::vector<PagePlace> continues;  ///< on further pages, ascending
  std::string quote;                 ///< W3C TextQuoteSelector: exact
  std::string prefix;                ///< W3C TextQuoteSelector: prefix; shorter only at the document's begin
  std::string suffix;                ///< W3C TextQuoteSelector: suffix; shorter only at the document's end
  AnchorPosition position;
  std::string extractor;  ///< Extractor::version() of the reading that the anchor was made from
  bool operator==(const Anchor&) const = default;
};

/// Length of prefix and suffix where the text has as much.
inline constexpr std::size_t kAnchorContextCharacters = 48;

/// A stretch of reading text: from `begin` in passage `first` up to `end` in passage `last` (bytes).
struct PassageRange {
  std::uint32_t first = 0;
  std::uint32_t begin = 0;
  std::uint32_t last = 0;
  std::uint32_t end = 0;
  bool operator==(const PassageRange&) const = default;
};

/// The text that a position over these passages counts in: their texts, joined by line ends, without the page
/// furniture that stands between first and last. `passages` are all of the document, in order.
std::string anchored_text(std::span<const Passage> passages, std::uint32_t first, std::uint32_t last);

/// Identity of a text: 64-bit FNV-1a, the same on every machine.
std::uint64_t hash_text(std::string_view text);

/// Anchors what `range` covers. `passages` are all of the document, in order, so that prefix and suffix reach
/// into the passages around; page furniture is never part of them. Throws std::out_of_range for a range outside
/// the passages.
Anchor make_anchor(const DocumentId& document, std::string_view extractor, std::span<const Passage> passages,
                   const PassageRange& range);

/// Anchors words [first_word, first_word + word_count) of a page, in the page's own text. Prefix and suffix stay
/// on the page. `word_count` is at least 1; throws std::out_of_range for words that the page does not have.
Anchor make_anchor(const DocumentId& document, std::string_view extractor, const Page& page,
                   std::uint32_t first_word, std::uint32_t word_count);

}  // namespace vp
