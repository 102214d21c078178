// analysis_tools.h - what the nlp stage needs, loaded once: framework, word list, tagger, rules of
// polarity, analyzer.
// Errors: kNotFound, kMalformed, kIo of the files. Threads: tools are immutable after creation; all threads share one.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "nlp/document_analyzer.h"

namespace vp::apps {

/// Names of approaches and organisations that are masked in tagging, aliases included; sorted, each once.
std::vector<std::string> names_to_mask(const index::DossierSettings& settings);

/// Stable hash of such a list, hexadecimal.
std::string hash_names(const std::vector<std::string>& names);

class AnalysisTools {
 public:
  /// For one dossier: its framework, of which they have a copy, and its names.
  static Result<std::unique_ptr<AnalysisTools>> load(const index::Dossier& dossier);
  /// The dossier still has the framework and the names that these were made for.
  [[nodiscard]] bool fit(const index::Dossier& dossier) const;

  [[nodiscard]] const nlp::DocumentAnalyzer& analyzer() const { return *analyzer_; }
  [[nodiscard]] const nlp::Tagger& tagger() const { return tagger_; }
  [[nodiscard]] const nlp::PolarityJudge& judge() const { return judge_; }
  [[nodiscard]] const nlp::WordList& words() const { return words_; }
  /// What an index made with these tools must say of itself.
  [[nodiscard]] const index::IndexVersions& versions() const { return versions_; }

 private:
  AnalysisTools(nlp::WordList words, nlp::Tagger tagger, nlp::PolarityJudge judge)
      : words_(std::move(words)), tagger_(std::move(tagger)), judge_(std::move(judge)) {}

  std::unique_ptr<const nlp::Framework> framework_;
  nlp::WordList words_;
  nlp::Tagger tagger_;
  nlp::PolarityJudge judge_;
  std::unique_ptr<nlp::DocumentAnalyzer> analyzer_;
  index::IndexVersions versions_;
};

/// Tools kept for the next run over the same dossier: making them takes longer than reading a file. Threads: any.
class ToolShelf {
 public:
  ToolShelf() = default;
  explicit ToolShelf(std::shared_ptr<const AnalysisTools> tools) : tools_(std::move(tools)) {}
  /// Those that are kept where they fit, else new ones. Errors: those of AnalysisTools::load.
  Result<std::shared_ptr<const AnalysisTools>> find_or_load(const index::Dossier& dossier);

 private:
  std::mutex mutex_;  // guards tools_
  std::shared_ptr<const AnalysisTools> tools_;
};

/// A data file of the program ("framework/toetsingskader.toml"): in VINDPLAATS_DATA, the installed data
/// folder, or the source tree's corpus/. Errors: kNotFound, naming the places that were tried.
Result<std::filesystem::path> find_data_file(const std::filesystem::path& relative);

}  // namespace vp::apps
