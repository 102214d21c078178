// text_recognition.h - words for pages that have none: the page is drawn in a worker, its picture read by vindplaats-ocr, and
// the words laid out as a page like any other. What was recognised is kept by the hash of the picture, so that a document is
// recognised once, also when its index is made anew.
// Errors: what a page does is never an error but a reason of that page; kDiskFull and kIo of the kept answers are.
// Threads: const and shareable.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/document.h"
#include "core/result.h"
#include "index/dossier.h"
#include "ingest/page_recognition.h"
#include "ingest/worker_pool.h"
#include "nlp/page_judgement.h"
#include "nlp/word_list.h"

namespace vp::apps {

/// How pages are recognised.
struct RecognitionSettings {
  nlp::RecognitionMode mode = nlp::RecognitionMode::kAuto;
  std::string program;  ///< path of vindplaats-ocr; empty: where this program was installed or built
  ingest::WorkerLimits limits = ingest::default_recognition_limits();  ///< of one page
};

/// What recognition makes of one page.
struct PageReading {
  std::optional<ingest::RecognizedPage> page;
  std::string failure;  ///< why there is none: "took too long"
};

class TextRecognition {
 public:
  /// Errors: kNotFound (no program), kUnsupported (no Dutch data), kWorkerFailed: with what to install.
  static Result<TextRecognition> open(const RecognitionSettings& settings, index::RecognitionCache cache);

  /// For the version of the documents that it reads.
  [[nodiscard]] const std::string& version() const { return version_; }

  /// Reads one page of an open file, or finds what was read before.
  [[nodiscard]] Result<PageReading> read(ingest::WorkerPool& pool, int file_descriptor, PageIndex page) const;

 private:
  TextRecognition(std::string program, ingest::WorkerLimits limits, index::RecognitionCache cache,
                  std::string version)
      : program_(std::move(program)),
        limits_(limits),
        cache_(std::move(cache)),
        version_(std::move(version)) {}

  std::string program_;
  ingest::WorkerLimits limits_;
  index::RecognitionCache cache_;
  std::string version_;
};

/// Puts a reading in the place of a page; what could not be read stays, with the reason.
void put_reading(const PageReading& reading, const nlp::WordList& words, std::string_view native_reason,
                 Document& document, Page& page);

/// A document read again as `record` has it, from the file that shows its pages: those that were recognised are found among
/// the kept answers. Where one is gone the page stays as the file has it. Pages are not judged otherwise. Threads: any.
/// Errors: those of read_original.
Result<Document> read_as_indexed(ingest::WorkerPool& pool, const std::filesystem::path& original,
                                 const index::DocumentRecord& record, const index::RecognitionCache& cache,
                                 const nlp::WordList& words);

}  // namespace vp::apps
