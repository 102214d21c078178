// Measures how line-end hyphens are resolved: vp_hyphenation_eval FOLDER [WORD_LIST], where FOLDER holds
// plain texts (*.txt, for instance made with `pdftotext -raw`). Prints, for the development and the test half
// of the texts, the share of real hyphens kept and of simulated breaks joined (anywhere in a word; the same with a
// capital; where two known words meet), and the misses.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "nlp/word_list.h"
#include "tests/eval/hyphenation_sets.h"

namespace {

using vp::eval::Score;

struct Half {
  const char* name;
  Score kept, joined, capitalised, seams;
};

void add(Score& sum, const Score& score) {
  sum.right += score.right;
  sum.all += score.all;
  sum.right_occurrences += score.right_occurrences;
  sum.all_occurrences += score.all_occurrences;
  sum.wrong.insert(sum.wrong.end(), score.wrong.begin(), score.wrong.end());
}

void print(const char* half, const char* what, const Score& score) {
  std::cout << half << ' ' << what << ": " << score.right << " of " << score.all << " = "
            << 100 * score.share() << " % of distinct words, "
            << 100 * static_cast<double>(score.right_occurrences) / static_cast<double>(score.all_occurrences)
            << " % of occurrences\n";
  for (const std::string& wrong : score.wrong)
    std::cout << "  " << half << ' ' << what << " missed " << wrong << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: vp_hyphenation_eval FOLDER [WORD_LIST]\n";
    return 2;
  }
  const auto words =
      vp::nlp::WordList::load(argc > 2 ? std::filesystem::path(argv[2]) : vp::nlp::default_word_list_path());
  if (!words) {
    std::cerr << to_string(words.error()) << '\n';
    return 2;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  if (files.empty()) {
    std::cerr << argv[1] << ": no .txt files here; make them with pdftotext\n";
    return 1;
  }
  std::sort(files.begin(), files.end());
  Half halves[] = {{"development", {}, {}, {}, {}}, {"test", {}, {}, {}, {}}};
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    vp::eval::SpelledText spelled = vp::eval::read_spelled_text(file.stem().string(), text);
    Half& half = halves[vp::eval::is_development(spelled.name) ? 0 : 1];
    add(half.kept, score_breaks(break_at_hyphens(spelled), spelled, *words, vp::eval::is_kept, true));
    const std::vector<vp::eval::BrokenWord> inside = break_inside(spelled);
    add(half.joined, score_breaks(inside, spelled, *words, vp::eval::is_joined, false));
    add(half.capitalised, score_breaks(to_capitalised(inside), spelled, *words, vp::eval::is_joined, false));
    add(half.seams,
        score_breaks(break_at_seams(spelled, *words), spelled, *words, vp::eval::is_joined, false));
  }
  for (const Half& half : halves) {
    print(half.name, "real hyphens kept", half.kept);
    print(half.name, "simulated breaks joined", half.joined);
    print(half.name, "capitalised breaks joined", half.capitalised);
    print(half.name, "breaks between known words joined", half.seams);
  }
  return 0;
}
