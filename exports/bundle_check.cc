#include "exports/bundle_check.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "exports/sha256.h"

#include "reports/zip_reader.h"

namespace vp::exports {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostManifestBytes = 64ULL << 20U;

/// The files of a bundle, wherever it is kept. A sink answers false to end the reading.
using Sink = std::function<bool(std::string_view)>;
class BundleSource {
 public:
  virtual ~BundleSource() = default;
  /// Names with a fault of their own: set; the others are read by their name.
  struct Entry {
    std::optional<std::string> fault;
  };
  [[nodiscard]] const std::map<std::string, Entry>& entries() const { return entries_; }
  virtual Result<void> read(const std::string& path, const Sink& sink) = 0;

 protected:
  std::map<std::string, Entry> entries_;
};

class FolderSource : public BundleSource {
 public:
  static Result<std::unique_ptr<BundleSource>> open(const fs::path& folder) {
    auto source = std::make_unique<FolderSource>();
    source->folder_ = folder;
    std::error_code failed;
    // Links are listed, never followed.
    fs::recursive_directory_iterator entry(folder, failed);
    for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
      const std::string path = entry->path().lexically_relative(folder).generic_string();
      const fs::file_status status = entry->symlink_status(failed);
      if (failed) break;
      if (fs::is_directory(status)) continue;
      Entry listed;
      if (!fs::is_regular_file(status)) listed.fault = "is no ordinary file";
      source->entries_[path] = listed;
    }
    if (failed) return Error{ErrorCode::kIo, failed.message(), folder.string()};
    return std::unique_ptr<BundleSource>(std::move(source));
  }

  Result<void> read(const std::string& path, const Sink& sink) override {
    std::ifstream stream(folder_ / path, std::ios::binary);
    std::array<char, 1U << 16U> chunk{};
    while (stream) {
      stream.read(chunk.data(), chunk.size());
      if (!sink(std::string_view(chunk.data(), static_cast<std::size_t>(stream.gcount())))) return {};
    }
    if (stream.eof()) return {};
    return Error{ErrorCode::kIo, "cannot be read", path};
  }

 private:
  fs::path folder_;
};

class ZipSource : public BundleSource {
 public:
  explicit ZipSource(reports::ZipReader reader) : reader_(std::move(reader)) {}

  static Result<std::unique_ptr<BundleSource>> open(const fs::path& file) {
    VP_ASSIGN(reports::ZipReader reader, reports::ZipReader::open(file));
    auto source = std::make_unique<ZipSource>(std::move(reader));
    for (std::size_t i = 0; i < source->reader_.names().size(); ++i) {
      const std::string& name = source->reader_.names()[i];
      const auto [entry, is_new] = source->entries_.try_emplace(name);
      if (!is_new) entry->second.fault = "stands in the archive more than once";
      source->places_[name] = i;
    }
    return std::unique_ptr<BundleSource>(std::move(source));
  }

  Result<void> read(const std::string& path, const Sink& sink) override {
    return reader_.read(places_.at(path), sink);
  }

 private:
  reports::ZipReader reader_;
  std::map<std::string, std::size_t> places_;
};

Result<std::string> load_manifest(BundleSource& source, const std::string& bundle) {
  const auto entry = source.entries().find(kManifestName);
  if (entry == source.entries().end())
    return Error{ErrorCode::kMalformed, std::string("has no ") + kManifestName + ": it is no bundle", bundle};
  if (entry->second.fault)
    return Error{ErrorCode::kMalformed, std::string(kManifestName) + " " + *entry->second.fault, bundle};
  std::string text;
  VP_TRY(source.read(kManifestName, [&text](std::string_view bytes) {
    text += bytes;
    return text.size() <= kMostManifestBytes;
  }));
  if (text.size() > kMostManifestBytes)
    return Error{ErrorCode::kTooBig, "its manifest has more than 64 MiB", bundle};
  return text;
}

/// What is wrong with a listed file that is there; none when nothing is.
Result<std::optional<std::string>> find_change(BundleSource& source, const BundleFile& file) {
  Sha256 hash;
  std::uint64_t bytes = 0;
  const Result<void> read = source.read(file.path, [&](std::string_view chunk) {
    bytes += chunk.size();
    hash.add(chunk);
    return bytes <= file.bytes;  // what is longer has changed, however long it is
  });
  if (!read) return std::optional<std::string>(read.error().what);
  if (bytes > file.bytes)
    return std::optional<std::string>("is longer than the " + std::to_string(file.bytes) + " bytes listed");
  if (bytes < file.bytes) {
    return std::optional<std::string>("has " + std::to_string(bytes) + " bytes, listed are " +
                                      std::to_string(file.bytes));
  }
  if (hash.finish() != file.sha256) return std::optional<std::string>("has another content than was listed");
  return std::optional<std::string>();
}

Result<void> check_listed(BundleSource& source, BundleCheck& check) {
  for (const BundleFile& file : check.manifest.files) {
    const auto entry = source.entries().find(file.path);
    if (entry == source.entries().end()) {
      check.faults.push_back({BundleFault::kMissing, file.path, "is listed, and not there"});
    } else if (entry->second.fault) {
      check.faults.push_back({BundleFault::kUnsafe, file.path, *entry->second.fault});
    } else {
      VP_ASSIGN(const std::optional<std::string> change, find_change(source, file));
      if (change) check.faults.push_back({BundleFault::kChanged, file.path, *change});
    }
  }
  return {};
}

void check_unlisted(const BundleSource& source, BundleCheck& check) {
  for (const auto& [path, entry] : source.entries()) {
    const auto listed = std::lower_bound(
        check.manifest.files.begin(), check.manifest.files.end(), path,
        [](const BundleFile& file, const std::string& wanted) { return file.path < wanted; });
    const bool is_listed = listed != check.manifest.files.end() && listed->path == path;
    if (is_listed || path == kManifestName) continue;
    const bool is_safe = is_safe_path(path) && !entry.fault;
    check.faults.push_back({is_safe ? BundleFault::kSurplus : BundleFault::kUnsafe, path,
                            entry.fault ? *entry.fault
                            : is_safe   ? "is there, and not listed"
                                        : "is no path that stays within a bundle"});
  }
}

}  // namespace

std::string_view to_string(BundleFault fault) {
  switch (fault) {
    case BundleFault::kMissing:
      return "missing";
    case BundleFault::kChanged:
      return "changed";
    case BundleFault::kSurplus:
      return "surplus";
    case BundleFault::kUnsafe:
      break;
  }
  return "unsafe";
}

Result<BundleCheck> check_bundle(const fs::path& bundle) {
  std::error_code failed;
  const fs::file_status status = fs::status(bundle, failed);
  if (!fs::exists(status))
    return Error{ErrorCode::kNotFound, "there is no such file or folder", bundle.string()};
  VP_ASSIGN(const std::unique_ptr<BundleSource> source,
            fs::is_directory(status) ? FolderSource::open(bundle) : ZipSource::open(bundle));
  VP_ASSIGN(const std::string text, load_manifest(*source, bundle.string()));
  BundleCheck check;
  check.manifest_hash = to_sha256(text);
  VP_ASSIGN(check.manifest, parse_manifest(text, (bundle / kManifestName).string()));
  VP_TRY(check_listed(*source, check));
  check_unlisted(*source, check);
  std::stable_sort(check.faults.begin(), check.faults.end(),
                   [](const FaultyFile& a, const FaultyFile& b) { return a.path < b.path; });
  return check;
}

}  // namespace vp::exports
