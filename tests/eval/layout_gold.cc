#include "tests/eval/layout_gold.h"

#include <array>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

namespace vp::eval {
namespace {

using Json = nlohmann::json;

constexpr std::array kKinds = {BlockKind::kParagraph,    BlockKind::kHeading,  BlockKind::kListItem,
                               BlockKind::kTableCell,    BlockKind::kFootnote, BlockKind::kCaption,
                               BlockKind::kContentsEntry};

// The gold writes kinds as to_string does, with '_' for the space.
std::optional<BlockKind> parse_kind(std::string name) {
  for (char& c : name)
    c = c == '_' ? ' ' : c;
  for (const BlockKind kind : kKinds) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

LayoutTable to_table(const Json& json) {
  LayoutTable table;
  table.page = json.at("page");
  for (const Json& cell : json.at("cells")) {
    table.cells.push_back({cell.at("row"), cell.at("column"), cell.at("row_span"), cell.at("column_span"),
                           cell.at("head"), cell.at("text")});
  }
  return table;
}

Result<LayoutGold> parse_gold(LayoutGold gold, std::istream& in, const std::string& where) {
  const Json json = Json::parse(in, nullptr, false);
  if (json.is_discarded()) return Error{ErrorCode::kMalformed, "no JSON", where};
  try {
    for (const Json& table : json.at("tables"))
      gold.tables.push_back(to_table(table));
    for (const Json& block : json.at("blocks")) {
      const std::optional<BlockKind> kind = parse_kind(block.at("kind"));
      if (!kind) return Error{ErrorCode::kMalformed, "unknown kind " + block.at("kind").dump(), where};
      gold.blocks.push_back(
          {*kind, block.value("level", 0), block.at("aside"), block.at("text"), block.at("page")});
    }
    for (const Json& raised : json.at("raised"))
      gold.raised.push_back({raised.at("word"), raised.at("mark")});
  } catch (const Json::exception& error) {  // a key that is missing or of another type
    return Error{ErrorCode::kMalformed, error.what(), where};
  }
  return gold;
}

}  // namespace

Result<std::vector<LayoutGold>> load_layout_gold(const std::filesystem::path& folder) {
  const std::filesystem::path list = folder / "gold/list.tsv";
  std::ifstream in(list);
  if (!in) return Error{ErrorCode::kNotFound, "cannot be opened", list.string()};
  std::vector<LayoutGold> all;
  std::string line;
  std::getline(in, line);  // the head
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string path, half, producer;
    LayoutGold gold;
    std::getline(fields, path, '\t');
    std::getline(fields, half, '\t');
    std::getline(fields, producer, '\t');
    std::getline(fields, gold.trap, '\t');
    if (!path.starts_with("traps/")) continue;
    gold.pdf = folder / path;
    gold.name = gold.pdf.stem().string();
    gold.is_development = half == "develop";
    const std::filesystem::path file = folder / "gold/traps" / (gold.name + ".json");
    std::ifstream json(file);
    if (!json) return Error{ErrorCode::kNotFound, "cannot be opened", file.string()};
    VP_ASSIGN(LayoutGold read, parse_gold(std::move(gold), json, file.string()));
    all.push_back(std::move(read));
  }
  return all;
}

}  // namespace vp::eval
