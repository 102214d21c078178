// page_recognition.h - the words in the picture of a page, read by the program vindplaats-ocr: Tesseract in a process of
// its own for each page, without rights, that gets pixels and never a submitted file. The caller believes nothing of the
// answer that it has not checked.
// Errors: see ask_recognition; all of them cost this one page.
// Threads: starts a process and waits for it; safe from several threads.
// Units: points of the picture set upright.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "core/result.h"
#include "ingest/page_picture.h"
#include "ingest/page_turn.h"
#include "ingest/recognition_frames.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

struct RecognizedWord {
  std::string text;         ///< UTF-8, not empty
  RectPt box;               ///< around its ink
  float baseline_pt = 0;    ///< of its line, where the word stands
  float size_pt = 0;        ///< of its line's letters, ascenders to descenders
  float confidence = 0;     ///< 0 to 1
  std::uint32_t block = 0;  ///< rising; words of one block stand together
  std::uint32_t line = 0;   ///< rising over the whole page
  bool operator==(const RecognizedWord&) const = default;
};

/// Boxes are those of the upright picture; `turn` and WayBack (page_turn.h) lead to the page.
struct RecognizedPage {
  std::vector<RecognizedWord> words;  ///< in the order in which they were read
  std::vector<RectPt> lines;          ///< drawn, thin, level or upright
  std::vector<RecognizedBar> bars;    ///< filled and dark
  PageTurn turn;
  float mean_confidence = 0;  ///< weighed by the words' lengths; 0 without words
  bool has_ink = false;       ///< false: a blank page, which is no page unread
};

/// What one page may take: A4 at 200 dots per inch takes 2 to 5 s of processor time and about 80 MiB, at 300 about 100.
WorkerLimits default_recognition_limits();

/// Name and version of what `program` reads with, "tesseract-5.3.0-nld-6050296": other words are to be expected of another.
/// Errors: kNotFound (no such program), kUnsupported (no Dutch data), kWorkerFailed.
Result<std::string> find_recognizer_version(const std::string& program);

/// The answer of `program` (vindplaats-ocr) on a gray picture, as it came: for parse_recognition, and for keeping.
/// Errors: kInvalidArgument (a coloured or misshapen picture); kNotFound (no such program); kTimedOut; kTooBig (memory,
/// or total_bytes of answer); kUnsupported (no Dutch data); kWorkerFailed (crash, no confinement).
Result<std::vector<std::uint8_t>> ask_recognition(const std::string& program, const PagePicture& picture,
                                                  const WorkerLimits& limits);

/// What an answer says, all of it checked. `picture` is that on which it was given; its pixels are not looked at.
/// Errors: kWorkerFailed for an answer that breaks the protocol.
Result<RecognizedPage> parse_recognition(std::span<const std::uint8_t> answer, const PagePicture& picture);

/// Both.
Result<RecognizedPage> recognize_page(const std::string& program, const PagePicture& picture,
                                      const WorkerLimits& limits);

}  // namespace vp::ingest
