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

/// Compares every place of every word in the index with the texts, by a checksum; where something may be written FTS5
/// checks its own structure too.
Result<void> add_fts_faults(Database& database, PassageStore& passages, nlp::SearchAnalyzer& analyzer,
                            std::vector<std::string>& faults);

}  // namespace vp::index
