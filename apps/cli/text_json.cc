#include "apps/cli/text_json.h"

#include "apps/pipeline/scope.h"

namespace vp::apps {
namespace {

void add_layout(Json& object, const Passage& passage, const DocumentLayout& layout) {
  object["blocks"] = Json::array();
  bool is_aside = false;
  for (const BlockPlace& place : layout.blocks_of(passage)) {
    const Block& block = layout.block_at(place);
    is_aside = is_aside || block.is_aside;
    object["blocks"].push_back(
        {{"page", place.page.number()}, {"block", place.block + 1}, {"rect", to_json({block.box})[0]}});
  }
  object["aside"] = is_aside;
  const std::optional<CellPlace> place = layout.cell_of(passage);
  if (!place) return;
  const TableCell& cell = layout.tables().at(place->table).table->cells.at(place->cell);
  object["table"] = place->table + 1;
  object["row"] = cell.row;
  object["column"] = cell.column;
  object["column_heads"] = layout.column_heads_of(*place);
}

}  // namespace

Json to_json(const index::DocumentRecord& record, const Passage& passage, const DocumentLayout* layout) {
  const TextSpan whole{0, static_cast<std::uint32_t>(passage.text.size())};
  Json object;
  add_source(object, record.id, choose_source(record, {}));
  add_citation(object, make_citation(record.id, passage, whole, whole), record);
  object["passage"] = passage.ordinal;
  object["kind"] = to_string(passage.kind);
  object["text"] = passage.text;
  object["sentences"] = Json::array();
  for (const TextSpan sentence : passage.sentences)
    object["sentences"].push_back({sentence.begin, sentence.end});
  object["words"] = Json::array();
  for (const PassageWord& word : passage.words) {
    object["words"].push_back({{"span", {word.span.begin, word.span.end}},
                               {"page", word.page.number()},
                               {"rect", to_json({word.box})[0]}});
  }
  object["indicators"] = Json::array();
  for (const Mention& mention : passage.mentions) {
    if (object["indicators"].empty() || object["indicators"].back() != mention.indicator) {
      object["indicators"].push_back(mention.indicator);
    }
  }
  object["boilerplate"] = passage.boilerplate;
  if (passage.kind == BlockKind::kHeading) object["heading_level"] = passage.heading_level;
  if (passage.heading) object["heading"] = *passage.heading;
  if (layout != nullptr) add_layout(object, passage, *layout);
  return object;
}

Json to_json(const index::DocumentRecord& record, const DocumentLayout& layout, std::uint32_t table) {
  const TablePlace& place = layout.tables().at(table);
  Json object;
  add_source(object, record.id, choose_source(record, {}));
  object["page"] = place.page->index.number();
  object["page_label"] = find_page_label(record, place.page->index);
  object["rects"] = to_json({place.table->box});
  // The fields of a passage, with nothing in them: who goes through all lines meets no text twice.
  object["quote"] = "";
  object["passage"] = Json();
  object["kind"] = "table";
  object["text"] = "";
  for (const char* const list : {"sentences", "words", "indicators"})
    object[list] = Json::array();
  object["boilerplate"] = false;
  object["table"] = table + 1;
  object["rows"] = place.table->row_count;
  object["columns"] = place.table->column_count;
  object["head_rows"] = place.table->head_rows;
  object["evidence"] = to_string(place.table->evidence);
  object["continues"] = place.table->continues;
  object["cells"] = Json::array();
  for (std::size_t i = 0; i < place.table->cells.size(); ++i) {
    const TableCell& cell = place.table->cells[i];
    object["cells"].push_back({{"row", cell.row},
                               {"column", cell.column},
                               {"row_span", cell.row_span},
                               {"column_span", cell.column_span},
                               {"head", cell.is_head},
                               {"continues", cell.continues},
                               {"rects", to_json({cell.box})},
                               {"text", layout.text_of({table, static_cast<std::uint32_t>(i)})}});
  }
  return object;
}

}  // namespace vp::apps
