// interpreter_differential.h - reads pages both ways, by ContentInterpreter and by Poppler's Gfx, and
// compares what each tells, event by event and to the last bit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vp::ingest {

struct PageComparison {
  std::string reason;           ///< why the fast way left the page alone; "none" where it read it
  std::size_t event_count = 0;  ///< of the reading by Gfx
  std::string difference;       ///< empty where both tell the same, or only one tells
  [[nodiscard]] bool is_fast() const { return reason == "none"; }
};

/// One entry a page; none at all for a file that Poppler cannot open.
std::vector<PageComparison> compare_readings(std::string_view pdf);

/// A one-page file whose content stream is `content`. Its resources are fixed:
/// fonts F1 (simple), F2 (two bytes a code), F3 (vertical), F4 (Type 3); forms Fm1 (text under a matrix), Fm2
/// (draws itself), Fm3 (hidden layer), Fm4 (transparency group without resources); image Im1; colour spaces
/// Cs1 (separation), Cs2 (pattern); pattern P1; graphics states G1 (opacity 0), G2 (line width 5), G3 (soft
/// mask with text), G4 (soft mask without); properties OcOn, OcOff, Act (replacement text).
std::string make_tiny_pdf(std::string_view content);

}  // namespace vp::ingest
