// page_facts.h - the first verdict on a page, by what it shows rather than by what it says, and how much of
// it lies under images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/document.h"

namespace vp::ingest {

/// Finite and of a size that a page can have.
bool is_sane(const RectPt& box);

/// How much of the page images cover, on a coarse raster, so that tiles and overlaps count once.
class ImageCover {
 public:
  void clear(float width_pt, float height_pt);
  void add(const RectPt& box);
  /// 0..1.
  [[nodiscard]] float share() const;

 private:
  static constexpr int kCells = 40;
  float width_pt_ = 0;
  float height_pt_ = 0;
  std::vector<bool> covered_;
};

/// Sets verdict and reason from facts and words: no text layer, mojibake, blank page, hidden text over an
/// image (OCR), glyphs that were dropped.
void judge_by_facts(Page& page, std::uint64_t lost_glyphs);

}  // namespace vp::ingest
