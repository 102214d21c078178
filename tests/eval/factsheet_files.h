// factsheet_files.h - reads the factsheets of a folder as the program does, each with its gold.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "readers/factsheet_reader.h"

#include "core/document.h"
#include "nlp/word_list.h"
#include "tests/eval/factsheet_gold.h"

namespace vp::eval {

struct FactsheetFile {
  std::filesystem::path pdf, gold;
};

/// Every PDF under `folder` (or the one file given) that has NAME.findings.jsonl in `gold_folder`; NAME may go
/// without "factsheet_". Ascending by path.
std::vector<FactsheetFile> list_factsheets(const std::filesystem::path& folder,
                                           const std::filesystem::path& gold_folder);

/// Framework, tagger and word list, loaded once.
class FactsheetTools {
 public:
  /// Ends the run with a message when a file is missing.
  FactsheetTools();
  ~FactsheetTools();
  [[nodiscard]] Document read_document(const std::filesystem::path& pdf) const;
  [[nodiscard]] const readers::FactsheetReader& reader() const;
  [[nodiscard]] const nlp::WordList& words() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace vp::eval
