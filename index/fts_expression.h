// fts_expression.h - one way in which a concept stands in a text as an FTS5 expression: quoted terms and nothing but
// those, so that no word of a user is ever syntax.
#pragma once

#include <string>

#include "nlp/search_query.h"

namespace vp::index {

/// For kPhrase and kNear ways; every phrase has a term, none of them empty.
std::string to_fts_expression(const nlp::ConceptWay& way);

}  // namespace vp::index
