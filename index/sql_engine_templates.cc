// The part of SqlEngine that marks prose which stands in the documents of
// many submitters alike; see template_finder.h. The mark is a bit of the
// passage's facts; that of the framework's own wording stands in its block.
#include <filesystem>
#include <utility>
#include <vector>

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
/// What else the search looks at: of which municipalities the documents are.
constexpr const char* kMunicipalities =
    "SELECT DISTINCT document, municipality FROM document_source ORDER BY document, municipality";

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

Result<SqlEngine::MarkedPassages> SqlEngine::gather_prose(TemplateFinder& finder) {
  MarkedPassages passages;
  // Of what very many documents have only neighbours are compared, so the order counts: it must not be that of arrival.
  VP_ASSIGN(const StatementLease documents, database_.cached("SELECT id, first_passage, passage_count FROM "
                                                             "document WHERE passage_count > 0 "
                                                             "ORDER BY sha256"));
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
    passages.documents.emplace_back(document, documents->column_integer(2));
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
          const auto other = is_marked ? MarkedPassages::kTemplate : MarkedPassages::kPlain;
          passages.marks.push_back(passage.is_wording ? MarkedPassages::kWording : other);
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

/// A text that changes with anything that the search for templates depends on.
Result<std::string> SqlEngine::describe_prose() {
  VP_ASSIGN(const StatementLease row, database_.cached(kStateNow));
  VP_TRY(row->step());
  std::string state(row->column_text(0));
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  const auto add = [&hash](std::string_view bytes) {
    for (const char c : bytes)
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  };
  VP_ASSIGN(const StatementLease sources, database_.cached(kMunicipalities));
  while (true) {
    VP_ASSIGN(const bool has_row, sources->step());
    if (!has_row) return state + " " + std::to_string(hash);
    add(std::to_string(sources->column_integer(0)) + " ");
    add(sources->column_text(1));
    add(std::string_view("\0", 1));
  }
}

Result<bool> SqlEngine::is_in_order() {
  VP_ASSIGN(const auto reading, begin_reading());
  VP_ASSIGN(const std::string state, describe_prose());
  VP_ASSIGN(const std::string marked, load_meta("templates_state"));
  return marked == state;
}

Result<void> SqlEngine::mark_templates() {
  VP_ASSIGN(const std::string state, describe_prose());
  VP_ASSIGN(const std::string marked, load_meta("templates_state"));
  if (marked == state) return {};
  // Beside the file, where there is room for an index; of a server only its address is known.
  const std::filesystem::path folder = database_.handle() == nullptr
                                           ? std::filesystem::path()
                                           : std::filesystem::path(database_.where()).parent_path();
  TemplateFinder finder(folder.empty() ? std::filesystem::temp_directory_path() : folder);
  VP_ASSIGN(const MarkedPassages passages, gather_prose(finder));
  VP_ASSIGN(const std::vector<char> is_template, finder.find());
  std::size_t at = 0;
  std::vector<std::int64_t> turned;  // ordinals within one document
  for (const auto& [document, count] : passages.documents) {
    turned.clear();
    for (std::size_t ordinal = 0; ordinal < count; ++ordinal, ++at) {
      const char mark = passages.marks[at];
      if (mark != MarkedPassages::kWording && (mark == MarkedPassages::kTemplate) != (is_template[at] != 0))
        turned.push_back(static_cast<std::int64_t>(ordinal));
    }
    if (!turned.empty()) VP_TRY(turn_facts(document, turned));
  }
  return store_meta(database_, "templates_state", state);
}

}  // namespace vp::index
