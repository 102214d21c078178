// plain_text.h - how results read on a terminal or in a log.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "index/engine.h"

namespace vp::apps {

/// Breaks text into lines of at most `width` characters (not bytes), each begun by `indent`; long words stay
/// whole.
std::string wrap(std::string_view text, std::string_view indent, std::size_t width = 100);

/// "plan.pdf, p. 4 (iv)" with the page label where it differs from the number.
std::string to_place(const index::DocumentSource& source, const index::DocumentRecord& record,
                     PageIndex page);

/// The same for a quote, with the part of the file that it stands in: "plan.pdf, p. 4, in Bijlage 3 > 2 Nazorg".
std::string to_place(const index::DocumentSource& source, const index::DocumentRecord& record,
                     const Citation& citation);

/// "[72 310 523 338]", one for each rectangle.
std::string to_text(std::span<const RectPt> rects);

/// "Oostmeer, Gezin Voorop, gemeente": what is known, by comma.
std::string to_speaker(const SubmissionLabels& labels);

/// A piece of `text` of at most about `max_bytes` around the first match, cut between words, "…" where text
/// is left out. On a terminal the matches are bold.
std::string make_snippet(std::string_view text, std::span<const TextSpan> matches, std::size_t max_bytes,
                         bool is_terminal);

/// "3-5, 9" of ascending page numbers.
std::string to_ranges(std::span<const std::uint32_t> numbers);

/// Characters, not bytes, of UTF-8 text.
std::size_t count_characters(std::string_view text);

}  // namespace vp::apps
