#include "exports/pdf_file.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace vp::exports {
namespace {

using Object = QPDFObjectHandle;

bool is_signature(Object object) {
  return object.isDictionary() && object.hasKey("/ByteRange") && object.hasKey("/Contents");
}

void read_box(Object box, std::array<double, 4>& corners) {
  if (!box.isRectangle()) return;
  const Object::Rectangle read = box.getArrayAsRectangle();
  corners = {read.llx, read.lly, read.urx, read.ury};
}

}  // namespace

struct PdfFile::Impl {
  mutable QPDF pdf;
};

PdfFile::PdfFile(std::string_view bytes, const std::string& name, const std::string& password)
    : impl_(std::make_unique<Impl>()) {
  impl_->pdf.setSuppressWarnings(true);
  try {
    impl_->pdf.processMemoryFile(name.c_str(), bytes.data(), bytes.size(), password.c_str());
  } catch (const QPDFExc& failed) {
    if (failed.getErrorCode() == qpdf_e_password) throw PdfEncrypted(failed.getMessageDetail());
    throw std::runtime_error(failed.getMessageDetail());
  }
}

PdfFile::~PdfFile() = default;

bool PdfFile::is_encrypted() const {
  return impl_->pdf.isEncrypted();
}

bool PdfFile::is_signed() const {
  Object permissions = impl_->pdf.getRoot().getKey("/Perms");
  if (permissions.isDictionary() && !permissions.getKeys().empty()) return true;
  for (Object object : impl_->pdf.getAllObjects()) {
    if (!object.isDictionary()) continue;
    Object value = object.getKey("/V");
    const bool is_filled_field = object.getKey("/FT").isNameAndEquals("/Sig") && value.isDictionary();
    if (is_filled_field || is_signature(object) || is_signature(value)) return true;
  }
  return false;
}

std::size_t PdfFile::page_count() const {
  return impl_->pdf.getAllPages().size();
}

PdfPageBoxes PdfFile::boxes_of(std::size_t page) const {
  QPDFPageObjectHelper helper(impl_->pdf.getAllPages().at(page));
  PdfPageBoxes boxes;
  read_box(helper.getAttribute("/MediaBox", false), boxes.media);
  boxes.crop = boxes.media;
  read_box(helper.getAttribute("/CropBox", false), boxes.crop);
  Object rotation = helper.getAttribute("/Rotate", false);
  if (rotation.isInteger()) boxes.rotation_degrees = rotation.getIntValue();
  return boxes;
}

void PdfFile::add_annotation(std::size_t page, const PdfAnnotation& annotation) {
  Object owner = impl_->pdf.getAllPages().at(page);
  Object form = impl_->pdf.newStream(annotation.appearance_content);
  form.replaceDict(Object::parse(annotation.appearance_dictionary));
  Object appearances = Object::newDictionary();
  appearances.replaceKey("/N", form);
  Object dictionary = Object::parse(annotation.dictionary);
  for (const auto& [key, text] : annotation.texts)
    dictionary.replaceKey(key, Object::newUnicodeString(text));
  dictionary.replaceKey("/P", owner);
  dictionary.replaceKey("/AP", appearances);
  // The list is made anew: several pages may share the one that is there.
  Object list = Object::newArray();
  if (Object known = owner.getKey("/Annots"); known.isArray()) {
    for (int i = 0; i < known.getArrayNItems(); ++i)
      list.appendItem(known.getArrayItem(i));
  }
  list.appendItem(impl_->pdf.makeIndirectObject(dictionary));
  owner.replaceKey("/Annots", list);
}

std::string PdfFile::to_bytes() const {
  QPDFWriter writer(impl_->pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.setMinimumPDFVersion("1.4");  // the first that knows blend modes
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
}

std::string PdfFile::to_plain_bytes() const {
  QPDFWriter writer(impl_->pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
}

}  // namespace vp::exports
