#include "index/suggestion_codec.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "index/varint.h"

namespace vp::index {
namespace {

constexpr std::uint64_t kPolarities = static_cast<std::uint64_t>(Polarity::kLimited) + 1;
constexpr std::uint64_t kRoles = static_cast<std::uint64_t>(SpeakerRole::kInspectorate) + 1;
constexpr std::uint64_t kShares = static_cast<std::uint64_t>(SpeakerShare::kCounted) + 1;

void append_span(std::vector<std::uint8_t>& out, TextSpan near, TextSpan span) {
  append_zigzag(out, static_cast<std::int64_t>(span.begin) - static_cast<std::int64_t>(near.begin));
  append_varint(out, span.size());
}

/// Reads in bounds; a breach leaves is_sound() false and every later value 0.
class SuggestionReader {
 public:
  SuggestionReader(std::span<const std::uint8_t> bytes, TextSpan near, std::size_t text_bytes)
      : reader_(bytes),
        size_(bytes.size()),
        near_(near.begin),
        text_bytes_(static_cast<std::int64_t>(text_bytes)) {}

  PolaritySuggestion read() {
    PolaritySuggestion suggestion;
    const std::uint64_t head = read_below(kPolarities * 2);
    suggestion.polarity = static_cast<Polarity>(head / 2);
    suggestion.risk = head % 2 == 1;
    suggestion.clause = read_span();
    for (std::uint64_t count = read_below(size_ + 1); count > 0 && is_sound(); --count)
      suggestion.speakers.push_back(read_speaker());
    for (std::uint64_t count = read_below(size_ + 1); count > 0 && is_sound(); --count) {
      const TextSpan span = read_span();
      suggestion.cues.push_back({span, read_text()});
    }
    return suggestion;
  }

  [[nodiscard]] bool is_sound() const { return is_sound_ && reader_.is_ok(); }
  [[nodiscard]] bool has_more() const { return is_sound() && reader_.remaining() > 0; }

 private:
  std::uint64_t read_below(std::uint64_t limit) {
    const std::uint64_t value = reader_.read_varint();
    if (value < limit) return value;
    is_sound_ = false;
    return 0;
  }

  TextSpan read_span() {
    const std::int64_t gap = reader_.read_zigzag();
    const std::uint64_t length = read_below(static_cast<std::uint64_t>(text_bytes_) + 1);
    // Compared before adding, so that no sum can overflow.
    if (gap < -near_ || gap > text_bytes_ - near_ ||
        near_ + gap + static_cast<std::int64_t>(length) > text_bytes_) {
      is_sound_ = false;
      return {};
    }
    const auto begin = static_cast<std::uint32_t>(near_ + gap);
    return {begin, begin + static_cast<std::uint32_t>(length)};
  }

  Speaker read_speaker() {
    constexpr std::uint64_t kNumbers = std::uint64_t{std::numeric_limits<std::uint32_t>::max()} + 1;
    Speaker speaker;
    const std::uint64_t kind = read_below(kRoles * kShares);
    speaker.role = static_cast<SpeakerRole>(kind % kRoles);
    speaker.share = static_cast<SpeakerShare>(kind / kRoles);
    if (speaker.share != SpeakerShare::kCounted) return speaker;
    speaker.count = static_cast<std::uint32_t>(read_below(kNumbers));
    const std::uint64_t of = read_below(kNumbers + 1);
    if (of > 0) speaker.of = static_cast<std::uint32_t>(of - 1);
    return speaker;
  }

  std::string read_text() {
    std::string text;
    for (std::uint64_t length = read_below(reader_.remaining() + 1); length > 0 && is_sound(); --length)
      text += static_cast<char>(reader_.read_byte());
    return text;
  }

  VarintReader reader_;
  std::size_t size_;
  std::int64_t near_;
  std::int64_t text_bytes_;
  bool is_sound_ = true;
};

/// `speaker` beyond the roles: nobody named.
std::int64_t voice_bit(std::uint64_t polarity, std::uint64_t speaker) {
  return std::int64_t{1} << (polarity * (kRoles + 1) + speaker);
}

}  // namespace

void append_suggestions(std::vector<std::uint8_t>& out, TextSpan near,
                        std::span<const PolaritySuggestion> suggestions) {
  for (const PolaritySuggestion& suggestion : suggestions) {
    append_varint(out, static_cast<std::uint64_t>(suggestion.polarity) * 2 + (suggestion.risk ? 1U : 0U));
    append_span(out, near, suggestion.clause);
    append_varint(out, suggestion.speakers.size());
    for (const Speaker& speaker : suggestion.speakers) {
      append_varint(
          out, static_cast<std::uint64_t>(speaker.share) * kRoles + static_cast<std::uint64_t>(speaker.role));
      if (speaker.share != SpeakerShare::kCounted) continue;
      append_varint(out, speaker.count);
      append_varint(out, speaker.of ? std::uint64_t{*speaker.of} + 1 : 0U);
    }
    append_varint(out, suggestion.cues.size());
    for (const Cue& cue : suggestion.cues) {
      append_span(out, near, cue.span);
      append_varint(out, cue.rule.size());
      out.insert(out.end(), cue.rule.begin(), cue.rule.end());
    }
  }
}

Result<std::vector<PolaritySuggestion>> parse_suggestions(std::span<const std::uint8_t> bytes, TextSpan near,
                                                          std::size_t text_bytes) {
  std::vector<PolaritySuggestion> suggestions;
  SuggestionReader reader(bytes, near, text_bytes);
  while (reader.has_more())
    suggestions.push_back(reader.read());
  if (!reader.is_sound()) return Error{ErrorCode::kMalformed, "stored suggestions do not fit their text", ""};
  return suggestions;
}

std::int64_t to_voice_bits(std::span<const PolaritySuggestion> suggestions) {
  std::int64_t bits = 0;
  for (const PolaritySuggestion& suggestion : suggestions) {
    const auto polarity = static_cast<std::uint64_t>(suggestion.polarity);
    if (suggestion.speakers.empty()) bits |= voice_bit(polarity, kRoles);
    for (const Speaker& speaker : suggestion.speakers)
      bits |= voice_bit(polarity, static_cast<std::uint64_t>(speaker.role));
  }
  return bits;
}

std::optional<std::int64_t> wanted_voice_bits(std::optional<Polarity> polarity,
                                              std::optional<SpeakerRole> speaker) {
  if (!polarity && !speaker) return std::nullopt;
  std::int64_t bits = 0;
  for (std::uint64_t p = 0; p < kPolarities; ++p) {
    if (polarity && static_cast<std::uint64_t>(*polarity) != p) continue;
    for (std::uint64_t s = 0; s <= kRoles; ++s) {
      if (!speaker || static_cast<std::uint64_t>(*speaker) == s) bits |= voice_bit(p, s);
    }
  }
  return bits;
}

std::int64_t voice_bits_of(const std::vector<Polarity>& polarities,
                           const std::vector<SpeakerRole>& speakers) {
  std::vector<std::optional<Polarity>> any_polarity(polarities.begin(), polarities.end());
  std::vector<std::optional<SpeakerRole>> any_speaker(speakers.begin(), speakers.end());
  if (any_polarity.empty()) any_polarity.emplace_back();
  if (any_speaker.empty()) any_speaker.emplace_back();
  std::int64_t bits = 0;
  for (const auto& polarity : any_polarity) {
    for (const auto& speaker : any_speaker)
      bits |= wanted_voice_bits(polarity, speaker).value_or(0);
  }
  return bits;
}

}  // namespace vp::index
