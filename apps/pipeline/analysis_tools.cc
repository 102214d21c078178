#include "apps/pipeline/analysis_tools.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <future>

#include "cmake/build_config.h"

#include "ingest/extractor.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_lexicon.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

void add_names(const std::vector<index::NamedThing>& things, std::vector<std::string>& names) {
  for (const index::NamedThing& thing : things) {
    names.push_back(thing.name);
    names.insert(names.end(), thing.aliases.begin(), thing.aliases.end());
  }
}

}  // namespace

std::vector<std::string> names_to_mask(const index::DossierSettings& settings) {
  std::vector<std::string> names;
  add_names(settings.approaches, names);
  add_names(settings.organisations, names);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string hash_names(const std::vector<std::string>& names) {
  // FNV-1a: names are few and nobody gains from a collision; what counts is that every machine computes the
  // same.
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
  for (const std::string& name : names) {
    for (const char c : name)
      mix(static_cast<unsigned char>(c));
    mix(0);
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4)
    hex += kDigits[(hash >> static_cast<unsigned>(shift)) & 15U];
  return hex;
}

Result<std::unique_ptr<AnalysisTools>> AnalysisTools::load(const index::Dossier& dossier) {
  const std::vector<std::string> names = names_to_mask(dossier.settings());
  VP_ASSIGN(const fs::path rules_file, find_data_file("framework/polariteit.toml"));
  VP_ASSIGN(const nlp::CueRules rules, nlp::load_cue_rules(rules_file));
  // Compiling the patterns takes most of the time before the first file is read.
  auto tagging =
      std::async(std::launch::async, [&] { return nlp::Tagger::create(dossier.framework(), names); });
  auto listing = std::async(std::launch::async, [] { return nlp::WordList::load(nlp::word_list_path()); });
  auto judging = nlp::PolarityJudge::create(rules);
  VP_ASSIGN(nlp::WordList words, listing.get());
  VP_ASSIGN(nlp::Tagger tagger, tagging.get());
  VP_ASSIGN(nlp::PolarityJudge judge, std::move(judging));
  std::unique_ptr<AnalysisTools> tools(
      new AnalysisTools(std::move(words), std::move(tagger), std::move(judge)));
  tools->framework_ = std::make_unique<const nlp::Framework>(dossier.framework());
  tools->analyzer_ = std::make_unique<nlp::DocumentAnalyzer>(*tools->framework_, tools->tagger_,
                                                             tools->judge_, tools->words_);
  tools->versions_ = {std::string(nlp::search_analysis_version()),
                      tools->words_.content_hash(),
                      dossier.framework().content_hash,
                      ingest::make_poppler_extractor()->version(),
                      hash_names(names),
                      rules.content_hash};
  return tools;
}

bool AnalysisTools::fit(const index::Dossier& dossier) const {
  return versions_.framework_hash == dossier.framework().content_hash &&
         versions_.names_hash == hash_names(names_to_mask(dossier.settings()));
}

Result<std::shared_ptr<const AnalysisTools>> ToolShelf::find_or_load(const index::Dossier& dossier) {
  const std::scoped_lock lock(mutex_);
  if (!tools_ || !tools_->fit(dossier)) {
    VP_ASSIGN(tools_, AnalysisTools::load(dossier));
  }
  return tools_;
}

Result<fs::path> find_data_file(const fs::path& relative) {
  std::vector<fs::path> folders;
  if (const char* const folder = std::getenv("VINDPLAATS_DATA")) folders.emplace_back(folder);
  folders.emplace_back(VP_INSTALLED_DATA_DIR);
  folders.emplace_back(fs::path(VP_SOURCE_DATA_DIR) / "corpus");
  std::string tried;
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (fs::exists(folder / relative, error)) return folder / relative;
    tried += (tried.empty() ? "" : ", ") + folder.string();
  }
  return Error{ErrorCode::kNotFound, "the program's data file is in none of " + tried, relative.string()};
}

}  // namespace vp::apps
