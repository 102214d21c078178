// fts_check.h - whether stored passages, their lengths and the full-text index still say the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/passage.h"
#include "core/result.h"
#include "index/database.h"
#include "index/passage_store.h"
#include "nlp/search_analyzer.h"

namespace vp::index {

/// Faults inside one decoded passage. `stored_facts`: as append_passage_facts wrote them. `where` begins each
/// line.
void add_passage_faults(const Passage& passage, std::int64_t passage_count, std::uint64_t stored_facts,
                        const std::string& where, std::vector<std::string>& faults);

/// The fault of an index whose words are not those of its passages.
std::string stale_words(const Database& database);

/// One number for every place of every word in the passages of these row ids; see posting_checksum.h.
Result<std::uint64_t> sum_words_of_texts(PassageStore& passages, nlp::SearchAnalyzer& analyzer,
                                         std::int64_t first, std::int64_t last);

/// Compares every place of every word in the index with the texts, by a checksum; where something may be written FTS5
/// checks its own structure too.
Result<void> add_fts_faults(Database& database, PassageStore& passages, nlp::SearchAnalyzer& analyzer,
                            std::vector<std::string>& faults);

}  // namespace vp::index
