// The part of SqliteEngine that marks prose which stands in the documents of many submitters alike; see
// template_finder.h. Passage rows: boilerplate is 1 for the framework's own wording, 2 for such prose.
#include <map>

#include "index/sqlite_engine.h"
#include "index/template_finder.h"
#include "index/varint.h"

namespace vp::index {
namespace {

constexpr std::int64_t kWording = 1;
constexpr std::int64_t kTemplate = 2;

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

Result<std::vector<SqliteEngine::MarkedPassage>> SqliteEngine::gather_prose(TemplateFinder& finder) {
  VP_ASSIGN(const StatementLease rows,
            database_.cached(
                "SELECT p.id, p.document, p.kind, p.boilerplate, p.text, d.first_passage FROM document d "
                "JOIN passage p ON p.id BETWEEN d.first_passage AND d.first_passage + "
                "d.passage_count - 1 WHERE d.passage_count > 0 ORDER BY d.id, p.id"));
  std::vector<MarkedPassage> passages;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return passages;
    const std::int64_t document = rows->column_integer(1);
    if (passages.empty() || passages.back().document != document) {
      VP_ASSIGN(const std::vector<DocumentSource> sources, load_sources(document));
      std::vector<std::string> municipalities;
      for (const DocumentSource& source : sources) {
        if (!source.labels.municipality.empty()) municipalities.push_back(source.labels.municipality);
      }
      finder.add_document(std::move(municipalities));
    }
    const auto kind = static_cast<BlockKind>(rows->column_integer(2));
    finder.add_passage(is_page_furniture(kind) ? std::string_view() : rows->column_text(4));
    passages.push_back({document, rows->column_integer(0) - rows->column_integer(5), rows->column_integer(0),
                        rows->column_integer(3)});
  }
}

Result<void> SqliteEngine::turn_facts(std::int64_t document, const std::vector<std::int64_t>& ordinals) {
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

Result<void> SqliteEngine::mark_templates() {
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
    const std::int64_t wanted = is_template[i] != 0 ? kTemplate : 0;
    if (passage.boilerplate == kWording || passage.boilerplate == wanted) continue;
    VP_ASSIGN(const StatementLease update,
              database_.cached("UPDATE passage SET boilerplate = ?2 WHERE id = ?1"));
    update->bind(1, passage.row).bind(2, wanted);
    VP_TRY(update->run());
    turned[passage.document].push_back(passage.ordinal);
  }
  for (const auto& [document, ordinals] : turned)
    VP_TRY(turn_facts(document, ordinals));
  VP_ASSIGN(const StatementLease note,
            database_.cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('templates_state', ?1)"));
  note->bind(1, std::string_view(state));
  return note->run();
}

}  // namespace vp::index
