// Measures how pages are judged by their text: vp_page_judgement_eval FOLDER [WORD_LIST], where FOLDER holds
// plain texts (*.txt, pages divided by form feeds, for instance made with `pdftotext -raw`). For the
// development and the test half of the texts it prints how many pages are condemned as they stand (they
// should not be, unless they deserve it: each is named), and how many are found out when their letters are
// shifted (a font without Unicode values), scrambled, or their words broken.
#include "nlp/page_judgement.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <numeric>
#include <random>

#include "nlp/word_list.h"
#include "tests/eval/hyphenation_sets.h"
#include "tests/eval/text_document.h"

namespace {

using vp::nlp::TextQuality;

/// Glyph numbers in place of letters, as most fonts number them: 29 below ASCII.
std::string shift_letters(std::string_view text) {
  std::string shifted;
  for (const char c : text)
    shifted += c > ' ' + 29 ? static_cast<char>(c - 29) : c;
  return shifted;
}

std::string scramble_letters(std::string_view text, std::mt19937& random) {
  std::string order = "abcdefghijklmnopqrstuvwxyz";
  std::shuffle(order.begin(), order.end(), random);
  std::string scrambled(text);
  for (char& c : scrambled) {
    if (c >= 'a' && c <= 'z') c = order[static_cast<std::size_t>(c - 'a')];
  }
  return scrambled;
}

/// A space inside one word of `every`, as OCR and tight kerning leave them.
std::string break_words(std::string_view text, unsigned every, std::mt19937& random) {
  std::string broken;
  for (std::size_t i = 0; i < text.size(); ++i) {
    broken += text[i];
    const bool is_inside =
        i > 1 && i + 1 < text.size() && text[i] > ' ' && text[i - 1] > ' ' && text[i + 1] > ' ';
    if (is_inside && random() % (every * 6) == 0) broken += ' ';
  }
  return broken;
}

struct Count {
  std::size_t pages = 0, mojibake = 0, broken = 0;
};

void judge(std::string_view text, const vp::nlp::WordList& words, Count& count, const std::string& named) {
  const vp::Document document = vp::eval::make_text_document(text);
  for (const vp::Page& page : document.pages) {
    const vp::nlp::PageTextFacts facts = count_page_text(page, words);
    if (facts.words < 40) continue;  // too little to break or scramble
    ++count.pages;
    const TextQuality quality = judge_text(facts);
    if (quality == TextQuality::kMojibake) ++count.mojibake;
    if (quality == TextQuality::kBroken) ++count.broken;
    if (quality == TextQuality::kGood || named.empty()) continue;
    std::cout << "  " << named << " page " << page.index.number() << ": "
              << (quality == TextQuality::kBroken ? "broken words" : "mojibake") << "; words " << facts.words
              << ", known " << facts.known_words << ", common " << facts.common_words << ", broken "
              << facts.broken_words << ", lost " << facts.lost_letters << ", rare pairs " << facts.pairs.rare
              << " of " << facts.pairs.all << '\n';
  }
}

void print(const char* half, const char* what, const Count& count) {
  std::cout << half << ' ' << what << ": " << count.pages << " pages, mojibake " << count.mojibake
            << ", broken words " << count.broken << '\n';
}

struct Half {
  const char* name;
  Count plain, shifted, scrambled, broken_some, broken_many;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: vp_page_judgement_eval FOLDER [WORD_LIST]\n";
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
  std::sort(files.begin(), files.end());
  Half halves[] = {{"development", {}, {}, {}, {}, {}}, {"test", {}, {}, {}, {}, {}}};
  std::mt19937 random(5);
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Half& half = halves[vp::eval::is_development(file.stem().string()) ? 0 : 1];
    judge(text, *words, half.plain, std::string(half.name) + " " + file.stem().string());
    judge(shift_letters(text), *words, half.shifted, "");
    judge(scramble_letters(text, random), *words, half.scrambled, "");
    judge(break_words(text, 20, random), *words, half.broken_some, "");
    judge(break_words(text, 6, random), *words, half.broken_many, "");
  }
  for (const Half& half : halves) {
    print(half.name, "as they stand", half.plain);
    print(half.name, "letters shifted", half.shifted);
    print(half.name, "letters scrambled", half.scrambled);
    print(half.name, "one word in 20 broken", half.broken_some);
    print(half.name, "one word in 6 broken", half.broken_many);
  }
  return 0;
}
