#include "exports/shared_places.h"

#include <map>
#include <tuple>

namespace vp::exports {

std::vector<SharedPlace> gather_places(const ExportModel& model, const DocumentId& document) {
  using PlaceKey = std::tuple<PageIndex, std::vector<RectPt>, std::string>;
  std::map<PlaceKey, SharedPlace> places;
  for (const ExportedFinding& finding : model.findings) {
    for (const ExportedPlace& place : finding.places) {
      const Anchor& anchor = place.evidence.anchor;
      if (anchor.document != document || anchor.rects.empty()) continue;
      SharedPlace& shared = places[{anchor.page, anchor.rects, anchor.quote}];
      shared.anchor = &anchor;
      shared.uses.push_back({&finding, &place.evidence});
    }
  }
  std::vector<SharedPlace> list;
  list.reserve(places.size());
  for (auto& [key, place] : places)
    list.push_back(std::move(place));
  return list;
}

}  // namespace vp::exports
