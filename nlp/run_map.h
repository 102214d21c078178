// run_map.h - leads places in a derived text back to the text it was made from, and the other way.
// Units: byte offsets. Runs ascend in both texts and are disjoint; what lies between runs was inserted or
// left out. Maps compose: (match text -> reading text) with (reading text -> page text) gives (match text ->
// page text).
#pragma once

#include <cstdint>
#include <vector>

#include "core/text_span.h"

namespace vp::nlp {

/// `to` bytes of the derived text come from `from` bytes of the source. Equal lengths and `verbatim`: byte
/// for byte; otherwise the run is one piece (a ligature and its letters) and is mapped as a whole.
struct MapRun {
  TextSpan to;
  TextSpan from;
  bool verbatim = true;
  bool operator==(const MapRun&) const = default;
};

class RunMap {
 public:
  /// Appends a run; joins it to the last one when both are verbatim and adjoin. Runs must ascend.
  void append(MapRun run);
  /// The smallest source span that covers everything `to` came from; empty span at the right place when it
  /// came from nothing.
  [[nodiscard]] TextSpan to_source(TextSpan to) const;
  /// The smallest derived span that covers everything made from `from`; empty at the right place when nothing
  /// was.
  [[nodiscard]] TextSpan from_source(TextSpan from) const;
  /// Map from this map's derived text to the source of `earlier` (whose derived text is this map's source).
  [[nodiscard]] RunMap after(const RunMap& earlier) const;
  [[nodiscard]] const std::vector<MapRun>& runs() const { return runs_; }
  bool operator==(const RunMap&) const = default;

 private:
  std::vector<MapRun> runs_;
};

}  // namespace vp::nlp
