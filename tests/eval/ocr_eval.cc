// Measures what recognition finds in scans made from PDFs whose text is known: vp_ocr_eval FOLDER [DEGREES [GRAIN [DPI]]].
// Each page with at least 30 words is drawn, turned, given grain, recognised and laid out; the words and mentions of
// indicators of the file itself are the gold. A word counts when a recognised word with the same letters has its middle in
// the gold word's box; a mention when one of the same indicator has a rectangle that meets the gold mention's. Documents are
// told apart into two halves by their names, so that settings can be chosen on one and measured on the other.
// Written as a table, with the time that recognition took and the words that were missed most often.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <sys/resource.h>

#include "core/passage.h"
#include "ingest/document_structure.h"
#include "ingest/extractor.h"
#include "ingest/page_recognition.h"
#include "ingest/recognized_layout.h"
#include "nlp/document_analyzer.h"
#include "nlp/framework.h"
#include "nlp/page_judgement.h"
#include "nlp/polarity.h"
#include "nlp/tagger.h"
#include "nlp/word_list.h"
#include "tests/ocr/scanned_page.h"

namespace {

namespace fs = std::filesystem;

struct Score {
  std::size_t pages = 0, words = 0, words_found = 0, mentions = 0, mentions_found = 0, invented = 0;
  void add(const Score& other) {
    pages += other.pages;
    words += other.words;
    words_found += other.words_found;
    mentions += other.mentions;
    mentions_found += other.mentions_found;
    invented += other.invented;
  }
};

/// What a picture cannot tell apart, and what recognisers write otherwise, made one.
std::string fold(std::string text) {
  const std::pair<const char*, const char*> same[] = {
      {"\u2010", "-"},  {"\u2011", "-"},  {"\u2013", "-"},  {"\u2018", "'"}, {"\u2019", "'"},
      {"\u201C", "\""}, {"\u201D", "\""}, {"\u201E", "\""}, {"\u00AD", ""},  {"\u0133", "ij"}};
  for (const auto& [from, to] : same) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += std::string(to).size())
      text.replace(at, std::string(from).size(), to);
  }
  return text;
}

std::string text_of(const vp::Page& page, const vp::Word& word) {
  return fold(page.text.substr(word.span.begin, word.span.end - word.span.begin));
}

/// Marks alone (bullets, ticks, rules of dots) are no words.
bool is_word(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

bool meets(const std::vector<vp::PagePlace>& a, const std::vector<vp::PagePlace>& b) {
  for (const vp::PagePlace& one : a) {
    for (const vp::PagePlace& other : b) {
      if (one.page != other.page) continue;
      for (const vp::RectPt& left : one.rects) {
        for (const vp::RectPt& right : other.rects) {
          const vp::RectPt shared = left.shared_with(right);
          if (shared.width() > 0 && shared.height() > 0) return true;
        }
      }
    }
  }
  return false;
}

struct Place {
  std::string indicator;
  std::vector<vp::PagePlace> places;
};

std::vector<Place> mentions_of(const std::vector<vp::Passage>& passages,
                               const std::set<vp::PageIndex>& pages) {
  std::vector<Place> all;
  for (const vp::Passage& passage : passages) {
    for (const vp::Mention& mention : passage.mentions) {
      Place place{mention.indicator, vp::place_of(passage, mention.span)};
      if (!place.places.empty() && pages.contains(place.places.front().page)) all.push_back(std::move(place));
    }
  }
  return all;
}

class Evaluation {
 public:
  Evaluation(std::string program, vp::ocr_test::ScanManner manner, double dots_per_inch,
             const vp::nlp::DocumentAnalyzer& analyzer, const vp::nlp::WordList& words)
      : program_(std::move(program)),
        manner_(manner),
        dots_(dots_per_inch),
        analyzer_(analyzer),
        words_(words) {}

  Score measure(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream),
                                          std::istreambuf_iterator<char>()};
    vp::ingest::DocumentCollector collector;
    vp::ingest::make_poppler_extractor()->extract(bytes, collector);
    const vp::Document native = collector.take();
    vp::Document scanned = native;
    Score score;
    std::set<vp::PageIndex> pages;
    for (std::size_t i = 0; i < native.pages.size(); ++i) {
      const vp::Page& page = native.pages[i];
      if (page.words.size() < 30 || page.verdict != vp::PageVerdict::kOk) continue;
      const auto drawn =
          vp::ingest::render_page(bytes, {page.index, dots_, vp::ingest::PictureColours::kGray});
      if (!drawn) continue;
      const auto read = vp::ingest::recognize_page(program_, vp::ocr_test::scan(*drawn, manner_),
                                                   vp::ingest::default_recognition_limits());
      if (!read) {
        std::cerr << file.filename().string() << " p. " << page.index.number() << ": " << read.error().what
                  << '\n';
        continue;
      }
      scanned.pages[i] = vp::ingest::lay_out_recognized(page, *read);
      vp::nlp::judge_recognized(scanned.pages[i], read->mean_confidence, read->has_ink, "", words_);
      pages.insert(page.index);
      ++score.pages;
      count_words(page, scanned.pages[i], score);
    }
    count_mentions(native, std::move(scanned), pages, score);
    return score;
  }

  void write_missed() const {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [word, count] : missed_)
      order.emplace_back(count, word);
    std::sort(order.rbegin(), order.rend());
    std::cout << "missed most:";
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 40); ++i)
      std::cout << ' ' << order[i].second << " (" << order[i].first << ')';
    std::cout << '\n';
  }

 private:
  void count_words(const vp::Page& native, const vp::Page& scanned, Score& score) {
    const bool is_turned = manner_.degrees != 0;
    for (const vp::Word& word : native.words) {
      const std::string text = text_of(native, word);
      const bool is_hidden = (word.flags & (vp::kWordInvisible | vp::kWordWhite | vp::kWordOffPage)) != 0;
      if (!is_word(text) || is_hidden) continue;
      ++score.words;
      vp::RectPt box = word.box;
      if (is_turned) {
        const auto [x, y] = vp::ocr_test::find_on_scan(manner_, native.width_pt, native.height_pt,
                                                       word.box.center_x(), word.box.center_y());
        const auto dx = static_cast<float>(x) - word.box.center_x();
        const auto dy = static_cast<float>(y) - word.box.center_y();
        box = {box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy};
      }
      const bool is_found =
          std::any_of(scanned.words.begin(), scanned.words.end(), [&](const vp::Word& other) {
            return box.contains(other.box.center_x(), other.box.center_y()) &&
                   text_of(scanned, other) == text;
          });
      if (is_found) {
        ++score.words_found;
      } else {
        ++missed_[text];
      }
    }
  }

  void count_mentions(vp::Document native, vp::Document scanned, const std::set<vp::PageIndex>& pages,
                      Score& score) const {
    const auto read = [&](vp::Document& document) {
      vp::ingest::settle_structure(document);
      analyzer_.judge(document);
      return mentions_of(analyzer_.analyze(document), pages);
    };
    const std::vector<Place> gold = read(native), found = read(scanned);
    const auto has = [](const std::vector<Place>& among, const Place& wanted) {
      return std::any_of(among.begin(), among.end(), [&](const Place& one) {
        return one.indicator == wanted.indicator && meets(one.places, wanted.places);
      });
    };
    for (const Place& one : gold) {
      ++score.mentions;
      score.mentions_found += has(found, one) ? 1 : 0;
    }
    for (const Place& one : found)
      score.invented += has(gold, one) ? 0 : 1;
  }

  std::string program_;
  vp::ocr_test::ScanManner manner_;
  double dots_;
  const vp::nlp::DocumentAnalyzer& analyzer_;
  const vp::nlp::WordList& words_;
  std::map<std::string, std::size_t> missed_;
};

void write(const std::string& name, const Score& score) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::cout << std::left << std::setw(14) << name << std::right << std::fixed << std::setprecision(2)
            << " pages " << score.pages << ", words " << score.words << " found "
            << share(score.words_found, score.words) << " %, mentions " << score.mentions << " found "
            << share(score.mentions_found, score.mentions) << " %, mentions that the file does not have "
            << score.invented << '\n';
}

template <class T>
T take(vp::Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << vp::to_string(result.error()) << '\n';
  std::exit(2);
}

double child_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: vp_ocr_eval FOLDER [DEGREES [GRAIN [DPI]]]\n";
    return 2;
  }
  const vp::ocr_test::ScanManner manner{argc > 2 ? std::atof(argv[2]) : 0.5,
                                        argc > 3 ? std::atoi(argv[3]) : 20};
  const double dots = argc > 4 ? std::atof(argv[4]) : 200;
  const fs::path corpus = fs::path(VP_TEST_SOURCE_DIR) / "corpus";
  const vp::nlp::Framework framework =
      take(vp::nlp::load_framework(corpus / "framework" / "toetsingskader.toml"));
  const vp::nlp::WordList words = take(vp::nlp::WordList::load(vp::nlp::default_word_list_path()));
  const vp::nlp::Tagger tagger = take(vp::nlp::Tagger::create(framework, {}));
  const vp::nlp::CueRules rules = take(vp::nlp::load_cue_rules(corpus / "framework" / "polariteit.toml"));
  const vp::nlp::PolarityJudge judge = take(vp::nlp::PolarityJudge::create(rules));
  const vp::nlp::DocumentAnalyzer analyzer(framework, tagger, judge, words);
  Evaluation evaluation(VP_OCR_PROGRAM, manner, dots, analyzer, words);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
    if (entry.path().extension() == ".pdf") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Score halves[2];
  for (std::size_t i = 0; i < files.size(); ++i)
    halves[i % 2].add(evaluation.measure(files[i]));
  write("development", halves[0]);
  write("test", halves[1]);
  const std::size_t pages = halves[0].pages + halves[1].pages;
  std::cout << manner.degrees << " degrees, grain " << manner.grain << ", " << dots << " dpi; "
            << std::setprecision(2) << child_seconds() / static_cast<double>(std::max<std::size_t>(pages, 1))
            << " s of processor time a page\n";
  evaluation.write_missed();
  return pages > 0 ? 0 : 1;
}
