// convert_text: a plain text or web page as a PDF.
#include <string>

#include "ingest/html_blocks.h"
#include "ingest/text_encoding.h"
#include "ingest/text_pages.h"
#include "ingest/unpacking.h"

namespace vp::ingest {
namespace {

/// Lines as they stand; a form feed begins a page.
std::vector<TextBlock> to_blocks(const std::string& text) {
  std::vector<TextBlock> blocks;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    if (begin > 0) blocks.push_back({TextBlockKind::kPageEnd, "", 0});
    blocks.push_back({TextBlockKind::kVerbatim, text.substr(begin, end - begin), 0});
    begin = end + 1;
  }
  return blocks;
}

/// All line ends become '\n'.
std::string with_plain_line_ends(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (i + 1 >= text.size() || text[i + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

}  // namespace

Result<void> convert_text(const UnpackInput& input, FileKind kind, MemberSink& sink) {
  VP_TRY(sink.on_kind(kind));
  if (input.bytes.size() > input.limits.text_bytes) {
    return sink.on_end(
        DocumentState::kTooBig,
        "a text of at most " + std::to_string(input.limits.text_bytes >> 20U) + " MiB is read");
  }
  const std::string_view bytes(reinterpret_cast<const char*>(input.bytes.data()), input.bytes.size());
  const bool is_html = kind == FileKind::kHtml;
  const DecodedText decoded = decode_text(bytes, is_html ? find_html_charset(bytes) : "");
  const std::string text = with_plain_line_ends(decoded.text);
  const std::string pdf = typeset(is_html ? parse_html(text) : to_blocks(text));
  VP_TRY(sink.on_member(MemberRole::kConverted, kTextConverter));
  VP_TRY(sink.on_bytes({reinterpret_cast<const std::uint8_t*>(pdf.data()), pdf.size()}));
  VP_TRY(sink.on_member_end(DocumentState::kOk, ""));
  return sink.on_end(
      DocumentState::kOk,
      decoded.is_encoding_known ? "" : "the page names an encoding that is not known; accents may be wrong");
}

}  // namespace vp::ingest
