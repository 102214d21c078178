// shared_places.h - the places of one document, each once, with all findings that stand on it: several findings may
// share one sentence. Lifetime: the model must outlive what is returned.
#pragma once

#include <vector>

#include "exports/export_model.h"

namespace vp::exports {

struct PlaceUse {
  const ExportedFinding* finding = nullptr;
  const Evidence* link = nullptr;
};

struct SharedPlace {
  const Anchor* anchor = nullptr;
  std::vector<PlaceUse> uses;  ///< at least one; by finding, then link
};

/// Ascending by page, rectangles and quote; without places that have no rectangle.
std::vector<SharedPlace> gather_places(const ExportModel& model, const DocumentId& document);

}  // namespace vp::exports
