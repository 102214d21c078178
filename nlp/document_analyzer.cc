#include "nlp/document_analyzer.h"

#include <utility>

#include "nlp/page_judgement.h"
#include "nlp/passage_builder.h"

namespace vp::nlp {

DocumentAnalyzer::DocumentAnalyzer(const Framework& framework, const Tagger& tagger,
                                   const PolarityJudge& judge, const WordList& words)
    : tagger_(tagger), judge_(judge), words_(words), wording_(framework) {}

std::vector<Passage> DocumentAnalyzer::analyze(const Document& document) const {
  std::vector<Passage> passages = build_passages(document, words_);
  for (Passage& passage : passages) {
    if (is_page_furniture(passage.kind)) continue;
    tag(passage);
    passage.boilerplate = wording_.covers(passage.text);
  }
  return passages;
}

void DocumentAnalyzer::tag(Passage& passage) const {
  passage.mentions.clear();
  // A title in a table of contents says what a document speaks of, not what is so.
  if (is_page_furniture(passage.kind) || passage.kind == BlockKind::kContentsEntry) return;
  passage.mentions = tagger_.find_mentions(passage.text, passage.sentences);
  std::vector<std::vector<PolaritySuggestion>> suggestions = judge_.judge(passage);
  for (std::size_t i = 0; i < passage.mentions.size(); ++i)
    passage.mentions[i].suggestions = std::move(suggestions[i]);
}

void DocumentAnalyzer::judge(Document& document) const {
  PageJudge page_judge(words_);
  for (Page& page : document.pages)
    page_judge.judge(page);
  settle_state(document);
}

}  // namespace vp::nlp
