// page_layer.h - a page as one SVG: what was read of it at its place, as text that can be selected, with marks behind
// it; over the page's picture where there is one. No byte of the submitted file is in it.
// Units: those of the page (points, top left); each word carries its place in the reading text (passage:begin:end).
// Promise: whatever the words are, the markup is ours.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apps/web/view.h"
#include "core/passage.h"
#include "index/engine.h"

namespace vp::web {

enum class MarkKind : std::uint8_t { kFound, kLinked, kChosen };

struct PageMark {
  MarkKind kind = MarkKind::kFound;
  std::vector<RectPt> rects;  ///< on this page
  std::string sign;     ///< in the margin, beside the first rectangle: "√", "X", "LET OP"; may be empty
  std::string stance;   ///< names the sign's colour: for, against, remark
  std::string address;  ///< where a click on the sign leads; may be empty
  std::string name;     ///< read out for the sign
};

struct LayerOptions {
  std::string picture;  ///< address of the page's picture; empty: the words are drawn instead
  bool may_lack_picture =
      false;                  ///< the words are drawn below the picture, for when there turns out to be none
  std::optional<RectPt> cut;  ///< only this part of the page
  std::string label;          ///< read out for the whole
  bool is_selectable = true;  ///< words carry their place
};

/// `passages` are those that touch the page. Words that lie outside `cut` are left out.
SafeHtml draw_page_layer(const index::PageRecord& page, std::span<const Passage> passages,
                         std::span<const PageMark> marks, const LayerOptions& options);

/// The part of a page around these rectangles, as wide as the page and at most `height_pt` high.
RectPt choose_cut(const index::PageRecord& page, std::span<const RectPt> rects, float height_pt);

}  // namespace vp::web
