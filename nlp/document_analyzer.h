// document_analyzer.h - the nlp stage, whole: a Document in, its passages with sentences and mentions out.
// Threads: const and shareable; one analyzer serves all threads.
#pragma once

#include <memory>
#include <vector>

#include "core/document.h"
#include "core/passage.h"
#include "nlp/framework.h"
#include "nlp/framework_wording.h"
#include "nlp/polarity.h"
#include "nlp/tagger.h"
#include "nlp/word_list.h"

namespace vp::nlp {

class DocumentAnalyzer {
 public:
  /// All four must outlive the analyzer.
  DocumentAnalyzer(const Framework& framework, const Tagger& tagger, const PolarityJudge& judge,
                   const WordList& words);

  /// Passages in order of reading. Page furniture becomes passages of its own kind, without mentions. Every
  /// word of every page is in exactly one passage.
  [[nodiscard]] std::vector<Passage> analyze(const Document& document) const;

  /// Finds the mentions of a passage and what is said there, in place of those that it has. Page furniture and
  /// entries of a table of contents have none.
  void tag(Passage& passage) const;

  /// Judges each page by its text (see page_judgement.h) and settles the document's state: sets Page::verdict
  /// and reason, and Document::state and reason where the text decides (no text, partly read).
  void judge(Document& document) const;

 private:
  const Tagger& tagger_;
  const PolarityJudge& judge_;
  const WordList& words_;
  FrameworkWording wording_;
};

}  // namespace vp::nlp
