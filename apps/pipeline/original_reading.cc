#include "apps/pipeline/original_reading.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "ingest/document_structure.h"

namespace vp::apps {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int value() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

std::filesystem::path readable_path(const index::Dossier& dossier, const DocumentId& id) {
  const auto derived = dossier.find_derived(id);
  return derived ? derived->path : dossier.original_path(id);
}

Result<Document> extract_original(ingest::WorkerPool& pool, const std::filesystem::path& original) {
  const FileDescriptor file(::open(original.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) {
    const int number = errno;
    return Error{number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                 "the kept original cannot be opened: " + std::generic_category().message(number),
                 original.string()};
  }
  return pool.extract_file(file.value());
}

Result<Document> read_original(ingest::WorkerPool& pool, const std::filesystem::path& original) {
  VP_ASSIGN(Document document, extract_original(pool, original));
  ingest::settle_structure(document);
  return document;
}

}  // namespace vp::apps
