#include "ingest/spread_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vp::ingest {
namespace {

constexpr float kSameEdgePt = 2.0F;
constexpr std::size_t kLeastRows = 4;  // beside fewer, the lines of a label may stand where they do by chance
constexpr float kFilledRows = 0.7F;    // so many of the rows have a line of the label beside them

// The upper edges of the cells beside a cell within its height, its own left out.
std::vector<float> edges_beside(const CellDraft& cell, const std::vector<CellDraft>& cells) {
  std::vector<float> edges;
  for (const CellDraft& other : cells) {
    const bool is_beside =
        other.box.x0 >= cell.box.x1 - kSameEdgePt || other.box.x1 <= cell.box.x0 + kSameEdgePt;
    if (is_beside && other.box.y0 > cell.box.y0 + kSameEdgePt && other.box.y0 < cell.box.y1 - kSameEdgePt)
      edges.push_back(other.box.y0);
  }
  std::sort(edges.begin(), edges.end());
  std::vector<float> distinct;
  for (const float edge : edges) {
    if (distinct.empty() || edge - distinct.back() > kSameEdgePt) distinct.push_back(edge);
  }
  return distinct;
}

std::vector<CellDraft> cut_at(const CellDraft& cell, const std::vector<float>& edges, const TextParts& text) {
  std::vector<CellDraft> parts(edges.size() + 1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].box = cell.box;
    parts[i].is_head = cell.is_head;
    if (i > 0) parts[i].box.y0 = edges[i - 1];
    if (i < edges.size()) parts[i].box.y1 = edges[i];
  }
  for (const std::uint32_t i : cell.segments) {
    const float middle = text.segment(i).v - 0.3F * text.segment(i).size_pt;
    const auto part = std::upper_bound(edges.begin(), edges.end(), middle) - edges.begin();
    parts[static_cast<std::size_t>(part)].segments.push_back(i);
  }
  return parts;
}

// One line in each of nearly all parts.
bool is_line_by_line(const std::vector<CellDraft>& parts, const TextParts& text) {
  std::size_t filled = 0;
  for (const CellDraft& part : parts) {
    if (part.segments.empty()) continue;
    ++filled;
    const Segment& first = text.segment(part.segments.front());
    for (const std::uint32_t i : part.segments) {
      if (std::fabs(text.segment(i).v - first.v) > 0.4F * first.size_pt) return false;
    }
  }
  return static_cast<float>(filled) >= kFilledRows * static_cast<float>(parts.size());
}

}  // namespace

bool split_labels_beside_rows(std::vector<CellDraft>& cells, const TextParts& text) {
  if (cells.size() > kMaxSpreadCells) return false;
  std::vector<CellDraft> result;
  bool has_cut = false;
  for (const CellDraft& cell : cells) {
    std::vector<CellDraft> parts;
    if (cell.segments.size() >= kLeastRows && cell.tables.empty()) {
      const std::vector<float> edges = edges_beside(cell, cells);
      if (edges.size() + 1 >= kLeastRows) parts = cut_at(cell, edges, text);
    }
    if (!parts.empty() && is_line_by_line(parts, text)) {
      has_cut = true;
      result.insert(result.end(), parts.begin(), parts.end());
    } else {
      result.push_back(cell);
    }
  }
  if (has_cut) cells = std::move(result);
  return has_cut;
}

}  // namespace vp::ingest
