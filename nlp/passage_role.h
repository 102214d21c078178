// passage_role.h - what a passage does in its document: name a subject, or say something of it.
#pragma once

#include "core/passage.h"

namespace vp::nlp {

/// True for headings, captions, contents lines, questions without an answer and lone words: they tell what the text
/// beside or below them is about, and are no evidence of themselves.
bool is_title(const Passage& passage);

}  // namespace vp::nlp
