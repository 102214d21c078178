#include "index/fts_check.h"

#include <limits>

#include <sqlite3.h>

#include "index/passage_statistics.h"
#include "index/posting_checksum.h"
#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

struct TokenSum {
  std::int64_t row = 0;
  std::uint64_t position = 0;
  std::uint64_t sum = 0;
};

bool add_term(void* context, std::string_view term, nlp::TermKind kind, TextSpan /*span*/) {
  auto* state = static_cast<TokenSum*>(context);
  if (kind == nlp::TermKind::kSurface) ++state->position;
  state->sum += mix_posting(term, state->row, state->position - 1);
  return true;
}

Result<std::uint64_t> sum_of_index(Database& database) {
  // The virtual table lives in the temporary schema, which is in memory: nothing is written to the file.
  VP_TRY(
      database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_term "
                       "USING fts5vocab ('main', 'passage_fts', 'instance')"));
  VP_ASSIGN(Statement rows, database.prepare("SELECT term, doc, \"offset\" FROM temp.passage_term"));
  std::uint64_t sum = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return sum;
    sum += mix_posting(rows.column_text(0), rows.column_integer(1),
                       static_cast<std::uint64_t>(rows.column_integer(2)));
  }
}

std::uint64_t count_tokens(std::string_view text) {
  std::uint64_t tokens = 0;
  nlp::for_each_token(
      text,
      [](void* context, std::string_view, TextSpan) {
        ++*static_cast<std::uint64_t*>(context);
        return true;
      },
      &tokens);
  return tokens;
}

}  // namespace

std::string stale_words(const Database& database) {
  return database.where() + ": the full-text index does not match the passages; rebuild it";
}

Result<std::uint64_t> sum_words_of_texts(PassageStore& passages, nlp::SearchAnalyzer& analyzer,
                                         std::int64_t first, std::int64_t last) {
  TokenSum state;
  VP_TRY(
      passages.for_each(first, last, std::nullopt,
                        [&](std::int64_t row, const PassageBlock& block, std::size_t place) -> Result<void> {
                          state.row = row;
                          state.position = 0;
                          analyzer.for_each_index_term(block.at(place).text, add_term, &state);
                          return {};
                        }));
  return state.sum;
}

void add_passage_faults(const Passage& passage, std::int64_t passage_count, std::uint64_t stored_facts,
                        const std::string& where, std::vector<std::string>& faults) {
  const auto is_in_text = [&](TextSpan span) {
    return span.begin <= span.end && span.end <= passage.text.size();
  };
  if (passage.heading && *passage.heading >= passage_count)
    faults.push_back(where + "its heading is missing");
  std::uint32_t last_end = 0;
  for (const TextSpan sentence : passage.sentences) {
    if (sentence.begin < last_end) faults.push_back(where + "its sentences overlap or do not ascend");
    last_end = sentence.end;
  }
  for (const Mention& mention : passage.mentions) {
    if (!is_in_text(mention.span) || !is_in_text(mention.sentence)) {
      faults.push_back(where + "a mention of " + mention.indicator + " lies outside the text");
    }
  }
  if (to_passage_facts(passage, count_tokens(passage.text)) != stored_facts)
    faults.push_back(where + "its stored length or kind is not that of its text");
}

Result<void> add_fts_faults(Database& database, PassageStore& passages, nlp::SearchAnalyzer& analyzer,
                            std::vector<std::string>& faults) {
  if (sqlite3_db_readonly(database.handle(), "main") != 1) {
    // Its own structure, which only a connection that may write can ask for.
    const int code =
        sqlite3_exec(database.handle(), "INSERT INTO passage_fts (passage_fts) VALUES ('integrity-check')",
                     nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_CORRUPT) return database.to_error(code);
    if (code != SQLITE_OK) {
      faults.push_back(stale_words(database));
      return {};
    }
  }
  const auto expected = sum_words_of_texts(passages, analyzer, 0, std::numeric_limits<std::int64_t>::max());
  if (!expected) {
    // Blocks that cannot be read are faults of their own, found with the passages.
    if (expected.error().code == ErrorCode::kMalformed) return {};
    return expected.error();
  }
  const auto found = sum_of_index(database);
  if (!found && found.error().code != ErrorCode::kDatabase) return found.error();
  if (!found || *found != *expected) faults.push_back(stale_words(database));
  return {};
}

}  // namespace vp::index
