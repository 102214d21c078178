#include "apps/pipeline/retagging.h"

namespace vp::apps {
namespace {

Result<void> retag_document(index::Engine& engine, const DocumentId& id,
                            const nlp::DocumentAnalyzer& analyzer) {
  VP_ASSIGN(const index::DocumentRecord record, engine.load_document(id));
  VP_ASSIGN(std::vector<Passage> passages, engine.load_passages(id, std::nullopt));
  bool is_changed = false;
  for (Passage& passage : passages) {
    const std::vector<Mention> before = std::move(passage.mentions);
    analyzer.tag(passage);
    is_changed = is_changed || before != passage.mentions;
  }
  if (!is_changed) return {};
  return engine.replace_document(record, passages);
}

std::string describe_difference(const index::IndexVersions& found, const index::IndexVersions& expected) {
  std::string text;
  const auto compare = [&text](std::string_view name, const std::string& a, const std::string& b) {
    if (a == b) return;
    text += (text.empty() ? "" : ", ") + std::string(name) + " " + a.substr(0, 16) + ", this program has " +
            b.substr(0, 16);
  };
  compare("text analysis", found.analysis, expected.analysis);
  compare("word list", found.word_list_hash, expected.word_list_hash);
  compare("framework", found.framework_hash, expected.framework_hash);
  compare("extractor", found.extractor, expected.extractor);
  return text;
}

}  // namespace

Result<void> bring_index_up_to_date(index::Dossier& dossier, const AnalysisTools& tools) {
  VP_ASSIGN(const index::IndexVersions found, dossier.index_versions());
  const index::IndexVersions& expected = tools.versions();
  if (found == expected) return {};
  VP_ASSIGN(const std::vector<DocumentId> documents, dossier.engine().list_documents());
  if (documents.empty()) return dossier.set_index_versions(expected);
  const std::string difference = describe_difference(found, expected);
  if (!difference.empty()) {
    return Error{
        ErrorCode::kVersionMismatch,
        "the index was made with " + difference + "; run 'vindplaats reindex' (judgements are not touched)",
        dossier.folder().string()};
  }
  // Only the masked names or the rules of polarity differ: they change mentions, nothing else. The new hashes
  // are written last, so that an interrupted run does it again.
  for (const DocumentId& id : documents) {
    VP_TRY(retag_document(dossier.engine(), id, tools.analyzer()));
  }
  return dossier.set_index_versions(expected);
}

}  // namespace vp::apps
