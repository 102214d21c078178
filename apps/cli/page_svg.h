// page_svg.h - draws how a page was read: words at their place, lines, blocks by kind in reading order, table
// cells, drawn lines and fills, mentions of indicators. For looking at, when a reading is not as it should be.
// Promise: one self-contained SVG without scripts; the same page gives the same bytes. Each layer is a group with
// a class of its own (fills, rulings, tables, lines, words, mentions, blocks, order, legend), so that a style
// sheet or an editor can hide it.
// Units: those of the page (points, top left); the drawing is as much larger as its legend takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/geometry.h"

namespace vp::apps {

/// A rectangle of an indicator's mention, with its tooltip ("A2.2 sterk").
struct MentionMark {
  RectPt rect;
  std::string label;
};

/// `heading` names the document above the legend.
std::string draw_page(const Page& page, const std::vector<MentionMark>& mentions, std::string_view heading);

}  // namespace vp::apps
