// recognition_frames.h - what goes between the main program and vindplaats-ocr: a request of a head and gray pixels,
// an answer of a head, and for each word a head and its text. Both are programs of one build on one machine.
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

struct RecognitionHead {
  std::uint32_t magic = 0x31574356;
  std::uint32_t words = 0;
  float skew_degrees = 0;
  std::uint32_t has_ink = 0;
};

struct RecognizedWordHead {
  RectPt box;
  float confidence = 0;
  std::uint32_t block = 0, line = 0;
  std::uint32_t text_bytes = 0;
};

inline constexpr std::uint32_t kMaxRecognizedWords = 20'000;
inline constexpr std::uint32_t kMaxWordBytes = 512;

/// Exit statuses of vindplaats-ocr beside those of WorkerExit.
enum RecognitionExit : int { kExitBadRequest = 84, kExitNoData = 85 };

}  // namespace vp::ingest
