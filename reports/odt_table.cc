#include "reports/odt_table.h"

#include <algorithm>
#include <vector>

#include "reports/odt_text.h"
#include "reports/xml_text.h"

namespace vp::reports {
namespace {

constexpr std::uint32_t kPortraitWidth =
    17400;  // hundredths of a millimetre: A4 less the margins of odt_styles.xml
constexpr std::uint32_t kLandscapeWidth = 26100;

std::string column_style(const std::string& table, std::size_t column) {
  return table + ".K" + std::to_string(column + 1);
}

std::string_view cell_style(const Cell& cell, const TableRow& row) {
  if (cell.kind == CellKind::kRowHead && (cell.row_span > 1 || cell.column_span > 1)) return "Cell_Group";
  const bool has_rule = !row.joins_next || cell.row_span > 1 ||
                        (cell.kind != CellKind::kRowHead && cell.kind != CellKind::kMark);
  if (row.is_draft) return has_rule ? "Cell_Draft" : "Cell_Draft_Joined";
  return has_rule ? "Cell_Body" : "Cell_Joined";
}

std::string_view paragraph_style(const Cell& cell, const Paragraph& paragraph, bool is_matrix) {
  if (paragraph.kind == ParagraphKind::kSmall)
    return cell.kind == CellKind::kMark ? "Cell_Small_Centred" : "Cell_Small";
  if (cell.kind == CellKind::kMark) return "Cell_Mark";
  if (cell.kind == CellKind::kNumber) return "Cell_Number";
  return is_matrix ? "Cell_Compact" : "Table_20_Contents";
}

std::string to_odt(const Cell& cell, const TableRow& row, bool is_matrix) {
  std::string odt = "<table:table-cell table:style-name=\"" + std::string(cell_style(cell, row)) + "\"";
  if (cell.row_span > 1) odt += " table:number-rows-spanned=\"" + std::to_string(cell.row_span) + "\"";
  if (cell.column_span > 1)
    odt += " table:number-columns-spanned=\"" + std::to_string(cell.column_span) + "\"";
  odt += " office:value-type=\"string\">";
  bool is_first = true;
  for (const Paragraph& paragraph : cell.content) {
    std::string text = to_odt(paragraph, paragraph_style(cell, paragraph, is_matrix));
    if (is_first && !cell.id.empty())
      text.insert(text.find('>') + 1, "<text:bookmark text:name=\"" + cell.id + "\"/>");
    is_first = false;
    odt += text;
  }
  return odt + "</table:table-cell>";
}

/// Which places the rows above still cover, by column.
class CoveredPlaces {
 public:
  explicit CoveredPlaces(std::size_t columns) : rows_left_(columns, 0) {}

  std::string to_row(const TableRow& row, bool is_matrix) {
    std::string odt;
    std::size_t column = 0;
    for (const Cell& cell : row.cells) {
      column = skip_covered(column, odt);
      odt += to_odt(cell, row, is_matrix);
      for (std::size_t i = 0; i < cell.column_span && column + i < rows_left_.size(); ++i) {
        rows_left_[column + i] = cell.row_span - 1U;
        if (i > 0) odt += "<table:covered-table-cell/>";
      }
      column += cell.column_span;
    }
    (void)skip_covered(column, odt);
    return odt;
  }

 private:
  std::size_t skip_covered(std::size_t column, std::string& odt) {
    while (column < rows_left_.size() && rows_left_[column] > 0) {
      --rows_left_[column];
      odt += "<table:covered-table-cell/>";
      ++column;
    }
    return column;
  }

  std::vector<std::size_t> rows_left_;
};

std::string to_caption(const Table& table) {
  if (table.heading_level > 0) {
    const std::string level = std::to_string(table.heading_level - 1);
    return "<text:h text:style-name=\"Heading_20_" + level + "\" text:outline-level=\"" + level + "\">" +
           to_odt_text(table.caption) + "</text:h>\n";
  }
  return "<text:p text:style-name=\"Caption\">" + to_odt_text(table.caption) + "</text:p>\n";
}

}  // namespace

const char* const kOdtTableStyles =
    R"xml(<style:style style:name="Row_Head" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="Row_Body" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="Cell_Head" style:family="table-cell"><style:table-cell-properties fo:background-color="#154273" fo:padding="1.4mm" style:vertical-align="bottom" fo:border="none"/></style:style>
<style:style style:name="Cell_Body" style:family="table-cell"><style:table-cell-properties fo:padding="1.4mm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid #9aa7b5"/></style:style>
<style:style style:name="Cell_Joined" style:family="table-cell"><style:table-cell-properties fo:padding="1.4mm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt dotted #9aa7b5"/></style:style>
<style:style style:name="Cell_Group" style:family="table-cell"><style:table-cell-properties fo:background-color="#e8eff7" fo:padding="1.4mm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid #9aa7b5"/></style:style>
<style:style style:name="Cell_Draft" style:family="table-cell"><style:table-cell-properties fo:background-color="#fbf7ee" fo:padding="1.4mm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid #9aa7b5"/></style:style>
<style:style style:name="Cell_Draft_Joined" style:family="table-cell"><style:table-cell-properties fo:background-color="#fbf7ee" fo:padding="1.4mm" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt dotted #9aa7b5"/></style:style>
)xml";

std::string to_odt_table_styles(const Table& table, const std::string& name, bool is_landscape) {
  const std::uint32_t width = is_landscape ? kLandscapeWidth : kPortraitWidth;
  std::uint32_t whole = 0;
  for (const Column& column : table.columns)
    whole += column.width;
  std::string styles =
      "<style:style style:name=\"" + name +
      "\" style:family=\"table\"><style:table-properties style:width=\"" + to_millimetres(width) +
      "\" table:align=\"left\" fo:margin-top=\"0mm\" fo:margin-bottom=\"6mm\" "
      "table:border-model=\"collapsing\" style:may-break-between-rows=\"true\"/></style:style>\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    styles += "<style:style style:name=\"" + column_style(name, i) +
              "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" +
              to_millimetres(width * table.columns[i].width / whole) + "\"/></style:style>\n";
  }
  return styles;
}

std::string to_odt(const Table& table, const std::string& name) {
  std::string odt = to_caption(table);
  odt += "<table:table table:name=\"" + name + "\" table:style-name=\"" + name + "\">\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    odt += "<table:table-column table:style-name=\"" + column_style(name, i) + "\"/>\n";
  odt += "<table:table-header-rows><table:table-row table:style-name=\"Row_Head\">";
  for (const Column& column : table.columns) {
    odt +=
        "<table:table-cell table:style-name=\"Cell_Head\" office:value-type=\"string\"><text:p "
        "text:style-name=\"" +
        std::string(table.is_matrix ? "Table_20_Heading_20_Small" : "Table_20_Heading") + "\">" +
        to_odt_text(column.head) + "</text:p></table:table-cell>";
  }
  odt += "</table:table-row></table:table-header-rows>\n";
  CoveredPlaces covered(table.columns.size());
  for (const TableRow& row : table.rows)
    odt += "<table:table-row table:style-name=\"Row_Body\">" + covered.to_row(row, table.is_matrix) +
           "</table:table-row>\n";
  return odt + "</table:table>\n";
}

}  // namespace vp::reports
