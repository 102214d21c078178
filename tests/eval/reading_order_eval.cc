// reading_order_eval.cc - scores our reading of the gold pages, and pdftotext's.
// Usage: vp_reading_order_eval [--faults] GOLD.tsv FOLDER   (FOLDER holds the files that the gold names)
//        vp_reading_order_eval --outline FILE [PAGE]        (the blocks of a page, or of all)
// Output: a line a page and reader, then the means of the development and the test half (reading_order.h).
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "tests/eval/read_document.h"
#include "tests/eval/reading_order.h"

namespace {

using vp::eval::GoldPage;
using vp::eval::ReadBlock;
using vp::eval::ReadingScore;

struct ClosePipe {
  void operator()(std::FILE* file) const noexcept { pclose(file); }
};

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string text;
  std::array<char, 65536> buffer{};
  while (pipe) {
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (count == 0) break;
    text.append(buffer.data(), count);
  }
  return text;
}

/// pdftotext's blocks, in its own reading order; it knows no kinds.
std::vector<ReadBlock> read_with_pdftotext(const std::string& path, std::uint32_t page) {
  const std::string number = std::to_string(page + 1);
  const std::string text = output_of("timeout 60 pdftotext -cropbox -enc UTF-8 -bbox-layout -f " + number +
                                     " -l " + number + " '" + path + "' - 2>/dev/null");
  static const std::regex kItem(
      R"re(<block|<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)</word>)re");
  std::vector<ReadBlock> blocks;
  for (std::sregex_iterator it(text.begin(), text.end(), kItem), end; it != end; ++it) {
    const std::smatch& match = *it;
    if (!match[5].matched) {
      blocks.emplace_back();
    } else if (!blocks.empty()) {
      std::string word = std::regex_replace(match[5].str(), std::regex("&(lt|gt|amp|quot|apos);"), "");
      blocks.back().words.push_back(
          {std::move(word),
           {std::stof(match[1]), std::stof(match[2]), std::stof(match[3]), std::stof(match[4])}});
    }
  }
  return blocks;
}

struct Mean {
  ReadingScore sum;
  int pages = 0;
  void add(const ReadingScore& score) {
    sum.order += score.order;
    sum.pairs += score.pairs;
    sum.text += score.text;
    sum.whole += score.whole;
    sum.kind += score.kind;
    ++pages;
  }
};

void print_score(const ReadingScore& score, double pages, const std::string& label) {
  std::printf("order %.3f  pairs %.3f  text %.3f  whole %.3f  kind %.3f  %s\n", score.order / pages,
              score.pairs / pages, score.text / pages, score.whole / pages, score.kind / pages,
              label.c_str());
}

void print_outline(const vp::Page& page) {
  std::printf("--- page %u\n", page.index.value + 1);
  for (const vp::Block& block : page.blocks) {
    const std::string level = block.heading_level > 0 ? std::to_string(block.heading_level) : "";
    std::printf("%s%s%s:", std::string(to_string(block.kind)).c_str(), level.c_str(),
                block.is_aside ? " (aside)" : "");
    const vp::Line& first = page.lines.at(block.first_line);
    const vp::Line& last = page.lines.at(block.first_line + block.line_count - 1);
    for (std::uint32_t w = first.first_word; w < last.first_word + last.word_count; ++w) {
      const vp::Word& word = page.words.at(w);
      const bool is_raised = (word.flags & vp::kWordRaised) != 0;
      std::printf(" %s%s", is_raised ? "^" : "", std::string(word.span.in(page.text)).c_str());
    }
    std::printf("\n");
  }
}

int print_outlines(const std::string& path, const char* page) {
  const vp::Document document = vp::eval::read_document(path);
  for (const vp::Page& candidate : document.pages) {
    if (page == nullptr || candidate.index.value + 1 == std::strtoul(page, nullptr, 10))
      print_outline(candidate);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc >= 3 && argc <= 4 && std::strcmp(argv[1], "--outline") == 0) {
    return print_outlines(argv[2], argc == 4 ? argv[3] : nullptr);
  }
  const bool faults = argc == 4 && std::strcmp(argv[1], "--faults") == 0;
  if (argc != 3 && !faults) {
    std::fprintf(stderr, "usage: %s [--faults] GOLD.tsv FOLDER\n", argv[0]);
    return 2;
  }
  const std::string folder = argv[argc - 1];
  Mean ours[2];
  Mean theirs[2];
  for (const GoldPage& gold : vp::eval::load_reading_gold(argv[argc - 2])) {
    const std::string path = folder + "/" + gold.file;
    if (!std::filesystem::exists(path)) {
      std::printf("missing: %s\n", path.c_str());
      continue;
    }
    const vp::Document document = vp::eval::read_document(path);
    const ReadingScore score = score_reading(gold, vp::eval::to_read_blocks(document.pages.at(gold.page)));
    const ReadingScore other = score_reading(gold, read_with_pdftotext(path, gold.page));
    const std::string label = std::string(gold.is_test ? "test " : "dev  ") + gold.file.substr(0, 50) +
                              " p." + std::to_string(gold.page + 1);
    print_score(score, 1, label);
    print_score(other, 1, "    pdftotext");
    for (const std::string& fault : score.faults) {
      if (faults && !gold.is_test) std::printf("    %s\n", fault.c_str());
    }
    ours[gold.is_test ? 1 : 0].add(score);
    theirs[gold.is_test ? 1 : 0].add(other);
  }
  for (const int half : {0, 1}) {
    if (ours[half].pages == 0) continue;
    const std::string pages = " (" + std::to_string(ours[half].pages) + " pages)";
    print_score(ours[half].sum, ours[half].pages, (half == 0 ? "MEAN development" : "MEAN test") + pages);
    print_score(theirs[half].sum, theirs[half].pages, "    pdftotext");
  }
  return 0;
}
