// extractor.h - the seam behind which submitted files are read: bytes in, a Document page by page out.
// Errors: none rise from content. Whatever a file holds, the sink gets a begin, the pages that could be read,
// and an
//   end that says in which state the file was found. Threads: an extractor is for one thread and one file at
//   a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/document.h"

namespace vp::ingest {

/// Everything but the pages; sent before the first page.
struct DocumentHead {
  DocumentMetadata metadata;
  std::uint32_t page_count = 0;  ///< as the file declares
  bool operator==(const DocumentHead&) const = default;
};

/// How the reading ended; sent after the last page.
struct DocumentTail {
  DocumentState state = DocumentState::kOk;
  std::string reason;
  std::vector<std::string> fonts;
  std::vector<std::string> messages;  ///< at most kMaxMessages, each at most kMaxMessageBytes
  std::uint64_t message_count = 0;
  bool operator==(const DocumentTail&) const = default;
};

inline constexpr std::size_t kMaxMessages = 20;
inline constexpr std::size_t kMaxMessageBytes = 300;

/// Takes what is read, in order: on_head once, on_page with ascending index, on_outline at most once, on_tail once.
/// A file that cannot be opened gives only on_tail.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual void on_head(DocumentHead head) = 0;
  virtual void on_page(Page page) = 0;
  virtual void on_outline(Outline outline) = 0;
  virtual void on_tail(DocumentTail tail) = 0;
};

class Extractor {
 public:
  virtual ~Extractor() = default;
  /// Reads one file. `bytes` must live until the call returns.
  virtual void extract(std::span<const std::uint8_t> bytes, DocumentSink& sink) = 0;
  /// Name and version of the way of reading; stored with every document, as anchors depend on it.
  [[nodiscard]] virtual std::string version() const = 0;
};

/// Reads PDFs with Poppler's core. Creating the first one loads Poppler's global data (do so before forking
/// workers).
std::unique_ptr<Extractor> make_poppler_extractor();

/// Puts head, pages and tail together again; for tests and for the main process.
class DocumentCollector : public DocumentSink {
 public:
  void on_head(DocumentHead head) override;
  void on_page(Page page) override;
  void on_outline(Outline outline) override;
  void on_tail(DocumentTail tail) override;
  /// What was collected so far, moved out.
  [[nodiscard]] Document take();

 private:
  Document document_;
};

}  // namespace vp::ingest
