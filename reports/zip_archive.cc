#include "reports/zip_archive.h"

#include <memory>

#include <zip.h>

namespace vp::reports {
namespace {

struct DiscardArchive {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
using ArchiveHandle = std::unique_ptr<zip_t, DiscardArchive>;
struct FreeSource {
  void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
using SourceHandle = std::unique_ptr<zip_source_t, FreeSource>;
struct CloseFile {
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using FileHandle = std::unique_ptr<zip_file_t, CloseFile>;

constexpr std::uint64_t kMostBytes = 256ULL << 20U;

Error to_error(zip_error_t& error, std::string_view what) {
  Error result{ErrorCode::kIo, std::string(what) + ": " + zip_error_strerror(&error), "zip"};
  zip_error_fini(&error);
  return result;
}

Error to_error(zip_t* archive, std::string_view what) {
  return Error{ErrorCode::kIo, std::string(what) + ": " + zip_strerror(archive), "zip"};
}

Result<void> add_file(zip_t* archive, const ArchiveFile& file) {
  SourceHandle source(zip_source_buffer(archive, file.content.data(), file.content.size(), 0));
  if (!source) return to_error(archive, file.name);
  const zip_int64_t index = zip_file_add(archive, file.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) return to_error(archive, file.name);
  (void)source.release();  // the archive owns it now
  const auto place = static_cast<zip_uint64_t>(index);
  constexpr zip_uint16_t kFirstOfJanuary1980 = (1U << 5U) | 1U;  // as DOS counts days
  constexpr zip_uint32_t kBestCompression = 9;
  if (zip_set_file_compression(archive, place, file.is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                               file.is_stored ? 0 : kBestCompression) != 0 ||
      zip_file_set_dostime(archive, place, 0, kFirstOfJanuary1980, 0) != 0) {
    return to_error(archive, file.name);
  }
  return {};
}

Result<std::string> read_all(zip_source_t* source) {
  zip_stat_t facts;
  if (zip_source_stat(source, &facts) != 0 || zip_source_open(source) != 0)
    return Error{ErrorCode::kIo, "the archive cannot be read back", "zip"};
  std::string bytes(facts.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::uint64_t>(read) != facts.size)
    return Error{ErrorCode::kIo, "the archive cannot be read back", "zip"};
  return bytes;
}

}  // namespace

Result<std::string> to_zip(const std::vector<ArchiveFile>& files) {
  zip_error_t error;
  zip_error_init(&error);
  const SourceHandle source(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) return to_error(error, "no buffer");
  ArchiveHandle archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
  if (!archive) return to_error(error, "no archive");
  zip_source_keep(source.get());  // one reference is ours, one the archive's
  for (const ArchiveFile& file : files)
    VP_TRY(add_file(archive.get(), file));
  if (zip_close(archive.get()) != 0) return to_error(archive.get(), "closing");
  (void)archive.release();  // closed
  return read_all(source.get());
}

Result<std::vector<ArchiveFile>> parse_zip(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  SourceHandle source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
  if (!source) return to_error(error, "no buffer");
  const ArchiveHandle archive(zip_open_from_source(source.get(), ZIP_RDONLY, &error));
  if (!archive) {
    zip_error_fini(&error);
    return Error{ErrorCode::kMalformed, "is no zip archive", "zip"};
  }
  (void)source.release();  // the archive owns it now
  std::vector<ArchiveFile> files;
  std::uint64_t whole = 0;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto place = static_cast<zip_uint64_t>(i);
    zip_stat_t facts;
    if (zip_stat_index(archive.get(), place, 0, &facts) != 0) return to_error(archive.get(), "reading");
    whole += facts.size;
    if (whole > kMostBytes) return Error{ErrorCode::kTooBig, "holds more than 256 MiB", "zip"};
    const FileHandle opened(zip_fopen_index(archive.get(), place, 0));
    if (!opened) return to_error(archive.get(), facts.name);
    ArchiveFile file{facts.name, std::string(facts.size, '\0'), facts.comp_method == ZIP_CM_STORE};
    const zip_int64_t read = zip_fread(opened.get(), file.content.data(), file.content.size());
    if (read < 0 || static_cast<std::uint64_t>(read) != facts.size)
      return to_error(archive.get(), facts.name);
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace vp::reports
