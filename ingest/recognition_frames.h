// recognition_frames.h - what goes between the main program and vindplaats-ocr: a request of a head and gray pixels;
// an answer of a head, the lines, the bars, and for each word a head and its text. Both are programs of one build on one
// machine. Answers are kept too (index/recognition_cache.h): a change of form wants another magic number.
#pragma once

#include <cstdint>

#include "core/geometry.h"

namespace vp::ingest {

struct RecognitionRequest {
  std::uint32_t magic = 0x31504356;
  std::uint32_t width_px = 0, height_px = 0;
  std::uint32_t is_sandboxed = 1;
  double dots_per_inch = 0;
  std::uint64_t cpu_ms = 0, memory_bytes = 0;
};

/// Boxes in points of the upright picture (page_turn.h).
struct RecognitionHead {
  std::uint32_t magic = 0x32574356;
  std::uint32_t lines = 0, bars = 0, words = 0;
  std::uint32_t quarter_turns = 0;
  float skew_degrees = 0;
  std::uint32_t has_ink = 0;
};

struct RecognizedBar {
  RectPt box;
  std::uint32_t shade = 0;  ///< 0 is black, 255 white
  bool operator==(const RecognizedBar&) const = default;
};

struct RecognizedWordHead {
  RectPt box;
  float baseline_pt = 0, size_pt = 0;
  float confidence = 0;
  std::uint32_t block = 0, line = 0;
  std::uint32_t text_bytes = 0;
};

inline constexpr std::uint32_t kMaxRecognizedWords = 20'000;
inline constexpr std::uint32_t kMaxRecognizedLines = 10'000;  ///< and bars
inline constexpr float kMaxTextSizePt = 400;
inline constexpr std::uint32_t kMaxWordBytes = 512;

/// Exit statuses of vindplaats-ocr beside those of WorkerExit.
enum RecognitionExit : int { kExitBadRequest = 84, kExitNoData = 85 };

}  // namespace vp::ingest
