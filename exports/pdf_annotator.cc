#include "exports/pdf_annotator.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <new>

#include "exports/pdf_file.h"
#include "exports/pdf_page_frame.h"

#include "reports/xml_text.h"

namespace vp::exports {
namespace {

/// Three decimals: a thousandth of a point is far below what a screen shows.
std::string to_number(double value) {
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 3);
  if (end.ec != std::errc()) return "0";  // a number of more than 60 digits is no place on a page
  std::string text(digits.data(), end.ptr);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string to_numbers(std::span<const double> values) {
  std::string text;
  for (const double value : values)
    text += (text.empty() ? "" : " ") + to_number(value);
  return text;
}

PdfPageFrame to_frame(const PdfPageBoxes& boxes) {
  const auto to_box = [](const std::array<double, 4>& corners) {
    return UserBox{corners[0], corners[1], corners[2], corners[3]};
  };
  return {to_box(boxes.media), to_box(boxes.crop), boxes.rotation_degrees};
}

/// "[x0 y0 x1 y1]" around all quads.
std::string to_box(const std::vector<UserQuad>& quads) {
  UserBox box{quads.front()[0].x, quads.front()[0].y, quads.front()[0].x, quads.front()[0].y};
  for (const UserQuad& quad : quads) {
    for (const UserPoint& corner : quad) {
      box = {std::min(box.x0, corner.x), std::min(box.y0, corner.y), std::max(box.x1, corner.x),
             std::max(box.y1, corner.y)};
    }
  }
  return "[" + to_numbers(std::array{box.x0, box.y0, box.x1, box.y1}) + "]";
}

std::string to_quad_points(const std::vector<UserQuad>& quads) {
  std::vector<double> numbers;
  for (const UserQuad& quad : quads) {
    for (const UserPoint& corner : quad)
      numbers.insert(numbers.end(), {corner.x, corner.y});
  }
  return "[" + to_numbers(numbers) + "]";
}

/// One filled path for all lines: where two rectangles share a strip it is not darkened twice.
std::string draw(const std::vector<UserQuad>& quads, const NoteColor& color) {
  std::string content = "/Multiply gs\n" + to_numbers(color) + " rg\n";
  for (const UserQuad& quad : quads) {
    const auto point = [](const UserPoint& at) { return to_numbers(std::array{at.x, at.y}); };
    content +=
        point(quad[0]) + " m " + point(quad[1]) + " l " + point(quad[3]) + " l " + point(quad[2]) + " l h\n";
  }
  return content + "f\n";
}

PdfAnnotation make_highlight(const PdfPageFrame& frame, const PageNote& note) {
  std::vector<UserQuad> quads;
  quads.reserve(note.rects.size());
  for (const RectPt& rect : note.rects)
    quads.push_back(frame.to_user(rect));
  const std::string box = to_box(quads);
  PdfAnnotation highlight;
  highlight.dictionary = "<< /Type /Annot /Subtype /Highlight /F 4 /Rect " + box + " /QuadPoints " +
                         to_quad_points(quads) + " /C [" + to_numbers(note.color) + "]";
  if (const std::string date = to_pdf_date(note.changed_at); !date.empty())
    highlight.dictionary += " /M (" + date + ") /CreationDate (" + date + ")";
  highlight.dictionary += " >>";
  highlight.texts = {{"/NM", reports::to_clean_text(note.name)},
                     {"/T", reports::to_clean_text(note.author)},
                     {"/Contents", reports::to_clean_text(note.text)}};
  highlight.appearance_dictionary =
      "<< /Type /XObject /Subtype /Form /FormType 1 /BBox " + box +
      " /Resources << /ExtGState << /Multiply << /Type /ExtGState /BM /Multiply /ca 1 /CA 1 >> >> >> >>";
  highlight.appearance_content = draw(quads, note.color);
  return highlight;
}

Result<std::string> annotate(std::string_view original, std::span<const PageNote> notes,
                             const std::string& name) {
  PdfFile pdf(original, name);
  if (pdf.is_encrypted())
    return Error{ErrorCode::kEncrypted, "is encrypted: a copy of it cannot carry notes", name};
  if (pdf.is_signed()) {
    return Error{ErrorCode::kUnsupported,
                 "is signed: notes in a copy would break its signature, so none is made", name};
  }
  const std::size_t pages = pdf.page_count();
  for (const PageNote& note : notes) {
    if (note.page.value >= pages) {
      return Error{ErrorCode::kNotFound,
                   "there is no page " + std::to_string(note.page.number()) + ", the copy would have " +
                       std::to_string(pages),
                   name};
    }
    if (note.rects.empty()) continue;
    pdf.add_annotation(note.page.value, make_highlight(to_frame(pdf.boxes_of(note.page.value)), note));
  }
  return pdf.to_bytes();
}

}  // namespace

Result<std::string> annotate_pdf(std::string_view original, std::span<const PageNote> notes,
                                 const std::string& name) {
  // qpdf tells of trouble by throwing; what a file causes becomes an error here.
  try {
    return annotate(original, notes, name);
  } catch (const PdfEncrypted&) {
    return Error{ErrorCode::kEncrypted, "is encrypted: a copy of it cannot carry notes", name};
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kTooBig, "takes more memory than a copy may", name};
  } catch (const std::exception& failed) {
    return Error{ErrorCode::kDamaged, std::string("cannot be taken apart for a copy: ") + failed.what(),
                 name};
  }
}

std::string to_pdf_date(std::string_view iso) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (iso.size() != kForm.size()) return "";
  std::string date = "D:";
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool is_digit = iso[i] >= '0' && iso[i] <= '9';
    if (kForm[i] == '0' ? !is_digit : iso[i] != kForm[i]) return "";
    if (is_digit) date += iso[i];
  }
  return date + "Z";
}

}  // namespace vp::exports
