#include "ingest/page_facts.h"

#include <algorithm>
#include <cmath>

namespace vp::ingest {
namespace {

constexpr float kLargestPt = 1.0e6F;
constexpr std::uint32_t kUnmappedPercent = 30;     // more unreadable glyphs than this make a page unread
constexpr std::uint32_t kSomeUnmappedPercent = 5;  // and this many make it poor
constexpr float kScanShare = 0.5F;                 // a scan fills at least this much of its page

}  // namespace

bool is_sane(const RectPt& box) {
  const auto fits = [](float value) { return std::fabs(value) < kLargestPt; };  // false for NaN
  return fits(box.x0) && fits(box.y0) && fits(box.x1) && fits(box.y1);
}

void ImageCover::clear(float width_pt, float height_pt) {
  width_pt_ = width_pt;
  height_pt_ = height_pt;
  covered_.assign(static_cast<std::size_t>(kCells) * kCells, false);
}

void ImageCover::add(const RectPt& box) {
  if (!is_sane(box) || width_pt_ <= 0 || height_pt_ <= 0) return;
  const auto cell = [](float value, float size) {
    return std::clamp(static_cast<int>(std::lround(value / size * kCells)), 0, kCells);
  };
  const int x1 = cell(box.x1, width_pt_);
  const int y1 = cell(box.y1, height_pt_);
  for (int y = cell(box.y0, height_pt_); y < y1; ++y) {
    for (int x = cell(box.x0, width_pt_); x < x1; ++x)
      covered_[static_cast<std::size_t>(y) * kCells + static_cast<std::size_t>(x)] = true;
  }
}

float ImageCover::share() const {
  if (covered_.empty()) return 0;
  const auto count = std::count(covered_.begin(), covered_.end(), true);
  return static_cast<float>(count) / static_cast<float>(covered_.size());
}

void judge_by_facts(Page& page, std::uint64_t lost_glyphs) {
  const PageFacts& facts = page.facts;
  const auto set = [&](PageVerdict verdict, const char* reason) {
    page.verdict = verdict;
    page.reason = reason;
  };
  const std::uint64_t unmapped = std::uint64_t{facts.unmapped_glyphs} * 100;
  if (page.words.empty()) {
    if (facts.images == 0 && facts.drawn_paths == 0) {
      page.reason = facts.parser_messages == 0 ? "blank page" : "no content could be read";
      if (facts.parser_messages != 0) page.verdict = PageVerdict::kUnread;
    } else {
      set(PageVerdict::kUnread, "no text layer");
    }
  } else if (unmapped > std::uint64_t{facts.glyphs} * kUnmappedPercent) {
    set(PageVerdict::kUnread, "mojibake");
  } else if (lost_glyphs > 0) {
    set(PageVerdict::kPoor, "more text than is read from one page");
  } else if (unmapped > std::uint64_t{facts.glyphs} * kSomeUnmappedPercent) {
    set(PageVerdict::kPoor, "some glyphs have no Unicode value");
  } else if (std::uint64_t{facts.invisible_glyphs} * 2 > facts.glyphs && facts.image_share >= kScanShare) {
    set(PageVerdict::kOcr, "text layer made by recognition");
  }
}

}  // namespace vp::ingest
