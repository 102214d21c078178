#include "ingest/poppler_document.h"

#include <algorithm>

#include <Catalog.h>
#include <ErrorCodes.h>
#include <Stream.h>
#include <UTF.h>
#include <XRef.h>

#include "ingest/character_class.h"
#include "ingest/pdf_date.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxMetadataBytes = 4000;

struct FreeUnicode {
  void operator()(Unicode* text) const noexcept { gfree(text); }
};

std::string entry(PDFDoc& pdf, const char* key) {
  const auto value = pdf.getDocInfoStringEntry(key);
  return value ? to_utf8(value->toStr()) : "";
}

}  // namespace

std::string to_utf8(const std::string& text) {
  Unicode* characters = nullptr;
  const int length = TextStringToUCS4(text, &characters);
  const std::unique_ptr<Unicode, FreeUnicode> owner(characters);
  std::string result;
  for (int i = 0; i < length && result.size() < kMaxMetadataBytes; ++i) {
    const std::uint32_t c = to_page_character(characters[i]);
    if (c != kNoCharacter) append_utf8(c, result);
  }
  return result;
}

Result<std::unique_ptr<PopplerDocument>> PopplerDocument::open(std::span<const std::uint8_t> bytes) {
  auto document = std::unique_ptr<PopplerDocument>(new PopplerDocument);
  PopplerDocument* self = document.get();
  // The PDFDoc owns the stream, the caller the bytes.
  const auto* data = reinterpret_cast<const char*>(bytes.data());
  auto stream = std::make_unique<MemStream>(data, 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  document->pdf_ = std::make_unique<PDFDoc>(stream.release(), std::nullopt, std::nullopt, nullptr,
                                            [self] { self->is_repaired_ = true; });
  PDFDoc& pdf = *document->pdf_;
  if (!pdf.isOk()) {
    if (pdf.getErrorCode() == errEncrypted) {
      return Error{ErrorCode::kEncrypted, "the file is encrypted and needs a password or certificate", ""};
    }
    return Error{ErrorCode::kDamaged, "the file is damaged beyond repair", ""};
  }
  // Poppler opens a file whose security handler it does not know as if it were not encrypted, and reads noise.
  const Object* trailer = pdf.getXRef()->getTrailerDict();
  const bool has_handler = trailer->isDict() && trailer->dictLookup("Encrypt").isDict();
  if (has_handler && !pdf.isEncrypted() && pdf.getNumPages() > 0) {
    return Error{ErrorCode::kEncrypted, "the file is encrypted in a way that is not supported", ""};
  }
  const Object catalog = pdf.getXRef()->getCatalog();
  document->has_labels_ = catalog.isDict() && !catalog.dictLookupNF("PageLabels").isNull();
  return document;
}

std::uint32_t PopplerDocument::page_count() {
  return static_cast<std::uint32_t>(std::max(pdf_->getNumPages(), 0));
}

DocumentMetadata PopplerDocument::metadata() {
  DocumentMetadata metadata;
  metadata.title = entry(*pdf_, "Title");
  metadata.author = entry(*pdf_, "Author");
  metadata.subject = entry(*pdf_, "Subject");
  metadata.keywords = entry(*pdf_, "Keywords");
  metadata.creator = entry(*pdf_, "Creator");
  metadata.producer = entry(*pdf_, "Producer");
  metadata.created = to_iso_date(entry(*pdf_, "CreationDate"));
  metadata.modified = to_iso_date(entry(*pdf_, "ModDate"));
  metadata.format_version =
      std::to_string(pdf_->getPDFMajorVersion()) + "." + std::to_string(pdf_->getPDFMinorVersion());
  metadata.tagged = (pdf_->getCatalog()->getMarkInfo() & Catalog::markInfoMarked) != 0;
  return metadata;
}

std::string PopplerDocument::page_label(std::uint32_t page_number) {
  if (!has_labels_) return "";
  GooString label;
  if (!pdf_->getCatalog()->indexToLabel(static_cast<int>(page_number) - 1, &label)) return "";
  return to_utf8(label.toStr());
}

}  // namespace vp::ingest
