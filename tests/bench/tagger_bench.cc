// tagger_bench.cc - how fast the tagger is on real text, where its time goes, and that its hits are those of
// the naive way.
// Use: vp_tagger_bench FRAMEWORK TEXT_FILE... ; text as pdftotext writes it, blocks apart by an empty line.
// Output: one line a measure, CPU time. Exit status 1 when the two ways differ.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "nlp/framework.h"
#include "nlp/masked_names.h"
#include "nlp/match_text.h"
#include "nlp/pattern_filter.h"
#include "nlp/sentence_splitter.h"
#include "nlp/tagger.h"
#include "tests/nlp/naive_tagger.h"

namespace {

using vp::TextSpan;

struct Block {
  std::string text;
  std::vector<TextSpan> sentences;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<Block> read_blocks(const char* file, vp::nlp::SentenceSplitter& splitter) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<Block> blocks;
  std::string block;
  const auto close_block = [&] {
    if (block.empty()) return;
    std::vector<TextSpan> sentences = splitter.split(block);
    blocks.push_back({std::move(block), std::move(sentences)});
    block.clear();
  };
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.front() == '\f') close_block();
    if (line.empty()) continue;
    if (!block.empty()) block += ' ';
    block += line.front() == '\f' ? line.substr(1) : line;
  }
  close_block();
  return blocks;
}

/// Runs `work` on every block and prints its speed; the best of some rounds, as others use the machine too.
template <class Work>
double measure(const char* name, const std::vector<Block>& blocks, int rounds, Work work) {
  std::size_t bytes = 0;
  for (const Block& block : blocks)
    bytes += block.text.size();
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double start = cpu_seconds();
    for (const Block& block : blocks)
      work(block);
    best = std::min(best, cpu_seconds() - start);
  }
  std::printf("%-34s %8.2f MB/s %9.3f us a kB\n", name, static_cast<double>(bytes) / best / 1e6,
              best * 1e9 / static_cast<double>(bytes));
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "use: vp_tagger_bench FRAMEWORK TEXT_FILE...\n");
    return 2;
  }
  const auto framework = vp::nlp::load_framework(argv[1]);
  if (!framework) {
    std::fprintf(stderr, "%s\n", to_string(framework.error()).c_str());
    return 2;
  }
  const std::vector<std::string> names = {"Bemoeizorg", "GRIP-aanpak", "Stichting De Brug"};
  const double compile_start = cpu_seconds();
  const vp::nlp::Tagger tagger = vp::nlp::Tagger::create(*framework, names).value();
  std::printf("compile: %.1f ms\n", (cpu_seconds() - compile_start) * 1e3);

  vp::nlp::SentenceSplitter splitter;
  std::vector<Block> blocks;
  for (int i = 2; i < argc; ++i) {
    std::vector<Block> more = read_blocks(argv[i], splitter);
    std::move(more.begin(), more.end(), std::back_inserter(blocks));
  }
  std::vector<std::string> regexes;
  for (const vp::nlp::Indicator& indicator : framework->indicators) {
    regexes.insert(regexes.end(), indicator.masks.begin(), indicator.masks.end());
    for (const auto& pattern : indicator.patterns)
      regexes.push_back(pattern.regex);
  }
  const auto filter = vp::nlp::PatternFilter::create(regexes).value();
  std::size_t candidates = 0;
  std::size_t sentences = 0;
  std::size_t mentions = 0;
  measure("fold", blocks, 5, [](const Block& block) { (void)vp::nlp::to_match_text(block.text); });
  measure("atoms, unfolded text", blocks, 5,
          [&](const Block& block) { vp::nlp::PatternCandidates(filter, block.text); });
  measure("atoms and candidates, unfolded text", blocks, 5, [&](const Block& block) {
    vp::nlp::PatternCandidates found(filter, block.text);
    for (const TextSpan sentence : block.sentences) {
      candidates += found.find(sentence).size();
      ++sentences;
    }
  });
  std::printf("candidates a sentence: %.2f\n",
              static_cast<double>(candidates) / static_cast<double>(sentences));
  const double fast = measure("tagger", blocks, 5, [&](const Block& block) {
    mentions += tagger.find_mentions(block.text, block.sentences).size();
  });
  std::printf("mentions: %zu in %zu sentences\n", mentions / 5, sentences / 5);

  const vp::nlp::NaiveTagger naive(*framework, names);
  std::size_t differing = 0;
  const double slow = measure("every pattern on every sentence", blocks, 1, [&](const Block& block) {
    differing +=
        naive.find_mentions(block.text, block.sentences) != tagger.find_mentions(block.text, block.sentences)
            ? 1U
            : 0U;
  });
  std::printf("ratio: %.1f; passages that differ: %zu of %zu\n", (slow - fast) / fast, differing,
              blocks.size());
  return differing == 0 ? 0 : 1;
}
