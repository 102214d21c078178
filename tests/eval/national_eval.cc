// National reports read and held against gold: vp_national_eval PDFS GOLD [--rows]
//   PDFS   a folder (or one PDF); GOLD  the folder of NAME.json
//   --rows   every difference
// Exit status 1 when something differs.
#include <cstdio>
#include <cstring>

#include "tests/eval/factsheet_files.h"
#include "tests/eval/national_gold.h"

namespace {

using vp::eval::NationalScore;

void print(const char* name, const NationalScore& s) {
  std::printf(
      "%-34s municipalities %zu/%zu (+%zu)  approaches %zu/%zu (+%zu)  percentages %zu/%zu (+%zu)  "
      "sentences %zu/%zu  counts %zu  pages %zu\n",
      name, s.municipalities_found, s.municipalities, s.municipalities_extra, s.approaches_found,
      s.approaches, s.approaches_extra, s.percentages_found, s.percentages, s.percentages_extra,
      s.sentences_right, s.sentences, s.counts_right, s.pages_right);
}

}  // namespace

int main(int argc, char** argv) {
  bool show_rows = false;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--rows") == 0) {
      show_rows = true;
    } else {
      paths.emplace_back(argv[i]);
    }
  }
  if (paths.size() != 2) {
    std::fprintf(stderr, "usage: vp_national_eval PDFS GOLD [--rows]\n");
    return 2;
  }
  const vp::eval::FactsheetTools tools;
  NationalScore total;
  std::size_t faults_total = 0;
  for (const vp::eval::NationalFile& file : vp::eval::list_national(paths[0], paths[1])) {
    const auto read = vp::readers::read_national_report(tools.read_document(file.pdf), tools.words());
    if (!read) std::printf("%s: %s\n", file.pdf.c_str(), to_string(read.error()).c_str());
    std::vector<std::string> faults;
    const NationalScore score = score_national(vp::eval::load_national_gold(file.gold),
                                               read ? *read : vp::readers::NationalReport{}, &faults);
    print(file.pdf.stem().c_str(), score);
    faults_total += faults.size();
    if (show_rows)
      for (const std::string& fault : faults)
        std::printf("  %s\n", fault.c_str());
    total += score;
  }
  print("total", total);
  return faults_total == 0 ? 0 : 1;
}
