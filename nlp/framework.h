// framework.h - the assessment framework (toetsingskader) as data: themes, criteria, indicators and their
// patterns. Errors: load_framework is strict; kMalformed names the file and the line of the row, and what it
// should be. Source: corpus/framework/toetsingskader.toml (format note at its top).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/passage.h"
#include "core/result.h"

namespace vp::nlp {

struct Theme {
  std::string id, name, description;
  std::vector<std::string> printed_names;  ///< how documents print it ("Continu", "Continue")
};

struct Criterion {
  std::string id, theme, name;
};

/// A pattern over match text, macros expanded. `context`: a second pattern that must match in the same
/// sentence.
struct IndicatorPattern {
  std::string id;  ///< "A2.2/sterk/3": stable, 1-based within its list
  MentionStrength strength = MentionStrength::kStrong;
  std::string regex;
  std::optional<std::string> context;
};

struct Indicator {
  std::string id, criterion, short_name, text;
  std::vector<std::string> printed_texts;      ///< other wordings of `text` seen in print, misprints included
  std::string source;                          ///< where the row's vocabulary was seen
  std::string family;                          ///< indicators of one family share vocabulary; empty: none
  std::vector<IndicatorPattern> patterns;      ///< strong ones first
  std::vector<std::string> masks;              ///< text that is blanked before this indicator's patterns run
  std::vector<std::string> matching_examples;  ///< sentences that must be tagged; run by the tests
  std::vector<std::string> non_matching_examples;  ///< sentences that must not be tagged with this indicator
};

struct Framework {
  std::string id, version, name, source;
  std::vector<Theme> themes;
  std::vector<Criterion> criteria;
  std::vector<Indicator> indicators;
  std::string
      content_hash;  ///< SHA-256 or other stable hash of the file's bytes, hexadecimal; tags depend on it

  [[nodiscard]] const Indicator* find_indicator(std::string_view indicator_id) const;
  [[nodiscard]] const Theme* find_theme(std::string_view theme_id) const;
  /// Theme id of an indicator; empty when there is no such indicator.
  [[nodiscard]] std::string theme_of(std::string_view indicator_id) const;
};

/// Whether every pattern is compiled to see that it is sound. Unchecked: for a file that was checked before, which its
/// content_hash tells; compiling is most of the time that reading takes.
enum class PatternCheck : std::uint8_t { kNow, kDoneBefore };

Result<Framework> load_framework(const std::filesystem::path& file, PatternCheck check = PatternCheck::kNow);
Result<Framework> parse_framework(std::string_view toml, std::string_view name_for_errors,
                                  PatternCheck check = PatternCheck::kNow);

}  // namespace vp::nlp
