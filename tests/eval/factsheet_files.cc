#include "tests/eval/factsheet_files.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "nlp/document_analyzer.h"
#include "tests/eval/read_document.h"

namespace vp::eval {
namespace fs = std::filesystem;

namespace {

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", to_string(result.error()).c_str());
  std::abort();
}

}  // namespace

std::vector<FactsheetFile> list_factsheets(const fs::path& folder, const fs::path& gold_folder) {
  std::vector<FactsheetFile> files;
  const auto add = [&](const fs::path& pdf) {
    if (pdf.extension() != ".pdf") return;
    std::string name = pdf.stem().string();
    fs::path gold = gold_folder / (name + ".findings.jsonl");
    const std::string prefix = "factsheet_";
    if (!fs::exists(gold) && name.starts_with(prefix))
      gold = gold_folder / (name.substr(prefix.size()) + ".findings.jsonl");
    if (fs::exists(gold)) files.push_back({pdf, gold});
  };
  if (fs::is_directory(folder)) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
      add(entry.path());
  } else {
    add(folder);
  }
  std::ranges::sort(files, {}, &FactsheetFile::pdf);
  return files;
}

struct FactsheetTools::Parts {
  nlp::Framework framework;
  nlp::WordList words;
  nlp::Tagger tagger;
  nlp::PolarityJudge judge;
  nlp::DocumentAnalyzer analyzer;
  readers::FactsheetReader reader;

  Parts()
      : framework(
            need(nlp::load_framework(fs::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml"))),
        words(need(nlp::WordList::load(nlp::default_word_list_path()))),
        tagger(need(nlp::Tagger::create(framework, {}))),
        judge(need(nlp::PolarityJudge::create(
            need(nlp::load_cue_rules(fs::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml"))))),
        analyzer(framework, tagger, judge, words),
        reader(framework, tagger, words) {}
};

FactsheetTools::FactsheetTools() : parts_(std::make_unique<Parts>()) {}
FactsheetTools::~FactsheetTools() = default;

const readers::FactsheetReader& FactsheetTools::reader() const {
  return parts_->reader;
}

const nlp::WordList& FactsheetTools::words() const {
  return parts_->words;
}

Document FactsheetTools::read_document(const fs::path& pdf) const {
  Document document = eval::read_document(pdf);
  parts_->analyzer.judge(document);
  return document;
}

}  // namespace vp::eval
