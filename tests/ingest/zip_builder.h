// zip_builder.h - writes ZIP archives for tests, also such as no program would make: any name, twice the same, links.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <libdeflate.h>

namespace vp::ingest {

class ZipBuilder {
 public:
  struct Kind {
    bool is_link = false;
    bool says_encrypted = false;
    bool is_packed = false;
  };

  ZipBuilder& add(std::string_view name, std::string_view content) { return add(name, content, Kind{}); }

  ZipBuilder& add(std::string_view name, std::string_view content, Kind kind) {
    std::string packed(content);
    // A name that says it is UTF-8 and has such characters makes libzip refuse the whole archive.
    const bool has_control = name.find_first_of("\x1B\x07\n") != name.npos;
    if (kind.is_packed) {
      libdeflate_compressor* const compressor = libdeflate_alloc_compressor(9);
      packed.resize(libdeflate_deflate_compress_bound(compressor, content.size()));
      packed.resize(libdeflate_deflate_compress(compressor, content.data(), content.size(), packed.data(),
                                                packed.size()));
      libdeflate_free_compressor(compressor);
    }
    const std::uint32_t crc = libdeflate_crc32(0, content.data(), content.size());
    std::string facts = u16(20) + u16((kind.says_encrypted ? 0x1 : 0) | (has_control ? 0 : 0x800)) +
                        u16(kind.is_packed ? 8 : 0) + u32(0) + u32(crc) + u32(packed.size()) +
                        u32(content.size()) + u16(name.size()) + u16(0);
    const std::string local = "PK\x03\x04" + facts + std::string(name) + packed;
    const std::uint32_t attributes = kind.is_link ? 0120777U << 16U : 0100644U << 16U;
    list_ += "PK\x01\x02" + u16(0x031E) + facts + u16(0) + u16(0) + u16(0) + u32(attributes) +
             u32(files_.size()) + std::string(name);
    files_ += local;
    ++count_;
    return *this;
  }

  [[nodiscard]] std::string build() const {
    return files_ + list_ + "PK\x05\x06" + u32(0) + u16(count_) + u16(count_) + u32(list_.size()) +
           u32(files_.size()) + u16(0);
  }

 private:
  static std::string u16(std::size_t value) {
    return {static_cast<char>(value & 0xFFU), static_cast<char>(value >> 8U & 0xFFU)};
  }
  static std::string u32(std::size_t value) { return u16(value & 0xFFFFU) + u16(value >> 16U); }

  std::string files_, list_;
  std::size_t count_ = 0;
};

}  // namespace vp::ingest
