#include "reports/odt_text.h"

#include "reports/xml_text.h"

namespace vp::reports {
namespace {

std::string span(std::string_view style, const std::string& content) {
  return "<text:span text:style-name=\"" + std::string(style) + "\">" + content + "</text:span>";
}

std::string_view mark_style(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "Mark_Met";
    case Verdict::kImprove:
      return "Mark_Improve";
    case Verdict::kUnknown:
      break;
  }
  return "Mark_Unknown";
}

std::string to_odt(const Run& run) {
  std::string text = to_odt_text(run.text);
  switch (run.kind) {
    case RunKind::kText:
      return text;
    case RunKind::kStrong:
      return span("Strong_20_Emphasis", text);
    case RunKind::kMark:
      return span(mark_style(run.verdict), "\u00A0" + text + "\u00A0");
    case RunKind::kWarning:
      return span("Warning", text);
    case RunKind::kDraft:
      return span("Draft", text);
    case RunKind::kReference:
      return "<text:a xlink:type=\"simple\" xlink:href=\"#bron-" + std::to_string(run.number) +
             "\" text:style-name=\"Reference\" text:visited-style-name=\"Reference\">" + text + "</text:a>";
    case RunKind::kQuote:
      return "„" + text + "”";
  }
  return "";
}

}  // namespace

std::string to_odt_text(std::string_view text) {
  const std::string escaped = escape_xml(text);
  std::string odt;
  odt.reserve(escaped.size());
  bool follows_space = true;  // a space that opens a paragraph would be dropped
  for (const char character : escaped) {
    if (character == '\n') {
      odt += "<text:line-break/>";
    } else if (character == '\t') {
      odt += "<text:tab/>";
    } else if (character == ' ' && follows_space) {
      odt += "<text:s/>";
    } else if (character != '\r') {
      odt += character;
    }
    follows_space = character == ' ' || character == '\n' || character == '\t';
  }
  return odt;
}

std::string to_odt(const Paragraph& paragraph, std::string_view style) {
  std::string odt = "<text:p text:style-name=\"" + std::string(style) + "\">";
  for (const Run& run : paragraph.runs)
    odt += to_odt(run);
  return odt + "</text:p>";
}

std::string to_millimetres(std::uint32_t hundredths) {
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + "mm";
}

}  // namespace vp::reports
