#include "apps/cli/plain_text.h"

#include <algorithm>
#include <cmath>

#include "core/converted_form.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

/// The place where a cut does not split a word: the last space before `place` (or `place` itself, far from
/// any).
std::size_t word_begin(std::string_view text, std::size_t place) {
  const std::size_t space = text.rfind(' ', place);
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  return place - std::min(begin, place) > 40 ? place : begin;
}

/// The same forwards; a word that goes on for long (a web address) is cut, between characters.
std::size_t word_end(std::string_view text, std::size_t place) {
  if (place >= text.size()) return text.size();
  const std::size_t space = std::min(text.find(' ', place), text.size());
  if (space - place <= 40) return space;
  while (place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U)
    ++place;
  return place;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

std::string wrap(std::string_view text, std::string_view indent, std::size_t width) {
  std::string wrapped;
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of(" \n", begin);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t length = count_characters(word);
    if (length > 0) {
      const bool starts_line = wrapped.empty() || column + 1 + length > width;
      if (starts_line) {
        wrapped += (wrapped.empty() ? "" : "\n") + std::string(indent);
        column = indent.size() + length;
      } else {
        wrapped += ' ';
        column += 1 + length;
      }
      wrapped += word;
    }
    begin = end + 1;
  }
  return wrapped;
}

std::string to_place(const index::DocumentSource& source, const index::DocumentRecord& record,
                     PageIndex page) {
  std::string place = std::string(to_shown_name(source.path)) + ", p. " + std::to_string(page.number());
  for (const index::PageRecord& candidate : record.pages) {
    if (candidate.index == page && !candidate.label.empty() &&
        candidate.label != std::to_string(page.number())) {
      place += " (" + candidate.label + ")";
    }
  }
  if (!find_converter(record.extractor_version).empty()) place += " of the converted form";
  for (const index::PageRecord& candidate : record.pages) {
    if (candidate.index != page) continue;
    if (candidate.verdict == PageVerdict::kOcr) place += ", recognised from a picture";
    if (candidate.verdict == PageVerdict::kPoor) place += ", poorly legible";
  }
  return place;
}

std::string to_place(const index::DocumentSource& source, const index::DocumentRecord& record,
                     const Citation& citation) {
  const std::string part = join_part(find_part(record.outline, citation));
  return to_place(source, record, citation.page) + (part.empty() ? "" : ", in " + part);
}

std::string to_text(std::span<const RectPt> rects) {
  std::string text;
  for (const RectPt& rect : rects) {
    text += text.empty() ? "[" : " [";
    for (const float value : {rect.x0, rect.y0, rect.x1, rect.y1}) {
      if (text.back() != '[') text += ' ';
      text += std::to_string(std::lround(value));
    }
    text += ']';
  }
  return text;
}

std::string to_speaker(const SubmissionLabels& labels) {
  std::string speaker;
  for (const std::string& part : {labels.municipality, labels.approach, labels.submitter, labels.role}) {
    if (part.empty()) continue;
    speaker += (speaker.empty() ? "" : ", ") + part;
  }
  return speaker;
}

std::string make_snippet(std::string_view text, std::span<const TextSpan> matches, std::size_t max_bytes,
                         bool is_terminal) {
  const std::size_t anchor = matches.empty() ? 0 : matches.front().begin;
  std::size_t begin = 0;
  if (text.size() > max_bytes && anchor > max_bytes / 3) begin = word_begin(text, anchor - max_bytes / 3);
  // A cut far from any space must not split a character.
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
    ++begin;
  const std::size_t end = word_end(text, begin + max_bytes);
  std::string snippet(begin > 0 ? kEllipsis : "");
  std::size_t place = begin;
  for (const TextSpan match : matches) {
    if (match.begin < place || match.end > end) continue;
    snippet += text.substr(place, match.begin - place);
    if (is_terminal) snippet += kBold;
    snippet += match.in(text);
    if (is_terminal) snippet += kPlain;
    place = match.end;
  }
  snippet += text.substr(place, end - place);
  if (end < text.size()) snippet += kEllipsis;
  return snippet;
}

std::string to_ranges(std::span<const std::uint32_t> numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
      ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (last > i) text += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace vp::apps
