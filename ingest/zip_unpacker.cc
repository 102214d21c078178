// unpack_zip: ZIP archives by libzip.
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sys/stat.h>
#include <zip.h>

#include "ingest/member_budget.h"
#include "ingest/unpacking.h"

namespace vp::ingest {
namespace {

struct DiscardArchive {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, DiscardArchive>;
struct CloseFile {
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

constexpr std::size_t kPieceBytes = 64U << 10U;

Archive open_archive(std::span<const std::uint8_t> bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  Archive archive(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return archive;
}

bool has_name(zip_t* archive, const char* name) {
  return zip_name_locate(archive, name, 0) >= 0;
}

bool is_open_document(zip_t* archive) {
  const OpenFile file(zip_fopen(archive, "mimetype", 0));
  std::array<char, 64> text{};
  const zip_int64_t size = file == nullptr ? 0 : zip_fread(file.get(), text.data(), text.size());
  return size > 0 && std::string_view(text.data(), static_cast<std::size_t>(size))
                         .starts_with("application/vnd.oasis.opendocument");
}

/// The list of files of an OpenDocument file says of each whether it is encrypted; it is never encrypted itself.
bool is_locked_open_document(zip_t* archive) {
  constexpr std::size_t kMostBytes = 4U << 20U;
  const OpenFile file(zip_fopen(archive, "META-INF/manifest.xml", 0));
  if (file == nullptr) return false;
  std::string text(kPieceBytes, '\0');
  std::size_t size = 0;
  while (size < kMostBytes) {
    text.resize(size + kPieceBytes);
    const zip_int64_t got = zip_fread(file.get(), text.data() + size, kPieceBytes);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  return std::string_view(text).substr(0, size).find(":encryption-data") != std::string_view::npos;
}

bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16U);
}

class ZipUnpacker {
 public:
  ZipUnpacker(zip_t* archive, const UnpackInput& input, MemberSink& sink)
      : archive_(archive), input_(input), budget_(input.limits, sink) {}

  Result<void> run() {
    const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive_, 0)));
    std::uint64_t files = 0;
    for (zip_uint64_t i = 0; i < count; ++i)
      files += is_folder(i) ? 0 : 1;
    for (zip_uint64_t i = 0; i < count; ++i) {
      if (is_folder(i)) continue;
      if (!budget_.has_room()) break;
      VP_TRY(take(i));
    }
    return budget_.finish(files);
  }

 private:
  std::string_view name_of(zip_uint64_t index) {
    const char* const name = zip_get_name(archive_, index, ZIP_FL_ENC_GUESS);
    return name == nullptr ? "" : name;
  }

  bool is_folder(zip_uint64_t index) {
    const std::string_view name = name_of(index);
    return name.ends_with('/') || name.ends_with('\\');
  }

  Result<void> take(zip_uint64_t index) {
    zip_stat_t facts;
    zip_stat_init(&facts);
    const std::string_view name = name_of(index);
    if (zip_stat_index(archive_, index, 0, &facts) != 0)
      return budget_.refuse(name, DocumentState::kDamaged, "the archive says nothing of it");
    if (!budget_.stop_reason().empty())
      return budget_.refuse(name, DocumentState::kTooBig, budget_.stop_reason());
    if (is_link(archive_, index))
      return budget_.refuse(name, DocumentState::kUnsupported, "it is a link to another file, not a file");
    const bool is_encrypted =
        (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE;
    std::optional<std::string> password;
    if (is_encrypted) {
      password = find_password(index);
      if (!password)
        return budget_.refuse(name, DocumentState::kEncrypted, "it is encrypted and needs a password");
    }
    return copy(index, facts, password);
  }

  Result<void> copy(zip_uint64_t index, const zip_stat_t& facts, const std::optional<std::string>& password) {
    VP_ASSIGN(const std::string refusal, budget_.begin(name_of(index)));
    if (!refusal.empty()) return budget_.end(DocumentState::kUnsupported, refusal);
    const OpenFile file(password ? zip_fopen_index_encrypted(archive_, index, 0, password->c_str())
                                 : zip_fopen_index(archive_, index, 0));
    if (file == nullptr) return end_unopened();
    std::vector<std::uint8_t> piece(kPieceBytes);
    while (true) {
      const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
      if (got < 0) return budget_.end(DocumentState::kDamaged, "it is damaged and cannot be unpacked whole");
      if (got == 0) break;
      VP_ASSIGN(const bool is_taken, budget_.add({piece.data(), static_cast<std::size_t>(got)},
                                                 std::max<zip_uint64_t>(1, facts.comp_size)));
      if (!is_taken) break;
    }
    return budget_.end();
  }

  Result<void> end_unopened() {
    const int code = zip_error_code_zip(zip_get_error(archive_));
    const bool is_unknown =
        code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_OPNOTSUPP;
    if (is_unknown)
      return budget_.end(DocumentState::kUnsupported, "it is packed in a way that is not known");
    return budget_.end(DocumentState::kDamaged, "it is damaged and cannot be unpacked");
  }

  /// The first password with which the whole member comes out right: the check at its begin lets one wrong
  /// password in 256 through.
  std::optional<std::string> find_password(zip_uint64_t index) {
    std::vector<std::uint8_t> piece(kPieceBytes);
    for (const std::string& password : input_.passwords) {
      const OpenFile file(zip_fopen_index_encrypted(archive_, index, 0, password.c_str()));
      if (file == nullptr) continue;
      zip_int64_t got = 0;
      std::uint64_t size = 0;
      do {
        got = zip_fread(file.get(), piece.data(), piece.size());
        size += got > 0 ? static_cast<std::uint64_t>(got) : 0;
      } while (got > 0 && size <= input_.limits.member_bytes);
      if (got >= 0) return password;
    }
    return {};
  }

  zip_t* archive_;
  const UnpackInput& input_;
  MemberBudget budget_;
};

}  // namespace

Result<void> unpack_zip(const UnpackInput& input, MemberSink& sink) {
  const Archive archive = open_archive(input.bytes);
  if (archive == nullptr) {
    VP_TRY(sink.on_kind(FileKind::kZip));
    return sink.on_end(DocumentState::kDamaged, "the archive's list of files is missing or broken");
  }
  // What an office program writes is an archive too; only its list of files tells for sure.
  const bool is_ooxml = has_name(archive.get(), "[Content_Types].xml");
  if (is_ooxml || is_open_document(archive.get())) {
    VP_TRY(sink.on_kind(is_ooxml ? FileKind::kOfficeOpenXml : FileKind::kOpenDocument));
    const bool is_locked = !is_ooxml && is_locked_open_document(archive.get());
    return sink.on_end(is_locked ? DocumentState::kEncrypted : DocumentState::kUnsupported, "");
  }
  VP_TRY(sink.on_kind(FileKind::kZip));
  return ZipUnpacker(archive.get(), input, sink).run();
}

}  // namespace vp::ingest
