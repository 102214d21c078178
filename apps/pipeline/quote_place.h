// quote_place.h - from how a person names a place (document, page, exact words) to its anchor.
// Errors: kNotFound (the words do not stand there; the text says where they do, or what comes nearest),
//   kInvalidArgument (they stand there more than once; the text lists the places).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/anchor.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// By words: `quote`, and the page where one is given. By place: `passage`, with `span` or whole; a quote beside it must
/// then be what stands there.
struct PlaceName {
  std::string quote;
  std::optional<PageIndex> page;
  std::optional<std::uint32_t> passage;
  std::optional<TextSpan> span;
};

/// The anchor of the one place that is meant. Words are compared as they stand; when they stand nowhere so, white
/// space, hyphens, capitals and ligatures do not count. The anchor has the document's own characters.
Result<Anchor> find_place(index::Dossier& dossier, const DocumentId& document, const PlaceName& name);

}  // namespace vp::apps
