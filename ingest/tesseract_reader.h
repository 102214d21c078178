// tesseract_reader.h - Tesseract and Leptonica, for the program vindplaats-ocr only: they bring 56 shared libraries.
// Errors: kUnsupported when the Dutch data are missing; kDamaged when Tesseract gives up on a picture.
// Threads: one thread, provided that OMP_THREAD_LIMIT=1 stands in the environment when the process starts.
#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "ingest/page_recognition.h"

namespace vp::ingest {

class TesseractReader {
 public:
  /// Loads the Dutch data; do it before rights are given up.
  static Result<TesseractReader> open();
  TesseractReader(TesseractReader&&) noexcept;
  TesseractReader& operator=(TesseractReader&&) noexcept;
  ~TesseractReader();

  /// For find_recognizer_version.
  [[nodiscard]] std::string version() const;

  /// Sets the picture upright and straight, finds its lines and reads it. A page of which little is legible is tried in
  /// all four directions.
  Result<RecognizedPage> read(const PagePicture& picture);

 private:
  struct Engine;
  explicit TesseractReader(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace vp::ingest
