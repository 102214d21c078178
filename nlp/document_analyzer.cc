#include "nlp/document_analyzer.h"

#include "nlp/page_judgement.h"
#include "nlp/passage_builder.h"

namespace vp::nlp {

DocumentAnalyzer::DocumentAnalyzer(const Framework& framework, const Tagger& tagger, const WordList& words)
    : tagger_(tagger), words_(words), wording_(framework) {}

std::vector<Passage> DocumentAnalyzer::analyze(const Document& document) const {
  std::vector<Passage> passages = build_passages(document, words_);
  for (Passage& passage : passages) {
    // A title in a table of contents says what a document speaks of, not what is so.
    if (is_page_furniture(passage.kind) || passage.kind == BlockKind::kContentsEntry) continue;
    passage.mentions = tagger_.find_mentions(passage.text, passage.sentences);
    passage.boilerplate = wording_.covers(passage.text);
  }
  return passages;
}

void DocumentAnalyzer::judge(Document& document) const {
  for (Page& page : document.pages)
    judge_page(page, words_);
  settle_state(document);
}

}  // namespace vp::nlp
