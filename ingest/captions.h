// captions.h - captions that no word labels as such: a line or two in small italics right over or under a table or
// a drawing.
#pragma once

#include <span>

#include "core/document.h"

namespace vp::ingest {

/// Makes such paragraphs captions. `pictures`: boxes of the page's images. Nothing else changes.
void mark_plain_captions(Page& page, std::span<const RectPt> pictures, float body_size_pt);

}  // namespace vp::ingest
