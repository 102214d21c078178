#include "index/original_store.h"

#include <algorithm>
#include <span>

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/stat.h>

#include "index/atomic_file.h"

namespace vp::index {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 18U;
constexpr std::size_t kReadOnceBytes = std::size_t{16} << 20U;
constexpr mode_t kReadOnly = 0444;
constexpr unsigned kCopiesPerSync = 64;

class Sha256 {
 public:
  Sha256() { nettle_sha256_init(&state_); }
  void add(std::span<const std::uint8_t> bytes) { nettle_sha256_update(&state_, bytes.size(), bytes.data()); }
  DocumentId finish() {
    DocumentId id;
    nettle_sha256_digest(&state_, id.bytes.size(), id.bytes.data());
    return id;
  }

 private:
  sha256_ctx state_{};
};

/// O_NONBLOCK: a named pipe among the submissions must not hang the ingest.
Result<FileDescriptor> open_source(const std::filesystem::path& file, std::uint64_t& size_bytes) {
  FileDescriptor source(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!source.is_open()) return to_system_error(errno, "cannot be read", file);
  struct stat facts {};
  if (::fstat(source.value(), &facts) != 0) return to_system_error(errno, "cannot be read", file);
  if (!S_ISREG(facts.st_mode)) return Error{ErrorCode::kIo, "is not an ordinary file", file.string()};
  size_bytes = static_cast<std::uint64_t>(facts.st_size);
  return source;
}

/// Fills as much of `buffer` as the file gives; 0 at its end.
Result<std::size_t> read_some(int source, std::span<std::uint8_t> buffer, const std::filesystem::path& file) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ssize_t got = ::read(source, buffer.data() + filled, buffer.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return to_system_error(errno, "cannot be read", file);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

/// Reads to the end; `on_chunk` may refuse. Returns the hash of what was read.
template <class OnChunk>
Result<DocumentId> read_all(int source, const std::filesystem::path& file, OnChunk on_chunk) {
  std::vector<std::uint8_t> buffer(kChunkBytes);
  Sha256 hash;
  while (true) {
    VP_ASSIGN(const std::size_t got, read_some(source, buffer, file));
    if (got == 0) return hash.finish();
    const auto chunk = std::span<const std::uint8_t>(buffer).first(got);
    hash.add(chunk);
    VP_TRY(on_chunk(chunk));
  }
}

/// A copy of another size is what a power cut left of one.
bool is_there(const std::filesystem::path& file, std::uint64_t size_bytes) {
  struct stat facts {};
  return ::stat(file.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) &&
         static_cast<std::uint64_t>(facts.st_size) == size_bytes;
}

Result<void> make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0755) == 0 || errno == EEXIST) return {};
  return to_system_error(errno, "cannot make the folder", folder);
}

}  // namespace

Result<DocumentId> OriginalStore::hash_file(const std::filesystem::path& file) {
  std::uint64_t size = 0;
  VP_ASSIGN(const FileDescriptor source, open_source(file, size));
  return read_all(source.value(), file, [](auto) -> Result<void> { return {}; });
}

std::filesystem::path OriginalStore::path_of(const DocumentId& id) const {
  const std::string hex = to_string(id);
  return folder_ / hex.substr(0, 2) / hex;
}

Result<DocumentId> OriginalStore::put(const std::filesystem::path& file) {
  std::uint64_t size = 0;
  VP_ASSIGN(const FileDescriptor source, open_source(file, size));
  if (size > kReadOnceBytes) return put_stream(source.value(), file);
  // One byte more than promised, to notice a file that is growing under us.
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size) + 1);
  VP_ASSIGN(const std::size_t got, read_some(source.value(), bytes, file));
  if (got > size) {
    if (::lseek(source.value(), 0, SEEK_SET) != 0) return to_system_error(errno, "cannot be read", file);
    return put_stream(source.value(), file);
  }
  const auto content = std::span<const std::uint8_t>(bytes).first(got);
  Sha256 hash;
  hash.add(content);
  const DocumentId id = hash.finish();
  const std::filesystem::path target = path_of(id);
  if (is_there(target, got)) return id;
  VP_TRY(make_folder(target.parent_path()));
  VP_ASSIGN(AtomicFile copy, AtomicFile::create(next_copy(), kReadOnly));
  VP_TRY(copy.write(content));
  VP_TRY(copy.commit_unsynced(target));
  VP_TRY(note_unsynced());
  return id;
}

Result<DocumentId> OriginalStore::put_stream(int source, const std::filesystem::path& file) {
  std::uint64_t size = 0;
  VP_ASSIGN(const DocumentId known, read_all(source, file, [&](auto chunk) -> Result<void> {
              size += chunk.size();
              return {};
            }));
  if (is_there(path_of(known), size)) return known;
  if (::lseek(source, 0, SEEK_SET) != 0) return to_system_error(errno, "cannot be read", file);
  VP_ASSIGN(AtomicFile copy, AtomicFile::create(next_copy(), kReadOnly));
  // Hashed again: what is stored is named by what was written, even if the file changed between the readings.
  VP_ASSIGN(const DocumentId id, read_all(source, file, [&](auto chunk) { return copy.write(chunk); }));
  const std::filesystem::path target = path_of(id);
  VP_TRY(make_folder(target.parent_path()));
  VP_TRY(copy.commit_unsynced(target));
  VP_TRY(note_unsynced());
  return id;
}

std::filesystem::path OriginalStore::next_copy() {
  return incoming() / std::to_string(counters_->copies++);
}

Result<void> OriginalStore::note_unsynced() {
  return ++counters_->unsynced >= kCopiesPerSync ? sync() : Result<void>();
}

Result<void> OriginalStore::sync() {
  if (counters_->unsynced.exchange(0) == 0) return {};
  return sync_file_system(folder_);
}

Result<std::vector<DocumentId>> OriginalStore::list() const {
  std::vector<DocumentId> ids;
  std::error_code failure;
  for (std::filesystem::directory_iterator folder(folder_, failure), end; !failure && folder != end;
       folder.increment(failure)) {
    if (!folder->is_directory() || folder->path().filename().string().size() != 2) continue;
    for (std::filesystem::directory_iterator file(folder->path(), failure); !failure && file != end;
         file.increment(failure)) {
      const auto id = parse_document_id(file->path().filename().string());
      if (id && path_of(*id) == file->path()) ids.push_back(*id);
    }
  }
  if (failure) return Error{ErrorCode::kIo, "cannot be listed: " + failure.message(), folder_.string()};
  std::sort(ids.begin(), ids.end());
  return ids;
}

Result<void> OriginalStore::prepare() {
  std::error_code failure;
  std::filesystem::remove_all(incoming(), failure);
  VP_TRY(make_folder(folder_));
  return make_folder(incoming());
}

}  // namespace vp::index
