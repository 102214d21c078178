#include "ingest/side_notes.h"

#include <algorithm>
#include <vector>

#include "ingest/block_look.h"

namespace vp::ingest {
namespace {

constexpr float kNoteSize = 0.92F;  // of the body size, at most
constexpr float kBodySize = 0.96F;  // of the body size, at least: running text
constexpr float kNarrow = 0.6F;     // of the widest text beside it, at most
constexpr std::size_t kMaxPairs = 250'000;

struct Looked {
  std::size_t block = 0;
  RectPt box;
};

bool is_text(const Block& block) {
  return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem ||
         block.kind == BlockKind::kHeading;
}

// Everything at the height of a note keeps clear of it, and something there is running text.
bool stands_beside(const RectPt& note, const std::vector<Looked>& texts) {
  float widest = 0;
  for (const Looked& text : texts) {
    if (text.box.y0 >= note.y1 || text.box.y1 <= note.y0) continue;
    if (text.box.x0 < note.x1 && note.x0 < text.box.x1) return false;
    widest = std::max(widest, text.box.width());
  }
  return widest > 0 && note.width() <= kNarrow * widest;
}

void mark_page(Page& page, float body_size) {
  std::vector<Looked> texts;
  std::vector<Looked> notes;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    if (!is_text(block) || block.is_aside || block.line_count == 0) continue;
    const BlockLook look = look_of(page, block);
    const bool is_running = block.kind == BlockKind::kParagraph && block.line_count > 1;
    if (is_running && look.size_pt >= kBodySize * body_size) texts.push_back({b, block.box});
    if (look.size_pt <= kNoteSize * body_size && block.kind != BlockKind::kHeading)
      notes.push_back({b, block.box});
  }
  if (texts.size() * notes.size() > kMaxPairs) return;
  for (const Looked& note : notes)
    page.blocks[note.block].is_aside = stands_beside(note.box, texts);
}

}  // namespace

void mark_side_notes(Document& document) {
  const float body_size = find_body_look(document).size_pt;
  for (Page& page : document.pages)
    mark_page(page, body_size);
}

}  // namespace vp::ingest
