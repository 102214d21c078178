#include "tests/eval/table_eval_gold.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace vp::eval {
namespace {

// One tag of the file, and the text up to the next.
struct Tag {
  std::string_view name;  // "/cell" for an end
  std::string_view attributes;
  std::string_view text;
};

// The files hold elements, attributes and five entities; nothing else of XML occurs in them.
class TagReader {
 public:
  explicit TagReader(std::string_view xml) : xml_(xml) {}

  std::optional<Tag> next() {
    const std::size_t begin = xml_.find('<', at_);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = xml_.find('>', begin);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view inside = xml_.substr(begin + 1, end - begin - 1);
    at_ = end + 1;
    const std::size_t name_end = inside.find_first_of(" \t\r\n", 1);
    Tag tag;
    tag.name = inside.substr(0, name_end);
    if (name_end != std::string_view::npos) tag.attributes = inside.substr(name_end);
    tag.text = xml_.substr(at_, std::min(xml_.find('<', at_), xml_.size()) - at_);
    return tag;
  }

 private:
  std::string_view xml_;
  std::size_t at_ = 0;
};

std::optional<int> find_number(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  while ((at = attributes.find(name, at)) != std::string_view::npos) {
    const bool is_whole =
        at > 0 && std::string_view(" \t\r\n").find(attributes[at - 1]) != std::string_view::npos;
    at += name.size();
    if (!is_whole || attributes.substr(at, 1) != "=") continue;
    const std::size_t first = attributes.find_first_not_of("=\"' ", at);
    if (first == std::string_view::npos) return std::nullopt;
    int value = 0;
    const auto [end, error] =
        std::from_chars(attributes.data() + first, attributes.data() + attributes.size(), value);
    if (error != std::errc{}) return std::nullopt;
    return value;
  }
  return std::nullopt;
}

std::string without_entities(std::string_view text) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto* const entity = std::find_if(std::begin(kEntities), std::end(kEntities), [&](const auto& e) {
      return text.substr(i).starts_with(e.first);
    });
    if (entity != std::end(kEntities)) {
      plain += entity->second;
      i += entity->first.size();
    } else {
      plain += text[i++];
    }
  }
  return plain;
}

Result<std::string> load_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "no such file", path.string()};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// The last region of a table says on which page it counts, as in the competition's own program.
Result<std::vector<GoldRegion>> parse_regions(std::string_view xml, const std::string& where) {
  std::vector<GoldRegion> regions;
  TagReader reader(xml);
  while (const auto tag = reader.next()) {
    if (tag->name == "region") {
      const auto page = find_number(tag->attributes, "page");
      if (!page) return Error{ErrorCode::kMalformed, "a region without a page", where};
      regions.push_back({*page, {}});
    } else if (tag->name == "bounding-box" && !regions.empty()) {
      const auto x1 = find_number(tag->attributes, "x1");
      const auto y1 = find_number(tag->attributes, "y1");
      const auto x2 = find_number(tag->attributes, "x2");
      const auto y2 = find_number(tag->attributes, "y2");
      if (!x1 || !y1 || !x2 || !y2) return Error{ErrorCode::kMalformed, "a box without four sides", where};
      regions.back().box = {static_cast<float>(std::min(*x1, *x2)), static_cast<float>(std::min(*y1, *y2)),
                            static_cast<float>(std::max(*x1, *x2)), static_cast<float>(std::max(*y1, *y2))};
    }
  }
  return regions;
}

std::map<std::string, std::string> load_index(const std::filesystem::path& folder) {
  std::map<std::string, std::string> index;
  std::ifstream in(folder / "index.tsv");
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first == std::string::npos) continue;
    index[std::filesystem::path(line.substr(0, first)).filename().string()] =
        line.substr(first + 1, second - first - 1);
  }
  return index;
}

constexpr std::string_view kCellsEnding = "-str.xml";

}  // namespace

Result<std::vector<GridTable>> parse_gold_tables(std::string_view xml, const std::string& where) {
  std::vector<GridTable> tables;
  int row_shift = 0;
  int column_shift = 0;
  GridCell cell;
  TagReader reader(xml);
  while (const auto tag = reader.next()) {
    if (tag->name == "table") {
      tables.emplace_back();
    } else if (tag->name == "region" && !tables.empty()) {
      const auto page = find_number(tag->attributes, "page");
      if (!page) return Error{ErrorCode::kMalformed, "a region without a page", where};
      tables.back().page = *page;
      row_shift = find_number(tag->attributes, "row-increment").value_or(0);
      column_shift = find_number(tag->attributes, "col-increment").value_or(0);
    } else if (tag->name == "cell" && !tables.empty()) {
      const auto row = find_number(tag->attributes, "start-row");
      const auto column = find_number(tag->attributes, "start-col");
      if (!row || !column) return Error{ErrorCode::kMalformed, "a cell without a place", where};
      cell = {*row + row_shift,
              find_number(tag->attributes, "end-row").value_or(*row) + row_shift,
              *column + column_shift,
              find_number(tag->attributes, "end-col").value_or(*column) + column_shift,
              {}};
    } else if (tag->name == "content" && !tables.empty()) {
      cell.text = to_comparable(without_entities(tag->text));
      if (!cell.text.empty()) tables.back().cells.push_back(cell);
    }
  }
  if (tables.empty()) return Error{ErrorCode::kMalformed, "no table in the file", where};
  return tables;
}

bool is_development_document(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return (hash ^ (hash >> 29U)) % 2 == 0;
}

Result<std::vector<GoldDocument>> load_gold(const std::filesystem::path& folder,
                                            const std::filesystem::path& pdfs) {
  std::error_code failed;
  std::filesystem::directory_iterator entries(folder, failed);
  if (failed) return Error{ErrorCode::kNotFound, "no such folder", folder.string()};
  const std::map<std::string, std::string> index = load_index(folder);
  std::vector<GoldDocument> documents;
  for (const auto& entry : entries) {
    const std::string file = entry.path().filename().string();
    if (!file.ends_with(kCellsEnding)) continue;
    const std::string stem = file.substr(0, file.size() - kCellsEnding.size());
    GoldDocument document;
    document.name = stem.substr(stem.rfind('.') + 1);
    const auto named = index.find(file);
    document.pdf = pdfs / (named != index.end() ? named->second : document.name + ".pdf");
    VP_ASSIGN(const std::string cells, load_text(entry.path()));
    VP_ASSIGN(document.tables, parse_gold_tables(cells, file));
    const std::filesystem::path regions_file = folder / (stem + "-reg.xml");
    if (std::filesystem::exists(regions_file)) {
      VP_ASSIGN(const std::string regions, load_text(regions_file));
      VP_ASSIGN(document.regions, parse_regions(regions, regions_file.string()));
    }
    documents.push_back(std::move(document));
  }
  std::sort(documents.begin(), documents.end(),
            [](const GoldDocument& a, const GoldDocument& b) { return a.name < b.name; });
  return documents;
}

}  // namespace vp::eval
