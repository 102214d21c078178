#include "reports/xlsx_writer.h"

#include <algorithm>
#include <memory>

#include <xlsxwriter.h>

#include "reports/wording.h"
#include "reports/xml_text.h"

namespace vp::reports {
namespace {

constexpr std::size_t kMostRows = 1'048'575;  // and one for the head
constexpr std::size_t kMostCharacters = 32'767;

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* text = nullptr;
  lxw_format* number = nullptr;
};

Formats add_formats(lxw_workbook* book) {
  constexpr lxw_color_t kBlue = 0x154273;
  Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
  format_set_bold(formats.head);
  format_set_font_color(formats.head, LXW_COLOR_WHITE);
  format_set_bg_color(formats.head, kBlue);
  format_set_text_wrap(formats.head);
  format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
  format_set_text_wrap(formats.text);
  format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format_index(formats.text, 49);  // "@": what is typed here stays text too
  format_set_align(formats.number, LXW_ALIGN_VERTICAL_TOP);
  return formats;
}

double width_of(const SheetColumn& column) {
  switch (column.kind) {
    case SheetColumnKind::kText:
      return 20;
    case SheetColumnKind::kLongText:
      return 60;
    case SheetColumnKind::kVerdict:
      return 15;
    case SheetColumnKind::kState:
      return 13;
    case SheetColumnKind::kNumber:
      return 11;
  }
  return 20;
}

/// Lets a verdict or a state be chosen from a list only.
lxw_error add_list(lxw_worksheet* sheet, SheetColumnKind kind, lxw_row_t last_row, lxw_col_t column) {
  std::string none = Wording::dutch().text("field.none");
  std::string texts[] = {"voldoet", "verbeterpunt", "onbekend", std::move(none), "concept", "vastgesteld"};
  char* verdicts[] = {texts[0].data(), texts[1].data(), texts[2].data(), texts[3].data(), nullptr};
  char* states[] = {texts[4].data(), texts[5].data(), nullptr};
  lxw_data_validation validation = {};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = kind == SheetColumnKind::kVerdict ? verdicts : states;
  return worksheet_data_validation_range(sheet, 1, column, last_row, column, &validation);
}

lxw_error write_rows(lxw_worksheet* out, const Sheet& sheet, const Formats& formats) {
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    const auto row = static_cast<lxw_row_t>(r + 1);
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      const SheetCell& cell = sheet.rows[r][c];
      lxw_error error = LXW_NO_ERROR;
      if (const auto* const number = std::get_if<std::int64_t>(&cell)) {
        error = worksheet_write_number(out, row, column, static_cast<double>(*number), formats.number);
      } else {
        const std::string text = fit_field(to_clean_text(std::get<std::string>(cell)));
        error = worksheet_write_string(out, row, column, text.c_str(), formats.text);
      }
      if (error != LXW_NO_ERROR) return error;
    }
  }
  return LXW_NO_ERROR;
}

lxw_error write_sheet(lxw_workbook* book, const Sheet& sheet, const Formats& formats) {
  lxw_worksheet* const out = workbook_add_worksheet(book, sheet.name.c_str());
  if (out == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  const auto last_row = static_cast<lxw_row_t>(std::max<std::size_t>(sheet.rows.size(), 1));
  const auto last_column = static_cast<lxw_col_t>(sheet.columns.size() - 1);
  for (lxw_col_t column = 0; column <= last_column; ++column) {
    worksheet_set_column(out, column, column, width_of(sheet.columns[column]), nullptr);
    const lxw_error error =
        worksheet_write_string(out, 0, column, sheet.columns[column].head.c_str(), formats.head);
    if (error != LXW_NO_ERROR) return error;
    const SheetColumnKind kind = sheet.columns[column].kind;
    if (kind == SheetColumnKind::kVerdict || kind == SheetColumnKind::kState) {
      const lxw_error list_error = add_list(out, kind, last_row, column);
      if (list_error != LXW_NO_ERROR) return list_error;
    }
  }
  worksheet_freeze_panes(out, 1, 0);
  worksheet_autofilter(out, 0, 0, last_row, last_column);
  worksheet_set_landscape(out);
  worksheet_set_paper(out, 9);  // A4
  worksheet_fit_to_pages(out, 1, 0);
  worksheet_repeat_rows(out, 0, 0);
  worksheet_set_footer(out, "&L&A&R&P / &N");
  return write_rows(out, sheet, formats);
}

Error to_error(lxw_error error, const std::filesystem::path& target) {
  const bool is_full = error == LXW_ERROR_ZIP_FILE_ADD || error == LXW_ERROR_ZIP_CLOSE;
  return Error{is_full ? ErrorCode::kDiskFull : ErrorCode::kIo,
               std::string("workbook: ") + lxw_strerror(error), target.string()};
}

}  // namespace

std::string fit_field(const std::string& text) {
  if (text.size() <= kMostCharacters) return text;  // bytes: at least as many as characters
  const std::string ending = Wording::dutch().text("field.cut");
  std::size_t end = kMostCharacters - ending.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + ending;
}

Result<void> write_xlsx(const std::vector<Sheet>& sheets, const std::string& title,
                        const std::filesystem::path& target) {
  for (const Sheet& sheet : sheets) {
    if (sheet.rows.size() > kMostRows)
      return Error{ErrorCode::kTooBig, "sheet '" + sheet.name + "' has more rows than a workbook can hold",
                   target.string()};
  }
  const std::string name = target.string();
  lxw_workbook* const book = workbook_new(name.c_str());
  if (book == nullptr) return Error{ErrorCode::kIo, "no workbook can be made", name};
  lxw_doc_properties properties = {};
  std::string clean_title = to_clean_text(title);
  std::string author = "vindplaats";
  properties.title = clean_title.data();
  properties.author = author.data();
  constexpr std::time_t kFirstOfJanuary1980 = 315'532'800;  // else the library asks the clock
  properties.created = kFirstOfJanuary1980;
  workbook_set_properties(book, &properties);
  const Formats formats = add_formats(book);
  lxw_error error = LXW_NO_ERROR;
  for (const Sheet& sheet : sheets) {
    if (error == LXW_NO_ERROR) error = write_sheet(book, sheet, formats);
  }
  const lxw_error closed = workbook_close(book);  // frees the book, also after an error
  if (error == LXW_NO_ERROR) error = closed;
  if (error != LXW_NO_ERROR) return to_error(error, target);
  return {};
}

}  // namespace vp::reports
