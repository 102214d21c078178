// note_flow.h - notes at the foot of a page that have several paragraphs, or go on from the page before.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets the kind of blocks in the size of notes, under all text of a page, where the page has notes or the one before
/// ended in one. Pure.
void settle_notes(Document& document);

}  // namespace vp::ingest
