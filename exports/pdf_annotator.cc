#include "exports/pdf_annotator.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <memory>
#include <optional>

#include "exports/pdf_page_frame.h"
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "reports/xml_text.h"

namespace vp::exports {
namespace {

using Object = QPDFObjectHandle;

/// Three decimals: a thousandth of a point is far below what a screen shows.
std::string to_number(double value) {
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 3);
  std::string text(digits.data(), end.ptr);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

Object to_real(double value) {
  return Object::newReal(to_number(value));
}

std::optional<UserBox> to_box(Object box) {
  if (!box.isRectangle()) return std::nullopt;
  const Object::Rectangle corners = box.getArrayAsRectangle();
  return UserBox{corners.llx, corners.lly, corners.urx, corners.ury};
}

PdfPageFrame frame_of(QPDFPageObjectHelper& page) {
  const UserBox media = to_box(page.getAttribute("/MediaBox", false)).value_or(UserBox{0, 0, 612, 792});
  const UserBox crop = to_box(page.getAttribute("/CropBox", false)).value_or(media);
  Object rotation = page.getAttribute("/Rotate", false);
  return {media, crop, rotation.isInteger() ? rotation.getIntValue() : 0};
}

bool is_signature(Object object) {
  return object.isDictionary() && object.hasKey("/ByteRange") && object.hasKey("/Contents");
}

/// A signature field that is filled in, or a signature that certifies the document; an empty field does not count.
bool is_signed(QPDF& pdf) {
  if (pdf.getRoot().getKey("/Perms").isDictionary() && !pdf.getRoot().getKey("/Perms").getKeys().empty())
    return true;
  for (Object object : pdf.getAllObjects()) {
    if (!object.isDictionary()) continue;
    Object value = object.getKey("/V");
    const bool is_filled_field = object.getKey("/FT").isNameAndEquals("/Sig") && value.isDictionary();
    if (is_filled_field || is_signature(object) || is_signature(value)) return true;
  }
  return false;
}

/// The box around all quads.
UserBox box_around(const std::vector<UserQuad>& quads) {
  UserBox box{quads.front()[0].x, quads.front()[0].y, quads.front()[0].x, quads.front()[0].y};
  for (const UserQuad& quad : quads) {
    for (const UserPoint& corner : quad) {
      box = {std::min(box.x0, corner.x), std::min(box.y0, corner.y), std::max(box.x1, corner.x),
             std::max(box.y1, corner.y)};
    }
  }
  return box;
}

Object to_array(const UserBox& box) {
  return Object::newArray({to_real(box.x0), to_real(box.y0), to_real(box.x1), to_real(box.y1)});
}

/// One filled path for all lines: where two rectangles share a strip it is not darkened twice.
std::string draw(const std::vector<UserQuad>& quads, const NoteColor& color) {
  std::string content = "/Multiply gs\n";
  for (const double part : color)
    content += to_number(part) + " ";
  content += "rg\n";
  for (const UserQuad& quad : quads) {
    const auto point = [](const UserPoint& at) { return to_number(at.x) + " " + to_number(at.y); };
    content +=
        point(quad[0]) + " m " + point(quad[1]) + " l " + point(quad[3]) + " l " + point(quad[2]) + " l h\n";
  }
  return content + "f\n";
}

Object make_appearance(QPDF& pdf, const std::vector<UserQuad>& quads, const NoteColor& color) {
  Object form = pdf.newStream(draw(quads, color));
  form.replaceDict(Object::parse(
      "<< /Type /XObject /Subtype /Form /FormType 1 "
      "/Resources << /ExtGState << /Multiply << /Type /ExtGState /BM /Multiply /ca 1 /CA 1 >> >> >> >>"));
  form.getDict().replaceKey("/BBox", to_array(box_around(quads)));
  return form;
}

Object make_highlight(QPDF& pdf, Object page, const PdfPageFrame& frame, const PageNote& note) {
  std::vector<UserQuad> quads;
  Object points = Object::newArray();
  for (const RectPt& rect : note.rects) {
    quads.push_back(frame.to_user(rect));
    for (const UserPoint& corner : quads.back()) {
      points.appendItem(to_real(corner.x));
      points.appendItem(to_real(corner.y));
    }
  }
  constexpr int kPrint = 4;
  Object highlight = Object::parse("<< /Type /Annot /Subtype /Highlight >>");
  highlight.replaceKey("/Rect", to_array(box_around(quads)));
  highlight.replaceKey("/QuadPoints", points);
  highlight.replaceKey("/P", page);
  highlight.replaceKey("/F", Object::newInteger(kPrint));
  highlight.replaceKey("/NM", Object::newUnicodeString(reports::to_clean_text(note.name)));
  highlight.replaceKey("/T", Object::newUnicodeString(reports::to_clean_text(note.author)));
  highlight.replaceKey("/Contents", Object::newUnicodeString(reports::to_clean_text(note.text)));
  highlight.replaceKey(
      "/C", Object::newArray({to_real(note.color[0]), to_real(note.color[1]), to_real(note.color[2])}));
  if (const std::string date = to_pdf_date(note.changed_at); !date.empty()) {
    highlight.replaceKey("/M", Object::newString(date));
    highlight.replaceKey("/CreationDate", Object::newString(date));
  }
  Object appearances = Object::newDictionary();
  appearances.replaceKey("/N", make_appearance(pdf, quads, note.color));
  highlight.replaceKey("/AP", appearances);
  return pdf.makeIndirectObject(highlight);
}

/// The list is made anew: several pages may share the one that is there.
void add_annotation(Object page, Object annotation) {
  Object list = Object::newArray();
  if (Object known = page.getKey("/Annots"); known.isArray()) {
    for (int i = 0; i < known.getArrayNItems(); ++i)
      list.appendItem(known.getArrayItem(i));
  }
  list.appendItem(annotation);
  page.replaceKey("/Annots", list);
}

Result<void> add_notes(QPDF& pdf, std::span<const PageNote> notes, const std::string& name) {
  const std::vector<Object>& pages = pdf.getAllPages();
  for (const PageNote& note : notes) {
    if (note.page.value >= pages.size()) {
      return Error{ErrorCode::kNotFound,
                   "there is no page " + std::to_string(note.page.number()) + ", the copy would have " +
                       std::to_string(pages.size()),
                   name};
    }
    if (note.rects.empty()) continue;
    QPDFPageObjectHelper page(pages[note.page.value]);
    add_annotation(pages[note.page.value], make_highlight(pdf, pages[note.page.value], frame_of(page), note));
  }
  return {};
}

std::string to_bytes(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.setMinimumPDFVersion("1.4");  // the first that knows blend modes
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  const auto all = std::as_bytes(std::span(bytes->getBuffer(), bytes->getSize()));
  std::string copy(all.size(), '\0');
  std::transform(all.begin(), all.end(), copy.begin(),
                 [](std::byte byte) { return static_cast<char>(byte); });
  return copy;
}

Result<std::string> annotate(std::string_view original, std::span<const PageNote> notes,
                             const std::string& name) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile(name.c_str(), original.data(), original.size());
  if (pdf.isEncrypted())
    return Error{ErrorCode::kEncrypted, "is encrypted: a copy of it cannot carry notes", name};
  if (is_signed(pdf)) {
    return Error{ErrorCode::kUnsupported,
                 "is signed: notes in a copy would break its signature, so none is made", name};
  }
  VP_TRY(add_notes(pdf, notes, name));
  return to_bytes(pdf);
}

}  // namespace

Result<std::string> annotate_pdf(std::string_view original, std::span<const PageNote> notes,
                                 const std::string& name) {
  // qpdf tells of trouble by throwing; what a file causes becomes an error here.
  try {
    return annotate(original, notes, name);
  } catch (const QPDFExc& failed) {
    if (failed.getErrorCode() == qpdf_e_password)
      return Error{ErrorCode::kEncrypted, "is encrypted: a copy of it cannot carry notes", name};
    return Error{ErrorCode::kDamaged, "cannot be taken apart for a copy: " + failed.getMessageDetail(), name};
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
