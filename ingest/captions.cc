#include "ingest/captions.h"

#include <algorithm>
#include <vector>

#include "ingest/block_look.h"

namespace vp::ingest {
namespace {

constexpr float kCaptionSize = 0.95F;  // of the body size, at most
constexpr std::uint32_t kMaxLines = 3;
constexpr std::uint32_t kMaxWords = 40;
constexpr float kGap = 1.6F;         // of the caption's size: it stands no further away
constexpr float kMinPicturePt = 12;  // smaller drawings are bullets, rules and icons
constexpr std::size_t kMaxShapes = 4000;

bool looks_like_caption(const Page& page, const Block& block, float body_size) {
  if (block.kind != BlockKind::kParagraph || block.line_count > kMaxLines || block.is_aside) return false;
  const auto words = words_of(page, block);
  if (words.empty() || words.size() > kMaxWords) return false;
  return std::all_of(words.begin(), words.end(), [&](const Word& word) {
    return (word.flags & kWordItalic) != 0 && word.font_size_pt <= kCaptionSize * body_size;
  });
}

bool is_next_to(const RectPt& caption, const RectPt& shape, float size) {
  const bool is_over_or_under = caption.x0 < shape.x1 && shape.x0 < caption.x1;
  const float below = caption.y0 - shape.y1;
  const float above = shape.y0 - caption.y1;
  const auto is_near = [&](float gap) { return gap > -0.3F * size && gap < kGap * size; };
  return is_over_or_under && (is_near(below) || is_near(above));
}

}  // namespace

void mark_plain_captions(Page& page, std::span<const RectPt> pictures, float body_size_pt) {
  std::vector<RectPt> shapes;
  for (const Table& table : page.tables)
    shapes.push_back(table.box);
  const auto add = [&](const RectPt& box) {
    const bool is_picture =
        std::min(box.width(), box.height()) >= kMinPicturePt && box.width() < page.width_pt * 0.95F;
    if (is_picture && shapes.size() < kMaxShapes) shapes.push_back(box);
  };
  for (const RectPt& picture : pictures)
    add(picture);
  for (const FilledRect& fill : page.fills)
    add(fill.box);
  if (shapes.empty()) return;
  for (Block& block : page.blocks) {
    if (!looks_like_caption(page, block, body_size_pt)) continue;
    const float size = words_of(page, block).front().font_size_pt;
    if (std::any_of(shapes.begin(), shapes.end(),
                    [&](const RectPt& shape) { return is_next_to(block.box, shape, size); })) {
      block.kind = BlockKind::kCaption;
    }
  }
}

}  // namespace vp::ingest
