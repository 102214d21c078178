// frame_checks.h - whether what a worker sent keeps the promises of core/document.h. A worker that read a
// hostile file may say anything, so the main process believes no value before it has passed here; the worker
// asks the same questions first, so that a mistake of the reader costs one page and not the document.
// Errors: kMalformed, naming the page and the first value that is wrong.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/document.h"
#include "core/result.h"
#include "ingest/extractor.h"

namespace vp::ingest {

/// Coordinates lie within plus or minus this many points (3.5 km), so that later stages can scale them
/// freely.
inline constexpr float kMaxCoordinatePt = 1.0e7F;
/// Titles, labels, reasons, font names: longer ones are cut by the worker and refused by the main process.
inline constexpr std::size_t kMaxFieldBytes = 16U << 10U;
inline constexpr std::size_t kMaxFonts = 1U << 16U;  // Word::font has 16 bits
inline constexpr std::uint8_t kMaxHeadingLevel = 9;
inline constexpr std::size_t kMaxTables = 1000;          // of a page
inline constexpr std::size_t kMaxTablePlaces = 100'000;  // rows times columns of one table

/// Of a document's bookmarks, so many, so deep and with titles so long are kept.
inline constexpr std::size_t kMaxBookmarks = 10'000;
inline constexpr std::uint8_t kMaxBookmarkLevel = 12;
inline constexpr std::size_t kMaxBookmarkTitleBytes = 300;

/// Strict UTF-8 (Unicode table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// `text` cut to at most `max_bytes` between characters, every byte that is no UTF-8 made U+FFFD.
std::string to_valid_utf8(std::string_view text, std::size_t max_bytes);

Result<void> check_head(const DocumentHead& head);

/// Everything that a page promises by itself: values in range, spans ascending within the text and on
/// character boundaries, words that cover all text but spaces and line ends, lines that cover the words,
/// blocks that cover the lines, table cells within their table that share neither place nor block. Not whether its index fits the document.
Result<void> check_page(const Page& page);

/// That every bookmark has a short title, a page of the document, a place on it, and a level that goes on from the
/// one before it.
Result<void> check_outline(const Outline& outline, std::uint32_t page_count);

Result<void> check_tail(const DocumentTail& tail);

}  // namespace vp::ingest
