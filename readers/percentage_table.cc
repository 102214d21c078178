#include "readers/percentage_table.h"

#include <algorithm>

#include "readers/number_tokens.h"
#include "readers/percentage_finder.h"
#include "readers/table_text.h"

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

/// What the head of a column says of the numbers under it.
struct ColumnMeaning {
  bool is_percentage = false, is_whole = false, is_part = false;
  std::optional<std::uint32_t> sample_size;  // "(n = 30)" in the head
};

ColumnMeaning read_head(const std::string& head) {
  ColumnMeaning meaning;
  const std::vector<NumberToken> tokens = cut_number_tokens(head);
  bool has_sign = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_sign_here =
        is_sign(tokens, i, U'%') || is_word(tokens, i, {"percentage", "percentages", "procent", "percent"});
    // "90 %" in a head is a percentage of its own.
    has_sign = has_sign || (is_sign_here && (i == 0 || !tokens[i - 1].value));
    if (is_word(tokens, i, {"n"}) && is_sign(tokens, i + 1, U'=') && i + 2 < tokens.size() &&
        tokens[i + 2].is_whole)
      meaning.sample_size = static_cast<std::uint32_t>(*tokens[i + 2].value);
    meaning.is_whole =
        meaning.is_whole || is_word(tokens, i, {"van", "totaal", "n", "beoordeeld", "onderzocht", "noemer"});
    meaning.is_part = meaning.is_part || is_word(tokens, i, {"aantal", "voldoet", "teller"});
  }
  meaning.is_percentage = has_sign;
  return meaning;
}

/// The words of one cell as a column's lines.
struct PlacedCell {
  const TableCell* cell = nullptr;
  PlacedText text;
};

/// Reads one table, row by row.
class TableReader {
 public:
  TableReader(const Page& page, const Table& table, FindingTextBuilder& texts)
      : page_(page), table_(table), texts_(texts), meanings_(table.column_count) {
    std::vector<std::string> heads(table.column_count);
    for (const TableCell& cell : table.cells) {
      if (!is_head(cell)) continue;
      const std::string text = texts_.join(lines_of(page, cell)).text;
      for (std::size_t c = cell.column;
           c < std::min<std::size_t>(cell.column + cell.column_span, heads.size()); ++c)
        heads[c] += (heads[c].empty() ? "" : " ") + text;
    }
    if (table.head_rows == 0) read_line_above(heads);
    for (std::size_t c = 0; c < heads.size(); ++c)
      meanings_[c] = read_head(heads[c]);
  }

  std::vector<PrintedPercentage> read() {
    for (std::uint16_t row = 0; row < table_.row_count; ++row)
      read_row(row);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_head(const TableCell& cell) const { return cell.row < table_.head_rows; }

  /// Heads that did not become part of the table: words right above it, each over the column that it meets.
  void read_line_above(std::vector<std::string>& heads) const {
    constexpr float kMostLines = 2.5F;
    for (const Word& word : page_.words) {
      const float above = table_.box.y0 - word.box.y1;
      if (above < -word.box.height() / 2 || above > kMostLines * word.box.height()) continue;
      if (word.span.end > page_.text.size()) continue;
      std::size_t best = heads.size();
      float best_distance = word.box.height() * 2;
      for (const TableCell& cell : table_.cells) {
        if (cell.row > 0 || cell.column >= heads.size()) continue;
        const float distance =
            std::max({0.0F, cell.box.x0 - word.box.center_x(), word.box.center_x() - cell.box.x1});
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = cell.column;
      }
      if (best < heads.size())
        heads[best] += (heads[best].empty() ? "" : " ") + std::string(word.span.in(page_.text));
    }
  }

  void read_row(std::uint16_t row) {
    std::vector<ColumnLine> lines;
    std::vector<PlacedCell> cells;
    bool is_head_row = false;
    for (const TableCell& cell : table_.cells) {
      if (cell.row > row || cell.row + cell.row_span <= row) continue;
      std::vector<ColumnLine> own = lines_of(page_, cell);
      lines.insert(lines.end(), own.begin(), own.end());
      // A cell over several rows belongs to all of them, its percentage is printed once.
      if (cell.row != row) continue;
      is_head_row = is_head_row || is_head(cell);
      cells.push_back({&cell, texts_.join(own)});
    }
    const PlacedText row_text = texts_.join(lines);
    std::uint32_t begin = 0;  // of the next percentage in the row's text
    for (const PlacedCell& cell : cells)
      read_cell(cell, cells, is_head_row, row_text, begin);
  }

  void read_cell(const PlacedCell& cell, const std::vector<PlacedCell>& row, bool is_head_row,
                 const PlacedText& row_text, std::uint32_t& begin) {
    std::vector<FoundPercentage> shares = find_percentages(cell.text.text);
    std::erase_if(shares, [&](const FoundPercentage& share) {
      return share.kind == ShareKind::kCount &&
             row.size() > 1;  // counts in cells are the material of percentages
    });
    const ColumnMeaning& meaning =
        meanings_.at(std::min<std::size_t>(cell.cell->column, meanings_.size() - 1));
    if (shares.empty() && meaning.is_percentage && !is_head_row) {
      const std::vector<NumberToken> tokens = cut_number_tokens(cell.text.text);
      if (tokens.size() != 1 || !tokens[0].value || *tokens[0].value > 100) return;
      FoundPercentage bare;
      bare.span = tokens[0].span;
      bare.value = *tokens[0].value;
      shares.push_back(bare);
    }
    for (FoundPercentage& share : shares) {
      add_counts(share, cell, row, row_text.text);
      add(share, cell.text, row_text, begin);
    }
  }

  /// From the other cells of the row, where they give the percentage; else the sample size of the head.
  void add_counts(FoundPercentage& share, const PlacedCell& cell, const std::vector<PlacedCell>& row,
                  const std::string& row_text) const {
    if (share.kind != ShareKind::kPercentage || share.numerator) return;
    const unsigned decimals = decimals_of(share, cell.text.text);
    for (const FoundPercentage& told : find_percentages(row_text)) {
      if (told.numerator && told.denominator && told.value == share.value) {
        share.numerator = told.numerator;
        share.denominator = told.denominator;
        share.unit = told.unit;
        return;
      }
    }
    for (const PlacedCell& part : row) {
      const std::vector<NumberToken> tokens = cut_number_tokens(part.text.text);
      // "16/20" in a cell of its own.
      const bool is_pair = tokens.size() == 3 && tokens[0].is_whole && tokens[2].is_whole &&
                           (is_sign(tokens, 1, U'/') || is_word(tokens, 1, {"van", "op", "uit"}));
      if (is_pair && take_counts(share, *tokens[0].value, *tokens[2].value, decimals)) return;
      if (tokens.size() != 1 || !tokens[0].is_whole || !meaning_of(part).is_part) continue;
      for (const PlacedCell& whole : row) {
        const std::vector<NumberToken> other = cut_number_tokens(whole.text.text);
        if (&whole == &part || other.size() != 1 || !other[0].is_whole || !meaning_of(whole).is_whole)
          continue;
        if (take_counts(share, *tokens[0].value, *other[0].value, decimals)) return;
      }
      if (const auto size = meaning_of(cell).sample_size;
          size && take_counts(share, *tokens[0].value, *size, decimals))
        return;
    }
    if (!share.denominator) share.denominator = meaning_of(cell).sample_size;
  }

  static bool take_counts(FoundPercentage& share, double part, double whole, unsigned decimals) {
    if (whole < 1 || part > whole || whole > 1e6) return false;
    const auto numerator = static_cast<std::uint32_t>(part);
    const auto denominator = static_cast<std::uint32_t>(whole);
    if (!gives_percentage(numerator, denominator, share.value, decimals)) return false;
    share.numerator = numerator;
    share.denominator = denominator;
    return true;
  }

  static unsigned decimals_of(const FoundPercentage& share, const std::string& text) {
    const std::vector<NumberToken> tokens = cut_number_tokens(share.span.in(text));
    return tokens.empty() ? 0 : tokens.front().decimals;
  }

  [[nodiscard]] const ColumnMeaning& meaning_of(const PlacedCell& cell) const {
    return meanings_.at(std::min<std::size_t>(cell.cell->column, meanings_.size() - 1));
  }

  void add(const FoundPercentage& share, const PlacedText& cell_text, const PlacedText& row_text,
           std::uint32_t& begin) {
    const std::string printed(share.span.in(cell_text.text));
    const std::size_t place = row_text.text.find(printed, begin);
    const bool is_in_row = place != std::string::npos;
    PrintedPercentage percentage = make_percentage(is_in_row ? row_text : cell_text, share);
    if (is_in_row) {
      percentage.span = {static_cast<std::uint32_t>(place),
                         static_cast<std::uint32_t>(place + printed.size())};
      begin = percentage.span.end;
    }
    percentage.page = page_.index;
    found_.push_back(std::move(percentage));
  }

  const Page& page_;
  const Table& table_;
  FindingTextBuilder& texts_;
  std::vector<ColumnMeaning> meanings_;
  std::vector<PrintedPercentage> found_;
};

}  // namespace

std::vector<PrintedPercentage> read_table_percentages(const Page& page, const Table& table,
                                                      FindingTextBuilder& texts) {
  if (table.column_count == 0) return {};
  return TableReader(page, table, texts).read();
}

}  // namespace vp::readers
