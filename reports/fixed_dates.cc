#include "reports/fixed_dates.h"

#include <cctype>
#include <string_view>

#include "reports/zip_archive.h"

namespace vp::reports {
namespace {

/// Every digit after `mark` up to `end` becomes that of 1980-01-01 00:00:00.
void fix_digits(std::string& text, std::string_view mark, char end) {
  constexpr std::string_view kDigits = "19800101000000";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    std::size_t digit = 0;
    for (std::size_t i = at + mark.size(); i < text.size() && text[i] != end; ++i) {
      if (text[i] == '+' || text[i] == 'Z') text[i] = 'Z';
      if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) continue;
      text[i] = digit < kDigits.size() ? kDigits[digit] : '0';
      ++digit;
    }
  }
}

/// Hexadecimal digits of the two ids in "/ID [ <..> <..> ]", and of the checksum made of them.
void fix_ids(std::string& pdf, std::string_view mark, char end) {
  const std::size_t at = pdf.rfind(mark);
  if (at == std::string::npos) return;
  for (std::size_t i = at + mark.size(); i < pdf.size() && pdf[i] != end; ++i) {
    if (std::isxdigit(static_cast<unsigned char>(pdf[i])) != 0) pdf[i] = '0';
  }
}

}  // namespace

std::string fix_pdf_dates(std::string pdf) {
  fix_digits(pdf, "/CreationDate(D:", ')');
  fix_digits(pdf, "/ModDate(D:", ')');
  for (const char* const element : {"<xmp:CreateDate>", "<xmp:ModifyDate>", "<xmp:MetadataDate>"})
    fix_digits(pdf, element, '<');
  fix_ids(pdf, "/ID [", ']');
  fix_ids(pdf, "/DocChecksum /", '\n');
  return pdf;
}

Result<std::string> fix_docx_dates(const std::string& docx) {
  VP_ASSIGN(std::vector<ArchiveFile> files, parse_zip(docx));
  for (ArchiveFile& file : files) {
    if (file.name != "docProps/core.xml") continue;
    for (const char* const element :
         {"<dcterms:created xsi:type=\"dcterms:W3CDTF\">", "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">"})
      fix_digits(file.content, element, '<');
  }
  return to_zip(files);
}

}  // namespace vp::reports
