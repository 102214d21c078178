// fts_check.h - whether stored passages, their lengths and the full-text index still say the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/passage.h"
#include "core/result.h"
#include "index/database.h"
#include "nlp/search_analyzer.h"

namespace vp::index {

/// Faults inside one decoded passage. `stored_facts`: as append_passage_facts wrote them. `where` begins each
/// line.
void add_passage_faults(const Passage& passage, std::int64_t passage_count, std::uint64_t stored_facts,
                        const std::string& where, std::vector<std::string>& faults);

/// Compares every place of every word in the index with the text. Where nothing may be written FTS5's own
/// check cannot run; then the words are counted and compared by a checksum of our own.
Result<void> add_fts_faults(Database& database, nlp::SearchAnalyzer& analyzer,
                            std::vector<std::string>& faults);

}  // namespace vp::index
