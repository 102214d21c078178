// side_notes.h - which blocks stand in a column beside the running text: notes, names and dates in small type.
// Source: how Dutch letters and reports are set - smaller than the text, in a narrow column, at the height of it.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets `is_aside` of such blocks. Wants furniture, notes and captions marked; nothing but that field changes.
void mark_side_notes(Document& document);

}  // namespace vp::ingest
