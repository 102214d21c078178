#include "ingest/compound_file.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace vp::ingest {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kEntryBytes = 128;
constexpr std::uint32_t kFatInHeader = 109;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // beyond it stand marks: end of a chain, free

/// Little-endian; nothing where the bytes end before.
std::optional<std::uint32_t> read_number(Bytes bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || size > bytes.size() - at) return {};
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | bytes[at + i];
  return value;
}
std::uint32_t number16(Bytes bytes, std::size_t at) {
  return read_number(bytes, at, 2).value_or(0);
}
std::uint32_t number32(Bytes bytes, std::size_t at) {
  return read_number(bytes, at, 4).value_or(kLastSector);
}

struct Entry {
  std::string name;  ///< its ASCII part, which is all that the names looked for have
  std::uint32_t first_sector = 0;
  std::uint32_t size_bytes = 0;
};

class CompoundFile {
 public:
  explicit CompoundFile(Bytes bytes) : bytes_(bytes) {
    const std::uint32_t shift = number16(bytes, 0x1E);
    sector_bytes_ = shift == 9 || shift == 12 ? std::size_t{1} << shift : 0;
  }
  [[nodiscard]] bool is_readable() const { return sector_bytes_ != 0 && bytes_.size() >= kHeaderBytes; }

  /// Calls `each` for every entry until it says true.
  template <class Each>
  bool find_entry(Each each) const {
    std::uint32_t sector = number32(bytes_, 0x30);
    // No chain is longer than the file, so that one that bites its tail ends too.
    for (std::size_t left = bytes_.size() / sector_bytes_ + 1; left > 0 && sector < kLastSector; --left) {
      const Bytes part = bytes_of(sector);
      for (std::size_t at = 0; at + kEntryBytes <= part.size(); at += kEntryBytes) {
        if (each(read_entry(part.subspan(at, kEntryBytes)))) return true;
      }
      sector = next_of(sector);
    }
    return false;
  }

  /// The first bytes of a stream; empty for one that is small enough to stand elsewhere.
  [[nodiscard]] Bytes begin_of(const Entry& entry) const {
    if (entry.size_bytes < number32(bytes_, 0x38)) return {};
    return bytes_of(entry.first_sector);
  }

 private:
  [[nodiscard]] Bytes bytes_of(std::uint32_t sector) const {
    const std::uint64_t at = (std::uint64_t{sector} + 1) * sector_bytes_;
    if (at >= bytes_.size()) return {};
    return bytes_.subspan(at, std::min(sector_bytes_, bytes_.size() - static_cast<std::size_t>(at)));
  }

  [[nodiscard]] std::uint32_t next_of(std::uint32_t sector) const {
    const std::size_t in_sector = sector_bytes_ / 4;
    const std::uint32_t table = find_table(static_cast<std::uint32_t>(sector / in_sector));
    return table < kLastSector ? number32(bytes_of(table), sector % in_sector * 4) : kLastSector;
  }

  /// The sector with a part of the table of sectors: named in the header, or in a chain of lists behind it.
  [[nodiscard]] std::uint32_t find_table(std::uint32_t part) const {
    if (part < kFatInHeader) return number32(bytes_, 0x4C + std::size_t{part} * 4);
    const auto in_list = static_cast<std::uint32_t>(sector_bytes_ / 4 - 1);
    std::uint32_t list = number32(bytes_, 0x44);
    for (part -= kFatInHeader; part >= in_list && list < kLastSector; part -= in_list)
      list = number32(bytes_of(list), sector_bytes_ - 4);
    return list < kLastSector ? number32(bytes_of(list), std::size_t{part} * 4) : kLastSector;
  }

  static Entry read_entry(Bytes bytes) {
    Entry entry;
    const std::size_t name_bytes = std::min<std::size_t>(number16(bytes, 0x40), 64);
    for (std::size_t at = 0; at + 2 < name_bytes; at += 2)
      entry.name += bytes[at + 1] == 0 ? static_cast<char>(bytes[at]) : '?';
    entry.first_sector = number32(bytes, 0x74);
    entry.size_bytes = number32(bytes, 0x78);
    return entry;
  }

  Bytes bytes_;
  std::size_t sector_bytes_ = 0;
};

bool is_locked_text(Bytes begin) {
  constexpr std::uint32_t kWordMark = 0xA5EC;
  constexpr std::uint32_t kEncrypted = 0x0100;
  return number16(begin, 0) == kWordMark && (number16(begin, 0x0A) & kEncrypted) != 0;
}

/// Right after the first record stands one that says how the others are encrypted, or one that is not about that.
bool is_locked_sheet(Bytes begin) {
  constexpr std::uint32_t kBegin = 0x0809;
  constexpr std::uint32_t kWriteProtect = 0x0086;
  constexpr std::uint32_t kFilePass = 0x002F;
  if (number16(begin, 0) != kBegin) return false;
  std::size_t at = 4 + number16(begin, 2);
  if (number16(begin, at) == kWriteProtect) at += 4 + number16(begin, at + 2);
  return number16(begin, at) == kFilePass;
}

}  // namespace

bool is_locked_compound_file(Bytes bytes) {
  const CompoundFile file(bytes);
  if (!file.is_readable()) return false;
  return file.find_entry([&file](const Entry& entry) {
    if (entry.name == "EncryptedPackage" || entry.name == "EncryptedSummary") return true;
    if (entry.name == "WordDocument") return is_locked_text(file.begin_of(entry));
    if (entry.name == "Workbook" || entry.name == "Book") return is_locked_sheet(file.begin_of(entry));
    return false;
  });
}

}  // namespace vp::ingest
