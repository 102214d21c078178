#include "ingest/note_flow.h"

#include <algorithm>
#include <cmath>

#include "ingest/block_look.h"

namespace vp::ingest {
namespace {

constexpr float kSameSizePt = 0.3F;
constexpr float kNoteSize = 0.95F;  // of the body size, at most
constexpr float kFootShare = 0.5F;  // what goes on stands in the lower half of its page

bool is_text(const Block& block) {
  return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem;
}

// The size of the last note of a page; 0 when its last text is none.
float size_of_last_note(const Page& page) {
  for (auto it = page.blocks.rbegin(); it != page.blocks.rend(); ++it) {
    if (is_page_furniture(it->kind)) continue;
    return it->kind == BlockKind::kFootnote ? look_of(page, *it).size_pt : 0;
  }
  return 0;
}

float size_of_first_note(const Page& page) {
  const auto note = std::find_if(page.blocks.begin(), page.blocks.end(),
                                 [](const Block& block) { return block.kind == BlockKind::kFootnote; });
  return note == page.blocks.end() ? 0 : look_of(page, *note).size_pt;
}

// Everything of this size under the last text of another size.
void mark_foot(Page& page, float size) {
  float top = kFootShare * page.height_pt;
  for (const Block& block : page.blocks) {
    if (is_page_furniture(block.kind) || block.kind == BlockKind::kFootnote) continue;
    if (std::fabs(look_of(page, block).size_pt - size) > kSameSizePt) top = std::max(top, block.box.y1);
  }
  for (Block& block : page.blocks) {
    if (is_text(block) && !block.is_aside && block.box.y0 >= top - 1 &&
        std::fabs(look_of(page, block).size_pt - size) <= kSameSizePt) {
      block.kind = BlockKind::kFootnote;
    }
  }
}

}  // namespace

void settle_notes(Document& document) {
  const float limit = kNoteSize * find_body_look(document).size_pt;
  float before = 0;
  for (Page& page : document.pages) {
    const float own = size_of_first_note(page);
    const float size = own > 0 ? own : before;
    if (size > 0 && size <= limit) mark_foot(page, size);
    before = size_of_last_note(page);
  }
}

}  // namespace vp::ingest
