#include "readers/municipality_lines.h"

#include <algorithm>

#include "readers/bullet.h"
#include "readers/table_text.h"

#include "nlp/letters.h"

namespace vp::readers {
namespace {

constexpr std::size_t kMostNameWords = 5;

bool is_number_label(std::string_view text) {
  if (text.size() < 2 || (text.back() != '.' && text.back() != ')')) return false;
  return std::ranges::all_of(text.substr(0, text.size() - 1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_dash(std::string_view text) {
  return text == "-" || text == "–" || text == "—" || text == "|" || text == "→";
}

/// Where the approaches of "Name: ...", "Name – ...", "Name (...)" begin and the name ends.
struct Parting {
  std::size_t name_size = 0, rest = 0;
};

std::optional<Parting> find_parting(std::span<const ViewWord> words) {
  for (std::size_t i = 0; i < std::min(words.size(), kMostNameWords + 1); ++i) {
    const std::string_view text = words[i].text;
    if (i > 0 && is_dash(text)) return Parting{i, i + 1};
    if (i > 0 && text.starts_with('(') && words.back().text.find(')') != std::string_view::npos)
      return Parting{i, i};
    if (text.size() > 1 && text.ends_with(':')) return Parting{i + 1, i + 1};
  }
  return std::nullopt;
}

bool is_entry(std::span<const ViewWord> words) {
  if (words.empty() || !starts_as_name(words.front())) return false;
  const std::optional<Parting> parting = find_parting(words);
  if (!parting || parting->name_size > kMostNameWords || parting->rest >= words.size()) return false;
  const ViewWord& first = words[parting->rest];
  if (first.text.starts_with('(')) return true;
  return starts_as_name(first) || (first.text.front() >= '0' && first.text.front() <= '9');
}

/// "Bijlage 2 Onderzochte gemeenten en hun aanpak", "De deelnemende gemeenten waren:".
bool announces_list(std::span<const ViewWord> words, bool is_heading) {
  const std::string text = squashed(words);
  const bool has_municipalities =
      text.find("gemeenten") != std::string::npos || text.find("gemeentenen") != std::string::npos;
  if (!has_municipalities && text.find("deelnemers") == std::string::npos) return false;
  constexpr std::size_t kMostHeadingWords = 12;
  const bool is_short = words.size() <= kMostHeadingWords;
  const bool ends_with_colon = !words.empty() && words.back().text.ends_with(':');
  const bool names_list =
      std::ranges::any_of(std::to_array<std::string_view>({"aanpak", "deelnem", "onderzochte", "overzicht",
                                                           "lijst", "betrokken", "bezochte"}),
                          [&](std::string_view word) { return text.find(word) != std::string::npos; });
  return names_list && is_short && (is_heading || ends_with_colon || words.size() <= 10);
}

}  // namespace

void MunicipalityLines::add_units(const Page& page, const Block& block, std::vector<Unit>& units) {
  std::vector<NameWords> lines;
  for (const ColumnLine& line : lines_of(page, block))
    lines.push_back(line.line.words);
  if (lines.empty()) return;
  // Entries without bullets make one paragraph: each line that begins as an entry is one.
  std::size_t entries = 0;
  for (const NameWords& line : lines)
    entries += is_entry(line) ? 1 : 0;
  const bool by_line = entries > 1;
  for (const NameWords& line : lines) {
    const bool has_bullet = line.size() > 1 && opens_with_bullet(line);
    const bool has_number = line.size() > 1 && is_number_label(line.front().text);
    const bool is_new = units.empty() || &line == &lines.front() || has_bullet || (by_line && is_entry(line));
    if (is_new) {
      Unit unit;
      unit.x = line.front().box.x0;
      unit.right = block.box.x1;
      unit.has_bullet =
          has_bullet || has_number || (block.kind == BlockKind::kListItem && &line == &lines.front());
      unit.is_heading = block.kind == BlockKind::kHeading;
      units.push_back(std::move(unit));
    }
    const NameWords rest(line.begin() + (is_new && (has_bullet || has_number) ? 1 : 0), line.end());
    units.back().words.insert(units.back().words.end(), rest.begin(), rest.end());
    units.back().lines.push_back(rest);
  }
}

std::vector<MunicipalityLines::Unit> MunicipalityLines::cut_units(const Page& page,
                                                                  const std::vector<bool>& skipped) {
  std::vector<Unit> units;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    if (is_page_furniture(block.kind) || block.kind == BlockKind::kContentsEntry || skipped.at(i)) continue;
    add_units(page, block, units);
  }
  std::erase_if(units, [](const Unit& unit) { return unit.words.empty(); });
  return units;
}

bool MunicipalityLines::read_entry(const Page& page, const Unit& unit) {
  if (!is_entry(unit.words)) return false;
  const Parting parting = *find_parting(unit.words);
  const std::span<const ViewWord> words = unit.words;
  names_.enter(page, words.first(parting.name_size));
  names_.add_approaches(page, words.subspan(parting.rest));
  in_group_ = false;
  return has_entries_ = true;
}

bool MunicipalityLines::opens_group(const Unit& unit, const Unit* next) const {
  if (unit.words.size() > kMostNameWords || !starts_as_name(unit.words.front()) || next == nullptr)
    return false;
  const bool is_sentence = unit.words.back().text.ends_with('.') || unit.words.back().text.ends_with('?');
  if (is_sentence) return false;
  constexpr float kIndent = 3;
  if (next->is_heading || is_entry(next->words)) return false;
  return (next->has_bullet && !unit.has_bullet) || next->x > unit.x + kIndent;
}

bool MunicipalityLines::read_item(const Page& page, const Unit& unit) {
  constexpr float kIndent = 3;
  constexpr std::size_t kMostWords = 12;
  if (!in_group_ || unit.is_heading || unit.words.size() > kMostWords) return false;
  const bool is_below = (unit.has_bullet && !group_has_bullet_) || unit.x > group_x_ + kIndent;
  if (!is_below) return false;
  for (const NameWords& name : join_name_lines(unit.lines, unit.right))
    names_.add_approaches(page, name);
  return true;
}

/// Prose ends a list, and a heading does; a little prose may stand before it.
void MunicipalityLines::weigh(const Unit& unit) {
  in_group_ = false;
  constexpr std::size_t kMostProse = 3;
  constexpr std::size_t kShort = 3;
  if (unit.is_heading || has_entries_) {
    is_armed_ = unit.words.size() <= kShort && !unit.is_heading && is_armed_;
  } else if (++prose_ > kMostProse) {
    is_armed_ = false;
  }
}

void MunicipalityLines::read(const Page& page, const std::vector<bool>& skipped) {
  const std::vector<Unit> units = cut_units(page, skipped);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    const Unit* const next = i + 1 < units.size() ? &units[i + 1] : nullptr;
    if (is_armed_ && (read_entry(page, unit) || read_item(page, unit))) continue;
    if (!is_entry(unit.words) && announces_list(unit.words, unit.is_heading)) {
      is_armed_ = true;
      has_entries_ = in_group_ = false;
      prose_ = 0;
    } else if (is_armed_ && opens_group(unit, next)) {
      names_.enter(page, unit.words);
      in_group_ = has_entries_ = true;
      group_x_ = unit.x;
      group_has_bullet_ = unit.has_bullet;
    } else {
      weigh(unit);
    }
  }
}

}  // namespace vp::readers
