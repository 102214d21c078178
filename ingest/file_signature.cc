#include "ingest/file_signature.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace vp::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeaderBytes = 1024;

bool contains_folded(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

FileKind kind_of_zip(std::string_view head) {
  if (head.find("mimetypeapplication/vnd.oasis") != head.npos) return FileKind::kOpenDocument;
  for (const std::string_view part :
       {"[Content_Types].xml"sv, "word/"sv, "ppt/"sv, "xl/"sv, "_rels/.rels"sv}) {
    if (head.find(part) != head.npos) return FileKind::kOfficeOpenXml;
  }
  return FileKind::kZip;
}

bool is_image(std::string_view head) {
  constexpr std::string_view kStarts[] = {"\xFF\xD8\xFF"sv, "\x89PNG\r\n"sv, "GIF8"sv,
                                          "II*\0"sv,        "MM\0*"sv,       "BM"sv};
  if (head.starts_with("RIFF") && head.substr(0, 16).find("WEBP") != head.npos) return true;
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [&](std::string_view start) { return head.starts_with(start); });
}

bool is_archive(std::string_view head) {
  constexpr std::string_view kStarts[] = {"7z\xBC\xAF\x27\x1C"sv, "Rar!\x1A\x07"sv, "\x1F\x8B"sv, "BZh"sv,
                                          "\xFD"
                                          "7zXZ\0"sv};
  return head.substr(0, 262).ends_with("ustar") ||
         std::any_of(std::begin(kStarts), std::end(kStarts),
                     [&](std::string_view start) { return head.starts_with(start); });
}

/// An e-mail message begins with fields; one of them alone would be found in any text about mail.
bool is_mail(std::string_view head) {
  if (head.starts_with("From ")) head.remove_prefix(std::min(head.find('\n') + 1, head.size()));  // a mailbox
  constexpr std::string_view kFields[] = {
      "from:"sv,         "to:"sv,         "subject:"sv,     "date:"sv,         "received:"sv,
      "mime-version:"sv, "message-id:"sv, "return-path:"sv, "content-type:"sv, "delivered-to:"sv};
  const std::size_t first_end = head.find(':');
  const std::string_view first = head.substr(0, first_end);
  const bool begins_with_field =
      first_end != head.npos && !first.empty() &&
      std::all_of(first.begin(), first.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (!begins_with_field) return false;
  const std::string_view fields = head.substr(0, std::min(head.find("\n\n"), head.find("\r\n\r\n")));
  int found = 0;
  for (const std::string_view field : kFields) {
    const std::string at_line_start = "\n" + std::string(field);
    found += contains_folded(fields, at_line_start) || contains_folded(fields.substr(0, field.size()), field)
                 ? 1
                 : 0;
  }
  return found >= 3;
}

bool has_utf16_mark(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

bool is_plain_text(std::string_view head) {
  return std::all_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f';
  });
}

}  // namespace

FileKind find_file_kind(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return FileKind::kEmpty;
  const std::string_view head(reinterpret_cast<const char*>(bytes.data()),
                              std::min(bytes.size(), kHeaderBytes));
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return kind_of_zip(head);
  if (head.find("%PDF-") != head.npos) return FileKind::kPdf;
  if (head.starts_with("\xD0\xCF\x11\xE0")) return FileKind::kOldOffice;
  if (head.starts_with("{\\rtf")) return FileKind::kRtf;
  if (is_image(head)) return FileKind::kImage;
  if (is_mail(head)) return FileKind::kMail;  // before HTML, which a message may hold
  if (contains_folded(head, "<!doctype html") || contains_folded(head, "<html")) return FileKind::kHtml;
  if (head.starts_with("<?xml") || head.starts_with("\xEF\xBB\xBF<?xml")) return FileKind::kXml;
  if (is_archive(head)) return FileKind::kArchive;
  return has_utf16_mark(head) || is_plain_text(head) ? FileKind::kPlainText : FileKind::kUnknown;
}

std::string_view to_string(FileKind kind) {
  switch (kind) {
    case FileKind::kEmpty:
      return "an empty file";
    case FileKind::kPdf:
      return "a PDF";
    case FileKind::kOfficeOpenXml:
      return "a Word, Excel or PowerPoint file";
    case FileKind::kOpenDocument:
      return "an OpenDocument file";
    case FileKind::kZip:
      return "a ZIP archive";
    case FileKind::kOldOffice:
      return "an old Word, Excel or PowerPoint file, or an Outlook message";
    case FileKind::kRtf:
      return "an RTF text";
    case FileKind::kHtml:
      return "a web page (HTML)";
    case FileKind::kXml:
      return "an XML file";
    case FileKind::kImage:
      return "an image";
    case FileKind::kMail:
      return "an e-mail message";
    case FileKind::kPlainText:
      return "plain text";
    case FileKind::kArchive:
      return "an archive of another kind than ZIP (7-Zip, RAR, gzip, tar)";
    case FileKind::kUnknown:
      break;
  }
  return "of an unknown kind";
}

}  // namespace vp::ingest
