// Factsheets read and held against gold: vp_factsheet_eval PDFS GOLD [--rows] [--notes]
//   PDFS   a folder (or one PDF); GOLD  the folder of NAME.findings.jsonl and NAME.meta.json
//   --rows   every difference;  --notes  what the reader says it could not read
// Exit status 1 when something differs.
#include <cstdio>
#include <cstring>

#include "tests/eval/factsheet_files.h"

namespace {

using vp::eval::FactsheetScore;

void print(const char* name, const FactsheetScore& s) {
  std::printf(
      "%-46s rows %3zu/%zu  verdicts %3zu  texts %3zu  notes %2zu/%zu (+%zu)  pages %3zu  groups %3zu  facts "
      "%3zu/%zu  "
      "extra %zu\n",
      name, s.found, s.rows, s.verdicts, s.texts, s.notes, s.notes_expected, s.notes_invented, s.pages,
      s.groups, s.facts, s.facts_expected, s.extra_rows);
}

}  // namespace

int main(int argc, char** argv) {
  bool show_rows = false;
  bool show_notes = false;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--rows") == 0) {
      show_rows = true;
    } else if (std::strcmp(argv[i], "--notes") == 0) {
      show_notes = true;
    } else {
      paths.emplace_back(argv[i]);
    }
  }
  if (paths.size() != 2) {
    std::fprintf(stderr, "usage: vp_factsheet_eval PDFS GOLD [--rows] [--notes]\n");
    return 2;
  }
  const vp::eval::FactsheetTools tools;
  FactsheetScore total;
  for (const vp::eval::FactsheetFile& file : vp::eval::list_factsheets(paths[0], paths[1])) {
    const vp::eval::FactsheetGold gold = vp::eval::load_factsheet_gold(file.gold);
    const auto read = tools.reader().read(tools.read_document(file.pdf));
    std::vector<std::string> faults;
    vp::readers::Factsheet none;
    if (!read) std::printf("%s: %s\n", file.pdf.c_str(), to_string(read.error()).c_str());
    const vp::readers::Factsheet& factsheet = read ? *read : none;
    const FactsheetScore score = score_factsheet(gold, factsheet, &faults);
    const std::string name = (file.pdf.parent_path().filename() / file.pdf.filename()).string();
    print(name.c_str(), score);
    if (show_rows)
      for (const std::string& fault : faults)
        std::printf("  %s\n", fault.c_str());
    if (show_notes)
      for (const vp::readers::ReadingNote& note : factsheet.notes)
        std::printf("  * %s\n", describe(note).c_str());
    total += score;
  }
  print("total", total);
  return total.texts == total.rows && total.verdicts == total.rows ? 0 : 1;
}
