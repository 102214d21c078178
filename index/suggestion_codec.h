// suggestion_codec.h - what is said of an indicator as bytes: polarities, speakers, cues; and as bits to filter by.
// Errors: kMalformed for bytes that are no such list, or spans outside the text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/polarity.h"
#include "core/result.h"
#include "core/text_span.h"

namespace vp::index {

/// `near` is the mention's sentence: places are kept as their distance from it.
void append_suggestions(std::vector<std::uint8_t>& out, TextSpan near,
                        std::span<const PolaritySuggestion> suggestions);

Result<std::vector<PolaritySuggestion>> parse_suggestions(std::span<const std::uint8_t> bytes, TextSpan near,
                                                          std::size_t text_bytes);

/// One bit for each polarity with each role that says it, and with nobody named.
std::int64_t to_voice_bits(std::span<const PolaritySuggestion> suggestions);

/// The bits of which a wanted mention has at least one; none when nothing is asked.
std::optional<std::int64_t> wanted_voice_bits(std::optional<Polarity> polarity,
                                              std::optional<SpeakerRole> speaker);

/// A bit for each of the polarities with each of the speakers; an empty list is any.
std::int64_t voice_bits_of(const std::vector<Polarity>& polarities, const std::vector<SpeakerRole>& speakers);

}  // namespace vp::index
