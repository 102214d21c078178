// polarity_bench.cc - what it costs to suggest polarity and speakers, beside the tagging that goes before it.
// Use: vp_polarity_bench FRAMEWORK RULES TEXT_FILE... ; text as pdftotext writes it, blocks apart by an empty
// line. Output: CPU time of both in one run, and their ratio.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/passage.h"
#include "nlp/cue_rules.h"
#include "nlp/framework.h"
#include "nlp/polarity.h"
#include "nlp/sentence_splitter.h"
#include "nlp/tagger.h"

namespace {

constexpr int kRounds = 5;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<vp::Passage> read_passages(const char* file, vp::nlp::SentenceSplitter& splitter) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<vp::Passage> passages;
  std::string block;
  const auto close_block = [&] {
    if (block.empty()) return;
    vp::Passage passage;
    passage.text = std::exchange(block, {});
    passage.sentences = splitter.split(passage.text);
    passages.push_back(std::move(passage));
  };
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.front() == '\f') close_block();
    if (line.empty()) continue;
    if (!block.empty()) block += ' ';
    block += line.front() == '\f' ? line.substr(1) : line;
  }
  close_block();
  return passages;
}

/// CPU seconds for all passages; the best of some rounds, as others use the machine too.
template <class Work>
double measure(std::vector<vp::Passage>& passages, Work work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double start = cpu_seconds();
    for (vp::Passage& passage : passages)
      work(passage);
    best = std::min(best, cpu_seconds() - start);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "use: vp_polarity_bench FRAMEWORK RULES TEXT_FILE...\n");
    return 2;
  }
  const auto framework = vp::nlp::load_framework(argv[1]);
  const auto rules = vp::nlp::load_cue_rules(argv[2]);
  if (!framework || !rules) {
    std::fprintf(stderr, "%s\n", to_string(framework ? rules.error() : framework.error()).c_str());
    return 2;
  }
  const vp::nlp::Tagger tagger = vp::nlp::Tagger::create(*framework, {}).value();
  const double start = cpu_seconds();
  const vp::nlp::PolarityJudge judge = vp::nlp::PolarityJudge::create(*rules).value();
  std::printf("compile rules: %.1f ms\n", (cpu_seconds() - start) * 1e3);
  vp::nlp::SentenceSplitter splitter;
  std::vector<vp::Passage> passages;
  std::size_t bytes = 0;
  for (int i = 3; i < argc; ++i) {
    for (vp::Passage& passage : read_passages(argv[i], splitter)) {
      bytes += passage.text.size();
      passages.push_back(std::move(passage));
    }
  }
  const double tagging = measure(passages, [&](vp::Passage& passage) {
    passage.mentions = tagger.find_mentions(passage.text, passage.sentences);
  });
  std::size_t mentions = 0;
  std::size_t suggestions = 0;
  const double judging = measure(passages, [&](vp::Passage& passage) {
    mentions += passage.mentions.size();
    for (const auto& of_mention : judge.judge(passage))
      suggestions += of_mention.size();
  });
  std::printf("%zu passages, %zu bytes, %zu mentions, %zu suggestions\n", passages.size(), bytes,
              mentions / kRounds, suggestions / kRounds);
  std::printf("tagging %.2f ms (%.2f MB/s), judging %.2f ms: ratio %.2f\n", tagging * 1e3,
              static_cast<double>(bytes) / tagging / 1e6, judging * 1e3, judging / tagging);
  return 0;
}
