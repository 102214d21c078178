// factsheet_reader.h - reads a published factsheet back into findings.
// Way: the head row (Criteria | Indicatoren | Bevindingen) names the columns of each table; where there is none, the
// places of the framework's indicators and the white between the texts show them (implied_columns.h). A row is known
// by the framework's indicator text in its column; mark, finding and note are what stands beside it.
// Errors: kUnsupported when the document is no factsheet. Threads: const and shareable.
#pragma once

#include "readers/factsheet.h"

#include "core/document.h"
#include "core/result.h"
#include "nlp/framework.h"
#include "nlp/tagger.h"
#include "nlp/word_list.h"

namespace vp::readers {

class FactsheetReader {
 public:
  /// The three must outlive the reader.
  FactsheetReader(const nlp::Framework& framework, const nlp::Tagger& tagger, const nlp::WordList& words)
      : framework_(framework), tagger_(tagger), words_(words) {}

  /// True when the document prints findings by indicator: a table with heads for indicators and findings, and
  /// under it at least one indicator of the framework; or a table of three indicators or more with a text and
  /// mostly a mark beside each.
  [[nodiscard]] bool is_factsheet(const Document& document) const;

  /// The document must have been judged (Page::verdict) and its furniture set apart. Errors: kUnsupported.
  [[nodiscard]] Result<Factsheet> read(const Document& document) const;

 private:
  const nlp::Framework& framework_;
  const nlp::Tagger& tagger_;
  const nlp::WordList& words_;
};

}  // namespace vp::readers
