// page_recognition.h - the words in the picture of a page, read by the program vindplaats-ocr: Tesseract in a process of
// its own for each page, without rights, that gets pixels and never a submitted file. The caller believes nothing of the
// answer that it has not checked.
// Errors: see recognize_page; all of them cost this one page.
// Threads: starts a process and waits for it; safe from several threads.
// Units: boxes in points of the page, as page_picture.h has them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "core/result.h"
#include "ingest/page_picture.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

struct RecognizedWord {
  std::string text;         ///< UTF-8, not empty
  RectPt box;               ///< upright, around the word as it lies on the page
  float confidence = 0;     ///< 0 to 1
  std::uint32_t block = 0;  ///< rising; words of one block stand together
  std::uint32_t line = 0;   ///< rising over the whole page
  bool operator==(const RecognizedWord&) const = default;
};

struct RecognizedPage {
  std::vector<RecognizedWord> words;  ///< in reading order
  float mean_confidence = 0;          ///< weighed by the words' lengths; 0 without words
  float skew_degrees = 0;             ///< clockwise turn that set the picture straight
  bool has_ink = false;               ///< false: a blank page, which is no page unread
};

/// What one page may take: A4 at 300 dots per inch takes 1 to 3 s and about 150 MiB.
WorkerLimits default_recognition_limits();

/// `program` is the path of vindplaats-ocr; `picture` is gray.
/// Errors: kInvalidArgument (a coloured or misshapen picture); kNotFound (no such program); kTimedOut; kTooBig (memory,
/// or total_bytes of answer); kUnsupported (no Dutch data); kWorkerFailed (crash, no confinement, an answer that breaks
/// the protocol).
Result<RecognizedPage> recognize_page(const std::string& program, const PagePicture& picture,
                                      const WorkerLimits& limits);

}  // namespace vp::ingest
