#include "tests/eval/search_collection.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "apps/cli/command_line.h"
#include "index/dossier.h"
#include "nlp/match_text.h"
#include "tests/eval/sample_gold.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void stop(const std::string& what) {
  std::fprintf(stderr, "search evaluation: %s\n", what.c_str());
  std::exit(2);
}

template <class T>
T must(Result<T> result) {
  if (!result) stop(to_string(result.error()));
  return std::move(*result);
}

fs::path corpus() {
  return fs::path(VP_TEST_SOURCE_DIR) / "corpus";
}

struct PublishedFactsheet {
  const char* file;
  const char* municipality;
};

constexpr PublishedFactsheet kPublishedFactsheets[] = {
    {"factsheet_hengelo.pdf", "Hengelo"},
    {"factsheet_dordrecht.pdf", "Dordrecht"},
};

/// The documents of corpus/layouts that were read for grading; those that come later would hold answers that
/// nobody has graded, and so change the figures.
std::vector<std::string> list_layouts() {
  std::ifstream stream(fs::path(VP_TEST_SOURCE_DIR) / "tests/eval/search_documents.txt");
  std::vector<std::string> files;
  for (std::string line; std::getline(stream, line);)
    files.push_back((corpus() / line).string());
  if (files.empty()) stop("search_documents.txt cannot be read");
  return files;
}

}  // namespace

std::string fold_for_anchor(std::string_view text) {
  return squash(nlp::to_match_text(text).text);
}

SearchCollection::SearchCollection(SearchScope scope, const fs::path& shared)
    : dossier_(fs::temp_directory_path() / ("vindplaats_search_eval_" + std::to_string(::getpid()))) {
  fs::remove_all(dossier_);
  run({"init", dossier_.string(), "--id", "0123"});
  const auto ingest = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-C", dossier_.string(), "ingest"});
    run(arguments);
  };
  for (const char* set : {"samples", "queries"}) {
    const fs::path manifest = corpus() / set / "manifest.csv";
    if (fs::exists(manifest)) ingest({"--manifest", manifest.string()});
  }
  for (const ComposedFactsheet& sheet : kComposedFactsheets) {
    ingest({(corpus() / "layouts/factsheets" / (std::string(sheet.name) + ".pdf")).string(), "--municipality",
            sheet.municipality, "--approach", sheet.approach, "--role", "inspectie"});
  }
  ingest(list_layouts());
  if (scope == SearchScope::kFull) {
    for (const PublishedFactsheet& sheet : kPublishedFactsheets) {
      const fs::path file = shared / "examples/factsheets/chromium" / sheet.file;
      if (!fs::exists(file)) continue;
      ingest({file.string(), "--municipality", sheet.municipality, "--role", "inspectie"});
      has_factsheets_ = true;
    }
    if (fs::exists(shared / "pdfs/nl")) {
      ingest({(shared / "pdfs/nl").string()});
      has_government_prose_ = true;
    }
  }
  load_passages();
}

SearchCollection::~SearchCollection() {
  std::error_code ignored;
  fs::remove_all(dossier_, ignored);
}

void SearchCollection::run(const std::vector<std::string>& arguments) const {
  std::ostringstream out;
  std::ostringstream err;
  apps::Context context{out, err, "", false, false, apps::ExitStatus::kDone};
  const apps::ExitStatus status = apps::run_command_line(arguments, context);
  // Some samples are broken on purpose; the rest of the run is whole.
  if (status != apps::ExitStatus::kDone && status != apps::ExitStatus::kSomeFailed) stop(err.str());
}

void SearchCollection::load_passages() {
  index::Dossier dossier = must(index::Dossier::open(dossier_, index::OpenMode::kRead));
  for (const auto& [id, sources] : must(dossier.engine().list_sources())) {
    ++document_count_;
    std::vector<std::string> paths;
    for (const index::DocumentSource& source : sources)
      paths.push_back(source.path);
    const SubmissionLabels labels = sources.empty() ? SubmissionLabels{} : sources.front().labels;
    for (const Passage& passage : must(dossier.engine().load_passages(id, std::nullopt))) {
      if (is_page_furniture(passage.kind) || passage.text.empty()) continue;
      places_.emplace(std::pair(to_string(id), passage.ordinal), passages_.size());
      passages_.push_back({to_string(id), passage.ordinal,
                           passage.words.empty() ? 0U : passage.words.front().page.number(), paths,
                           labels.municipality, labels.approach, labels.role, passage.kind,
                           passage.boilerplate, passage.text, fold_for_anchor(passage.text)});
    }
  }
}

std::ptrdiff_t SearchCollection::find(const std::string& document, std::uint32_t ordinal) const {
  const auto place = places_.find({document, ordinal});
  return place == places_.end() ? -1 : static_cast<std::ptrdiff_t>(place->second);
}

std::vector<PassageIndex> SearchCollection::find_anchor(std::string_view document,
                                                        std::string_view anchor) const {
  const std::string folded = fold_for_anchor(anchor);
  std::vector<PassageIndex> found;
  for (PassageIndex i = 0; i < passages_.size(); ++i) {
    const CollectedPassage& passage = passages_[i];
    const bool is_in = std::any_of(passage.paths.begin(), passage.paths.end(), [&](const std::string& path) {
      return path.find(document) != std::string::npos;
    });
    if (is_in && passage.folded.find(folded) != std::string::npos) found.push_back(i);
  }
  return found;
}

}  // namespace vp::eval
