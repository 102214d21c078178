#include "index/word_box_codec.h"

#include <algorithm>
#include <cmath>

#include "index/varint.h"

namespace vp::index {
namespace {

constexpr std::uint8_t kSameLine = 1;
constexpr std::uint8_t kOneByteGap = 2;
constexpr std::uint8_t kOtherPage = 4;
constexpr unsigned kSizeShift = 3;
constexpr std::uint32_t kLongSize = 31;
constexpr std::int64_t kMaxSteps = 1 << 24;  // a float holds every whole number up to here

std::int32_t to_steps(float pt) {
  if (std::isnan(pt)) return 0;
  const float steps = std::nearbyint(pt * kBoxStepsPerPt);
  return static_cast<std::int32_t>(
      std::clamp(steps, -static_cast<float>(kMaxSteps), static_cast<float>(kMaxSteps)));
}

float to_pt(std::int64_t steps) {
  return static_cast<float>(steps) / kBoxStepsPerPt;
}

struct BoxSteps {
  std::int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

BoxSteps to_steps(const RectPt& box) {
  return {to_steps(box.x0), to_steps(box.y0), to_steps(box.x1), to_steps(box.y1)};
}

/// What both sides remember of the words so far; the next word is told as the difference from it.
struct Context {
  std::int64_t text_end = 0;
  std::int64_t page = 0;
  std::int64_t y0 = 0, height = 0;
  std::int64_t line_x0 = 0;  ///< left edge of the line: where the next line is likely to begin
  std::int64_t x1 = 0;
  std::int64_t space = 0;  ///< between the last two words: justified or not, the same all along a line

  void advance(std::int64_t x0, std::int64_t width, bool same_line) {
    if (same_line) {
      space = x0 - x1;
    } else {
      line_x0 = x0;
    }
    x1 = x0 + width;
  }
};

bool is_place(std::int64_t steps) {
  return steps >= -kMaxSteps && steps <= kMaxSteps;
}

}  // namespace

RectPt quantize(const RectPt& box) {
  const BoxSteps steps = to_steps(box);
  return {to_pt(steps.x0), to_pt(steps.y0), to_pt(steps.x1), to_pt(steps.y1)};
}

Passage quantize(Passage passage) {
  for (PassageWord& word : passage.words)
    word.box = quantize(word.box);
  return passage;
}

void append_words(std::vector<std::uint8_t>& out, std::span<const PassageWord> words) {
  Context context;
  for (const PassageWord& word : words) {
    const BoxSteps box = to_steps(word.box);
    const std::int64_t height = static_cast<std::int64_t>(box.y1) - box.y0;
    const std::int64_t width = static_cast<std::int64_t>(box.x1) - box.x0;
    const std::int64_t gap = static_cast<std::int64_t>(word.span.begin) - context.text_end;
    const bool same_line = box.y0 == context.y0 && height == context.height;
    const bool other_page = word.page.value != context.page;
    const std::uint32_t size = word.span.size();

    std::uint32_t head = std::min(size, kLongSize) << kSizeShift;
    if (same_line) head |= kSameLine;
    if (gap == 1) head |= kOneByteGap;
    if (other_page) head |= kOtherPage;
    out.push_back(static_cast<std::uint8_t>(head));
    if (size >= kLongSize) append_varint(out, size - kLongSize);
    if (gap != 1) append_zigzag(out, gap);
    if (other_page) append_zigzag(out, static_cast<std::int64_t>(word.page.value) - context.page);
    if (!same_line) {
      append_zigzag(out, box.y0 - context.y0);
      append_zigzag(out, height - context.height);
    }
    append_zigzag(out, same_line ? box.x0 - context.x1 - context.space : box.x0 - context.line_x0);
    append_zigzag(out, width);

    context.text_end = word.span.end;
    context.page = word.page.value;
    context.y0 = box.y0;
    context.height = height;
    context.advance(box.x0, width, same_line);
  }
}

Result<std::vector<PassageWord>> parse_words(std::span<const std::uint8_t> bytes, std::size_t text_bytes) {
  const auto limit = static_cast<std::int64_t>(text_bytes);
  const auto malformed = [] { return Error{ErrorCode::kMalformed, "stored word boxes are broken", ""}; };
  // No number we write is larger; anything beyond is refused before it takes part in a sum.
  const auto is_small = [](std::int64_t value) { return value > -(1LL << 40) && value < (1LL << 40); };
  std::vector<PassageWord> words;
  words.reserve(bytes.size() / 4);
  VarintReader reader(bytes);
  Context context;
  while (reader.is_ok() && reader.remaining() > 0) {
    const std::uint8_t head = reader.read_byte();
    std::uint64_t size = head >> kSizeShift;
    if (size == kLongSize) size += reader.read_varint();
    const std::int64_t gap = (head & kOneByteGap) != 0 ? 1 : reader.read_zigzag();
    const std::int64_t page_step = (head & kOtherPage) != 0 ? reader.read_zigzag() : 0;
    const bool same_line = (head & kSameLine) != 0;
    const std::int64_t y_step = same_line ? 0 : reader.read_zigzag();
    const std::int64_t height_step = same_line ? 0 : reader.read_zigzag();
    const std::int64_t x_step = reader.read_zigzag();
    const std::int64_t width = reader.read_zigzag();
    if (size > text_bytes || !is_small(gap) || !is_small(page_step) || !is_small(y_step) ||
        !is_small(height_step) || !is_small(x_step) || !is_small(width)) {
      return malformed();
    }
    const std::int64_t begin = context.text_end + gap;
    context.text_end = begin + static_cast<std::int64_t>(size);
    context.page += page_step;
    context.y0 += y_step;
    context.height += height_step;
    const std::int64_t x0 = same_line ? context.x1 + context.space + x_step : context.line_x0 + x_step;
    context.advance(x0, width, same_line);
    if (begin < 0 || context.text_end > limit || context.page < 0 || context.page > UINT32_MAX ||
        !is_place(x0) || !is_place(context.x1) || !is_place(context.y0) ||
        !is_place(context.y0 + context.height)) {
      return malformed();
    }
    words.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(context.text_end)},
                     PageIndex{static_cast<std::uint32_t>(context.page)},
                     {to_pt(x0), to_pt(context.y0), to_pt(context.x1), to_pt(context.y0 + context.height)}});
  }
  if (!reader.is_done()) return malformed();
  return words;
}

}  // namespace vp::index
