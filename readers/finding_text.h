// finding_text.h - makes the reading text of lines of a column, and parts a finding from its LET OP note.
// Threads: a builder is for one thread.
#pragma once

#include <optional>
#include <span>

#include "readers/placed_text.h"
#include "readers/row_bands.h"

#include "nlp/reading_text.h"

namespace vp::readers {

struct FindingParts {
  PlacedText finding;
  std::optional<PlacedText> note;  ///< several notes of one finding are joined
};

class FindingTextBuilder {
 public:
  /// Document and word list must outlive the builder.
  FindingTextBuilder(const Document& document, const nlp::WordList& words)
      : vocabulary_(document, words), builder_(words, vocabulary_) {}

  /// A note begins at its label and goes on to the end of the lines; or, where the note itself is set in bold, to
  /// the end of the bold lines.
  FindingParts read(std::span<const ColumnLine> lines);
  PlacedText join(std::span<const ColumnLine> lines);
  PlacedText join(const Page& page, std::span<const ViewWord> line);

 private:
  void add(const Page& page, std::span<const ViewWord> words);
  PlacedText take();

  nlp::LazyVocabulary vocabulary_;
  nlp::ReadingTextBuilder builder_;
};

}  // namespace vp::readers
