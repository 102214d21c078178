#include "reports/zip_reader.h"

#include <array>

#include <zip.h>

namespace vp::reports {
namespace {

struct CloseReadArchive {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
using ArchiveHandle = std::unique_ptr<zip_t, CloseReadArchive>;
struct CloseReadFile {
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using FileHandle = std::unique_ptr<zip_file_t, CloseReadFile>;

Result<ArchiveHandle> open_archive(const std::filesystem::path& file, int flags) {
  int code = 0;
  ArchiveHandle archive(zip_open(file.c_str(), flags, &code));
  if (archive) return archive;
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  const std::string words = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS)
    return Error{ErrorCode::kMalformed, "is no zip archive: " + words, file.string()};
  return Error{code == ZIP_ER_NOENT ? ErrorCode::kNotFound : ErrorCode::kIo, words, file.string()};
}

Error to_error(zip_t* archive, const std::string& where) {
  return Error{ErrorCode::kIo, zip_strerror(archive), where};
}

}  // namespace

struct ZipReader::Impl {
  ArchiveHandle archive;
  std::string file;
  std::vector<std::string> names;
  std::vector<zip_uint64_t> places;
};

ZipReader::ZipReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(const std::filesystem::path& file) {
  auto impl = std::make_unique<Impl>();
  VP_ASSIGN(impl->archive, open_archive(file, ZIP_RDONLY | ZIP_CHECKCONS));
  impl->file = file.string();
  const zip_int64_t count = zip_get_num_entries(impl->archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* const name = zip_get_name(impl->archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    if (name == nullptr) return to_error(impl->archive.get(), impl->file);
    if (std::string_view(name).ends_with('/')) continue;
    impl->names.emplace_back(name);
    impl->places.push_back(static_cast<zip_uint64_t>(i));
  }
  return ZipReader(std::move(impl));
}

const std::vector<std::string>& ZipReader::names() const {
  return impl_->names;
}

Result<void> ZipReader::read(std::size_t index, const std::function<bool(std::string_view)>& sink) {
  const FileHandle file(zip_fopen_index(impl_->archive.get(), impl_->places.at(index), 0));
  if (!file) return to_error(impl_->archive.get(), impl_->names.at(index));
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0)
      return Error{ErrorCode::kMalformed, std::string("cannot be unpacked: ") + zip_file_strerror(file.get()),
                   impl_->names.at(index)};
    if (got == 0) return {};
    if (!sink(std::string_view(chunk.data(), static_cast<std::size_t>(got)))) return {};
  }
}

Result<void> write_zip(const std::vector<PackedFile>& files, const std::filesystem::path& target) {
  VP_ASSIGN(ArchiveHandle archive, open_archive(target, ZIP_CREATE | ZIP_TRUNCATE));
  constexpr zip_uint16_t kFirstOfJanuary1980 = (1U << 5U) | 1U;  // as DOS counts days
  for (const PackedFile& file : files) {
    zip_source_t* const source = zip_source_file(archive.get(), file.file.c_str(), 0, -1);
    if (source == nullptr) return to_error(archive.get(), file.name);
    const zip_int64_t index = zip_file_add(archive.get(), file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return to_error(archive.get(), file.name);
    }
    constexpr zip_uint32_t kAttributes = 0100644U << 16U;  // an ordinary file, readable by all
    const auto place = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(archive.get(), place, 0, kFirstOfJanuary1980, 0) != 0 ||
        zip_file_set_external_attributes(archive.get(), place, 0, ZIP_OPSYS_UNIX, kAttributes) != 0)
      return to_error(archive.get(), file.name);
  }
  if (zip_close(archive.get()) != 0) return to_error(archive.get(), target.string());
  (void)archive.release();  // closed
  return {};
}

}  // namespace vp::reports
