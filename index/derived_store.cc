#include "index/derived_store.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <vector>

#include "index/atomic_file.h"

namespace vp::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".pdf";
constexpr std::size_t kChunkBytes = std::size_t{256} << 10U;

bool is_converter(std::string_view name) {
  return !name.empty() && name.size() < 100 && std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
  });
}

Result<void> copy(const fs::path& from, AtomicFile& to) {
  std::ifstream stream(from, std::ios::binary);
  std::vector<char> chunk(kChunkBytes);
  while (stream) {
    stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    const auto got = static_cast<std::size_t>(stream.gcount());
    VP_TRY(to.write({reinterpret_cast<const std::uint8_t*>(chunk.data()), got}));
  }
  if (!stream.eof()) return Error{ErrorCode::kIo, "cannot be read", from.string()};
  return {};
}

}  // namespace

fs::path DerivedStore::folder_of(const DocumentId& original) const {
  return folder_ / to_string(original).substr(0, 2);
}

std::optional<DerivedFile> DerivedStore::find(const DocumentId& original) const {
  const std::string begin = to_string(original) + ".";
  std::error_code failure;
  std::optional<DerivedFile> found;
  for (fs::directory_iterator file(folder_of(original), failure), end; !failure && file != end;
       file.increment(failure)) {
    const std::string name = file->path().filename().string();
    if (!name.starts_with(begin) || !name.ends_with(kEnding) || name.size() <= begin.size() + kEnding.size())
      continue;
    std::string converter = name.substr(begin.size(), name.size() - begin.size() - kEnding.size());
    // After a kill there may be two for a moment; which one is meant must not depend on the disk.
    if (!found || found->converter < converter) found = DerivedFile{file->path(), std::move(converter)};
  }
  return found;
}

Result<void> DerivedStore::put(const DocumentId& original, std::string_view converter, const fs::path& file) {
  if (!is_converter(converter))
    return Error{ErrorCode::kInvalidArgument, "is no name of a converter", std::string(converter)};
  std::error_code failure;
  fs::create_directories(folder_of(original), failure);
  if (failure) return Error{ErrorCode::kIo, "no folder can be made: " + failure.message(), folder_.string()};
  const fs::path target =
      folder_of(original) / (to_string(original) + "." + std::string(converter) + std::string(kEnding));
  VP_ASSIGN(AtomicFile to, AtomicFile::create(target.string() + ".new", 0444));
  VP_TRY(copy(file, to));
  VP_TRY(to.commit(target));
  for (std::optional<DerivedFile> other = find(original); other; other = find(original)) {
    if (other->path == target) break;
    if (!fs::remove(other->path, failure)) break;
  }
  return {};
}

}  // namespace vp::index
