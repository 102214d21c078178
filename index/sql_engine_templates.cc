// The part of SqlEngine that marks prose which stands in the documents of
// many submitters alike; see template_finder.h. The mark is a bit of the
// passage's facts; that of the framework's own wording stands in its block.
#include <map>

#include "index/meta_rows.h"
#include "index/sql_engine.h"
#include "index/template_finder.h"
#include "index/varint.h"

namespace vp::index {
namespace {

/// Row ids are never given twice, so these two numbers change whenever a document comes or goes.
constexpr const char* kStateNow =
    "SELECT coalesce(max(first_passage + passage_count), 0) || ' ' || coalesce(sum(passage_count), 0) FROM "
    "document";

/// The facts of one document with the boilerplate bits of some of its passages (ordinals, ascending) turned over.
std::vector<std::uint8_t> turn_boilerplate(Blob facts, const std::vector<std::int64_t>& ordinals) {
  VarintReader reader(facts);
  std::vector<std::uint8_t> out;
  std::size_t next = 0;
  for (std::int64_t ordinal = 0; reader.remaining() > 0 && reader.is_ok(); ++ordinal) {
    std::uint64_t value = reader.read_varint();
    if (next < ordinals.size() && ordinals[next] == ordinal) {
      value ^= PassageStatistics::kBoilerplate;
      ++next;
    }
    append_varint(out, value);
  }
  return out;
}

}  // namespace

Result<std::vector<SqlEngine::MarkedPassage>> SqlEngine::gather_prose(TemplateFinder& finder) {
  std::vector<MarkedPassage> passages;
  VP_ASSIGN(const StatementLease documents, database_.cached("SELECT id, first_passage, passage_count FROM "
                                                             "document WHERE passage_count > 0 "
                                                             "ORDER BY id"));
  while (true) {
    VP_ASSIGN(const bool has_row, documents->step());
    if (!has_row) return passages;
    const std::int64_t document = documents->column_integer(0);
    const std::int64_t first = documents->column_integer(1);
    const std::int64_t last = first + documents->column_integer(2) - 1;
    VP_ASSIGN(const std::vector<DocumentSource> sources, load_sources(document));
    std::vector<std::string> municipalities;
    for (const DocumentSource& source : sources) {
      if (!source.labels.municipality.empty()) municipalities.push_back(source.labels.municipality);
    }
    finder.add_document(std::move(municipalities));
    VP_ASSIGN(const std::vector<std::uint64_t> facts, load_facts(document));
    VP_TRY(passages_.for_each(
        first, last, std::nullopt,
        [&](std::int64_t row, const PassageBlock& block, std::size_t place) -> Result<void> {
          const BlockPassage& passage = block.at(place);
          const auto ordinal = static_cast<std::size_t>(row - first);
          const auto kind = static_cast<BlockKind>(passage.kind);
          finder.add_passage(is_page_furniture(kind) ? std::string_view() : passage.text);
          const bool is_marked =
              ordinal < facts.size() && (facts[ordinal] & PassageStatistics::kBoilerplate) != 0;
          passages.push_back({document, row - first, passage.is_wording, is_marked && !passage.is_wording});
          return {};
        }));
  }
}

Result<void> SqlEngine::turn_facts(std::int64_t document, const std::vector<std::int64_t>& ordinals) {
  std::vector<std::uint8_t> facts;
  {
    VP_ASSIGN(const StatementLease row,
              database_.cached("SELECT facts FROM passage_statistics WHERE document = ?1"));
    row->bind(1, document);
    VP_TRY(row->step());
    facts = turn_boilerplate(row->column_blob(0), ordinals);
  }
  VP_ASSIGN(const StatementLease update,
            database_.cached("UPDATE passage_statistics SET facts = ?2 WHERE document = ?1"));
  update->bind(1, document).bind(2, Blob(facts));
  return update->run();
}

Result<void> SqlEngine::mark_templates() {
  std::string state;
  {
    VP_ASSIGN(const StatementLease row, database_.cached(kStateNow));
    VP_TRY(row->step());
    state = row->column_text(0);
  }
  VP_ASSIGN(const std::string marked, load_meta("templates_state"));
  if (marked == state) return {};
  TemplateFinder finder;
  VP_ASSIGN(const std::vector<MarkedPassage> passages, gather_prose(finder));
  const std::vector<char> is_template = finder.find();
  std::map<std::int64_t, std::vector<std::int64_t>> turned;  // by document
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const MarkedPassage& passage = passages[i];
    if (passage.is_wording || passage.is_template == (is_template[i] != 0)) continue;
    turned[passage.document].push_back(passage.ordinal);
  }
  for (const auto& [document, ordinals] : turned)
    VP_TRY(turn_facts(document, ordinals));
  return store_meta(database_, "templates_state", state);
}

}  // namespace vp::index
