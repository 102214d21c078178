#include "tests/readers/factsheet_page.h"

#include "readers/factsheet_reader.h"
#include <gtest/gtest.h>

namespace vp::readers {
namespace {

struct Tools {
  nlp::Framework framework =
      nlp::load_framework(std::string(VP_TEST_SOURCE_DIR) + "/corpus/framework/toetsingskader.toml").value();
  nlp::Tagger tagger = nlp::Tagger::create(framework, {}).value();
  nlp::WordList words = nlp::WordList::from_lines("verantwoorde\nafspraken\n");
  FactsheetReader reader{framework, tagger, words};
};

const Tools& tools() {
  static const Tools kTools;
  return kTools;
}

}  // namespace

std::string to_string(const Factsheet& factsheet) {
  std::string text;
  for (const RowGroup& group : factsheet.groups) {
    for (const PrintedFinding& finding : group.findings) {
      if (factsheet.approaches.size() > 1) text += factsheet.approaches.at(group.approach).name.text + ": ";
      text += finding.indicator + " " + std::string(to_string(finding.verdict)) + " p" +
              std::to_string(finding.page.number()) + " [" + group.marks +
              std::to_string(group.findings.size()) + "] " + finding.text.text;
      if (finding.note) text += " // " + finding.note->text;
      text += "\n";
    }
  }
  return text;
}

std::string notes_of(const Factsheet& factsheet) {
  std::string text;
  for (const ReadingNote& note : factsheet.notes) {
    if (note.kind == ReadingNoteKind::kMissingIndicator || note.kind == ReadingNoteKind::kNoMunicipality)
      continue;
    if (note.page) text += "p" + std::to_string(note.page->number()) + " ";
    text += to_string(note.kind);
    for (const std::string& id : note.indicators)
      text += " " + id;
    if (!note.quote.empty()) text += " \"" + note.quote + "\"";
    text += "\n";
  }
  return text;
}

Factsheet read_factsheet(const Document& document) {
  Result<Factsheet> read = tools().reader.read(document);
  EXPECT_TRUE(read.has_value());
  return read ? *std::move(read) : Factsheet{};
}

bool is_factsheet(const Document& document) {
  return tools().reader.is_factsheet(document);
}

}  // namespace vp::readers
