#include "tests/bench/passage_generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string_view>

namespace vp::bench {
namespace {

/// The most frequent words of Dutch, so that "common" in a query means what it means in real text.
constexpr std::array<std::string_view, 60> kCommonWords = {
    "de",    "van",   "het",  "een",    "en",       "in",    "is",   "dat",   "op",     "te",
    "zijn",  "voor",  "met",  "die",    "niet",     "aan",   "er",   "om",    "door",   "als",
    "wordt", "bij",   "of",   "ook",    "worden",   "uit",   "naar", "deze",  "tot",    "gemeente",
    "over",  "maar",  "zij",  "kunnen", "heeft",    "gezin", "dan",  "wat",   "geen",   "meer",
    "hun",   "plan",  "moet", "nog",    "zorg",     "waar",  "jaar", "onder", "aanpak", "alle",
    "hulp",  "jeugd", "na",   "binnen", "gezinnen", "eigen", "werk", "casus", "doel",   "samen"};

/// Terms of the framework and how many passages in a million hold them.
struct Planted {
  std::string_view words;
  double share;
  std::string_view indicator;
};
constexpr std::array kPlanted = {
    Planted{"doorzettingsmacht", 0.0008, "A2.2"}, Planted{"nazorg", 0.003, "C3.1"},
    Planted{"regisseur", 0.012, "A1.1"},          Planted{"plan van aanpak", 0.006, "A1.1"},
    Planted{"drang en dwang", 0.001, "A4.2"},     Planted{"waakvlam", 0.0002, "C3.1"},
    Planted{"uitstroom", 0.001, "C3.1"},          Planted{"gezinsplan", 0.004, "A1.1"},
    Planted{"escalatiemodel", 0.00002, "A2.2"},
};

std::vector<std::string> load_vocabulary() {
  std::vector<std::string> words(kCommonWords.begin(), kCommonWords.end());
  std::ifstream list("/usr/share/dict/dutch");
  std::vector<std::string> listed;
  for (std::string word; std::getline(list, word);) {
    if (word.size() >= 3 && word.size() <= 24) listed.push_back(word);
  }
  // Without the list: syllables do, only the words look odd.
  constexpr std::array<std::string_view, 12> kSyllables = {"ge",  "ver", "be", "lo", "ka",   "ster",
                                                           "wij", "den", "mo", "ra", "ling", "heid"};
  for (std::size_t i = 0; listed.size() < 100'000; ++i) {
    std::string word;
    for (std::size_t rest = i + 12; rest > 0; rest /= 12)
      word += kSyllables[rest % 12];
    listed.push_back(word);
  }
  std::mt19937_64 random(42);
  // Not std::shuffle: its result differs between standard libraries.
  for (std::size_t i = listed.size() - 1; i > 0; --i)
    std::swap(listed[i], listed[random() % (i + 1)]);
  listed.resize(std::min<std::size_t>(listed.size(), 120'000));
  words.insert(words.end(), listed.begin(), listed.end());
  return words;
}

constexpr std::uint32_t kPassagesPerPage = 8;

double unit(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11U) * 0x1.0p-53;
}

}  // namespace

PassageGenerator::PassageGenerator(std::uint64_t seed, std::size_t passages_per_document)
    : seed_(seed), passages_per_document_(passages_per_document), words_(load_vocabulary()) {
  double sum = 0;
  for (std::size_t rank = 0; rank < words_.size(); ++rank) {
    sum += 1.0 / std::pow(static_cast<double>(rank) + 2.7, 1.02);  // Zipf and Mandelbrot
    cumulative_.push_back(sum);
  }
}

const std::string& PassageGenerator::pick_word(std::mt19937_64& random) const {
  const double at = unit(random) * cumulative_.back();
  const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), at);
  return words_[static_cast<std::size_t>(found - cumulative_.begin())];
}

void PassageGenerator::fill(Passage& passage, std::mt19937_64& random) const {
  // Headings of a few words, paragraphs of up to a hundred: 49 on average, as in policy documents.
  const std::size_t words = random() % 5 == 0 ? 3 + random() % 6 : 15 + random() % 90;
  const Planted* planted = nullptr;
  for (const Planted& candidate : kPlanted) {
    if (unit(random) < candidate.share) planted = &candidate;
  }
  const std::size_t planted_at = random() % words;
  std::uint32_t sentence_begin = 0;
  float x = 56.7F;
  float y = 90.3F + 90.1F * static_cast<float>(passage.ordinal % kPassagesPerPage);
  const PageIndex page{passage.ordinal / kPassagesPerPage};
  for (std::size_t i = 0; i < words; ++i) {
    const bool is_planted = planted != nullptr && i == planted_at;
    const std::string_view word = is_planted ? planted->words : std::string_view(pick_word(random));
    if (!passage.text.empty()) passage.text += ' ';
    const auto begin = static_cast<std::uint32_t>(passage.text.size());
    passage.text += word;
    const auto end = static_cast<std::uint32_t>(passage.text.size());
    const float width = 5.31F * static_cast<float>(word.size());
    if (x + width > 540) {
      x = 56.7F;
      y += 13.2F;
    }
    passage.words.push_back({{begin, end}, page, {x, y, x + width, y + 11.1F}});
    x += width + 2.77F;
    if (is_planted) {
      passage.mentions.push_back({std::string(planted->indicator),
                                  {begin, end},
                                  {},
                                  MentionStrength::kStrong,
                                  std::string(planted->indicator) + "/sterk/1"});
    }
    if (i + 1 == words || random() % 16 == 0) {
      passage.text += '.';
      const TextSpan sentence{sentence_begin, end + 1};
      passage.sentences.push_back(sentence);
      for (Mention& mention : passage.mentions) {
        if (sentence.contains(mention.span)) mention.sentence = sentence;
      }
      sentence_begin = end + 2;
    }
  }
}

GeneratedDocument PassageGenerator::make(std::uint64_t number) const {
  static constexpr std::array<const char*, 8> kMunicipalities = {
      "Aalwijk", "Berkendam", "Cromvoirt", "Dongelo", "Eemswolde", "Fijnsluis", "Gasterlo", "Hoogmade"};
  std::mt19937_64 random(seed_ * 0x9E3779B97F4A7C15U + number);
  GeneratedDocument document;
  for (std::uint8_t& byte : document.record.id.bytes)
    byte = static_cast<std::uint8_t>(random());
  document.record.extractor_version = "generated";
  const auto pages =
      static_cast<std::uint32_t>((passages_per_document_ + kPassagesPerPage - 1) / kPassagesPerPage);
  document.record.page_count = pages;
  for (std::uint32_t page = 0; page < pages; ++page) {
    document.record.pages.push_back({PageIndex{page}, "", 595.28F, 841.89F, 0, PageVerdict::kOk, "", 390});
  }
  SubmissionLabels labels;
  labels.municipality = kMunicipalities[number % kMunicipalities.size()];
  labels.approach = number % 3 == 0 ? "Reset" : "Grip";
  labels.role = number % 5 == 0 ? "netwerkpartner" : "gemeente";
  document.record.sources = {{"/submitted/" + std::to_string(number) + ".pdf", labels}};
  for (std::size_t i = 0; i < passages_per_document_; ++i) {
    Passage passage;
    passage.ordinal = static_cast<std::uint32_t>(i);
    if (i % kPassagesPerPage == kPassagesPerPage - 1) passage.kind = BlockKind::kFooter;
    fill(passage, random);
    document.passages.push_back(std::move(passage));
  }
  return document;
}

}  // namespace vp::bench
