// sample_documents.h - documents for tests of engines: made from lines of text, or by a seeded generator.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/passage.h"
#include "index/engine.h"
#include "nlp/query.h"
#include "nlp/search_lexicon.h"
#include "nlp/search_query.h"

namespace vp::index {

struct SampleDocument {
  DocumentRecord record;
  std::vector<Passage> passages;
};

/// An id whose first byte is `first`, for tests that need to know the order of ids.
DocumentId sample_id(std::uint8_t first, std::uint64_t number = 0);

/// A passage a line of text: words with boxes on page ordinal / 3, one sentence over the whole text.
SampleDocument make_document(const DocumentId& id, const std::vector<std::string>& texts,
                             const std::vector<DocumentSource>& sources = {});

/// Words, boxes (off the grid of the store), sentences, mentions, headings and furniture, all from the seed.
SampleDocument make_random_document(std::uint64_t seed, std::size_t passages);

Mention make_mention(const Passage& passage, std::string_view indicator, std::string_view words);

nlp::QueryNode word(std::string token);
nlp::QueryNode phrase(std::vector<std::string> tokens);
nlp::QueryNode prefix(std::string token);
nlp::QueryNode all_of(std::vector<nlp::QueryNode> children);
nlp::QueryNode any_of(std::vector<nlp::QueryNode> children);
nlp::QueryNode some_of(std::vector<nlp::QueryNode> children);
nlp::QueryNode near(std::uint32_t distance, std::vector<nlp::QueryNode> children);
nlp::QueryNode without(nlp::QueryNode wanted, nlp::QueryNode unwanted);

/// The query as it stands: words for themselves only.
nlp::SearchQuery verbatim(const nlp::QueryNode& query);
/// No words, so that a word is found as itself only.
std::shared_ptr<nlp::SearchLexicon> empty_lexicon();

/// Hits in words: "05 #2 [regisseur] 0.1234 | ..." : first byte of the document, ordinal, matches, score.
std::string describe(const SearchResult& result);
/// The same without scores.
std::string places(const SearchResult& result);

}  // namespace vp::index
