#include "apps/pipeline/annotation_import.h"

#include <fstream>
#include <map>
#include <sstream>

#include "exports/annotation_reader.h"

namespace vp::apps {
namespace {

Result<std::string> load_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::kNotFound, "cannot be opened", file.string()};
  std::ostringstream content;
  content << stream.rdbuf();
  if (!stream || stream.bad()) return Error{ErrorCode::kIo, "cannot be read", file.string()};
  return std::move(content).str();
}

/// What the dossier knows of a document that places are in.
struct KnownDocument {
  std::uint32_t page_count = 0;
  std::vector<Passage> passages;
};

class Importer {
 public:
  Importer(index::Dossier& dossier, std::string file) : dossier_(dossier), file_(std::move(file)) {}

  Result<index::TransferredFinding> to_transferred(const exports::ReadFinding& read,
                                                   const index::ChangeStamp& stamp) {
    index::TransferredFinding transferred;
    transferred.finding = read.finding;
    transferred.where = file_ + ": " + read.where;
    transferred.stamp = stamp;
    if (!read.finding.changed_by.empty() && read.finding.changed_by != stamp.who)
      transferred.stamp.who = read.finding.changed_by + " (taken over by " + stamp.who + ")";
    for (const std::string& indicator : read.finding.indicators) {
      if (dossier_.framework().find_indicator(indicator) == nullptr)
        return fault(ErrorCode::kNotFound, "the framework of this dossier has no indicator " + indicator,
                     read.where);
    }
    for (const exports::ReadPlace& place : read.places) {
      VP_ASSIGN(Anchor anchor, to_anchor(place));
      transferred.links.push_back({place.stance, std::move(anchor)});
    }
    return transferred;
  }

 private:
  [[nodiscard]] Error fault(ErrorCode code, std::string what, const std::string& where) const {
    return {code, std::move(what), file_ + ": " + where};
  }

  Result<const KnownDocument*> document_of(const exports::ReadPlace& place) {
    const DocumentId& id = place.anchor.document;
    if (const auto known = documents_.find(id); known != documents_.end()) return &known->second;
    const Result<index::DocumentRecord> record = dossier_.engine().load_document(id);
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (!record) {
      return fault(ErrorCode::kNotFound,
                   "its document " + to_string(id) + " is not in this dossier; ingest it first", place.where);
    }
    KnownDocument document;
    document.page_count = record->page_count;
    VP_ASSIGN(document.passages, dossier_.engine().load_passages(id, std::nullopt));
    return &documents_.emplace(id, std::move(document)).first->second;
  }

  Result<Anchor> to_anchor(const exports::ReadPlace& place) {
    VP_ASSIGN(const KnownDocument* const document, document_of(place));
    const Anchor& anchor = place.anchor;
    const PageIndex last = anchor.continues.empty() ? anchor.page : anchor.continues.back().page;
    if (last.value >= document->page_count) {
      return fault(ErrorCode::kNotFound,
                   "there is no page " + std::to_string(last.number()) + ", its document has " +
                       std::to_string(document->page_count),
                   place.where);
    }
    const std::optional<std::string> text = text_at(anchor.position, document->passages);
    if (place.is_redacted) return restore(place, text, document->passages);
    if (text && anchor.position.span.in(*text) != anchor.quote) {
      return fault(ErrorCode::kMalformed,
                   "its quote is not what stands at its own place, in a text that has not changed",
                   place.where);
    }
    return anchor;
  }

  /// The text that the position counts in; none when this dossier reads the document otherwise.
  static std::optional<std::string> text_at(const AnchorPosition& position,
                                            const std::vector<Passage>& passages) {
    if (position.text != AnchorText::kPassages || position.last >= passages.size()) return std::nullopt;
    std::string text = anchored_text(passages, position.first, position.last);
    if (hash_text(text) != position.text_hash || position.span.end > text.size()) return std::nullopt;
    return text;
  }

  /// Words that were left out come back from the document itself, when its text is the same to the letter.
  Result<Anchor> restore(const exports::ReadPlace& place, const std::optional<std::string>& text,
                         const std::vector<Passage>& passages) {
    const AnchorPosition& position = place.anchor.position;
    const std::size_t last_begin = text ? text->size() - passages[position.last].text.size() : 0;
    if (!text || position.span.end < last_begin) {
      return fault(ErrorCode::kMalformed,
                   "words were left out of its quote, and this dossier reads the document otherwise",
                   place.where);
    }
    Anchor anchor = make_anchor(place.anchor.document, place.anchor.extractor, passages,
                                {position.first, position.span.begin, position.last,
                                 static_cast<std::uint32_t>(position.span.end - last_begin)});
    anchor.page = place.anchor.page;
    anchor.rects = place.anchor.rects;
    anchor.continues = place.anchor.continues;
    return anchor;
  }

  index::Dossier& dossier_;
  std::string file_;
  std::map<DocumentId, KnownDocument> documents_;
};

}  // namespace

Result<AnnotationImport> import_annotations(index::Dossier& dossier, const std::filesystem::path& file,
                                            const index::ChangeStamp& stamp) {
  VP_ASSIGN(const std::string json, load_text(file));
  VP_ASSIGN(const exports::ReadAnnotations read, exports::parse_annotations(json, file.string()));
  Importer importer(dossier, file.string());
  AnnotationImport result;
  std::vector<index::TransferredFinding> findings;
  for (const exports::ReadFinding& finding : read.findings) {
    VP_ASSIGN(index::TransferredFinding transferred, importer.to_transferred(finding, stamp));
    findings.push_back(std::move(transferred));
    result.redacted += finding.is_redacted ? 1 : 0;
  }
  VP_ASSIGN(result.counts, dossier.transfer_findings(findings));
  return result;
}

}  // namespace vp::apps
