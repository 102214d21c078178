#include "apps/web/worker_page_pictures.h"

#include <fcntl.h>
#include <libdeflate.h>

#include "index/atomic_file.h"
#include "index/file_descriptor.h"

namespace vp::web {
namespace {

constexpr double kDotsPerInch = 144;
constexpr int kLevel = 1;
constexpr std::size_t kMostFailed = 10'000;

void put_number(std::string& out, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    out += static_cast<char>(number >> shift & 0xFFU);
}

void put_chunk(std::string& png, std::string_view type, std::string_view content) {
  put_number(png, static_cast<std::uint32_t>(content.size()));
  std::string chunk(type);
  chunk += content;
  png += chunk;
  put_number(png, libdeflate_crc32(0, chunk.data(), chunk.size()));
}

/// Each row as differences from the pixel before: paper becomes zeros.
std::string filter_rows(const ingest::PagePicture& picture) {
  const std::size_t bytes = static_cast<std::size_t>(picture.colours);
  const std::size_t row = picture.width_px * bytes;
  std::string rows;
  rows.reserve((row + 1) * picture.height_px);
  for (std::size_t y = 0; y < picture.height_px; ++y) {
    rows += '\1';
    const std::uint8_t* const pixels = picture.pixels.data() + y * row;
    for (std::size_t x = 0; x < row; ++x)
      rows += static_cast<char>(pixels[x] - (x < bytes ? 0 : pixels[x - bytes]));
  }
  return rows;
}

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const noexcept {
    libdeflate_free_compressor(compressor);
  }
};

}  // namespace

std::string to_png(const ingest::PagePicture& picture) {
  const std::string rows = filter_rows(picture);
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(kLevel));
  if (!compressor) throw std::bad_alloc();
  std::string packed(libdeflate_zlib_compress_bound(compressor.get(), rows.size()), '\0');
  packed.resize(
      libdeflate_zlib_compress(compressor.get(), rows.data(), rows.size(), packed.data(), packed.size()));
  std::string head;
  put_number(head, picture.width_px);
  put_number(head, picture.height_px);
  head += '\x8';
  head += picture.colours == ingest::PictureColours::kRgb ? '\2' : '\0';
  head.append(3, '\0');
  std::string png = "\x89PNG\r\n\x1a\n";
  put_chunk(png, "IHDR", head);
  put_chunk(png, "IDAT", packed);
  put_chunk(png, "IEND", "");
  return png;
}

std::filesystem::path WorkerPagePictures::file_of(const DocumentId& document, PageIndex page) const {
  return dossier_ / "pictures" / to_string(document) / (std::to_string(page.number()) + ".png");
}

std::string WorkerPagePictures::address(const DocumentId& document, PageIndex page,
                                        const std::filesystem::path& original) {
  const std::filesystem::path file = file_of(document, page);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    const std::scoped_lock lock(mutex_);
    if (failed_.contains(file)) return "";
    if (!std::filesystem::exists(file, ignored) && !draw(original, page, file)) {
      if (failed_.size() < kMostFailed) failed_.insert(file);
      return "";
    }
  }
  return "/paginas/" + to_string(document) + "/" + std::to_string(page.number());
}

Result<void> WorkerPagePictures::draw(const std::filesystem::path& original, PageIndex page,
                                      const std::filesystem::path& target) {
  if (readers_ == nullptr) return Error{ErrorCode::kUnsupported, "there is nobody to draw pages", ""};
  const index::FileDescriptor file(::open(original.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return Error{ErrorCode::kNotFound, "the original is not there", original.string()};
  VP_ASSIGN(const ingest::PagePicture picture,
            readers_->draw_page(file.value(), {page, kDotsPerInch, ingest::PictureColours::kRgb}));
  std::error_code ignored;
  std::filesystem::create_directories(target.parent_path(), ignored);
  return index::write_file_atomically(target, to_png(picture));
}

HttpResponse WorkerPagePictures::answer(const DocumentId& document, PageIndex page) {
  HttpResponse response;
  response.file = file_of(document, page);
  std::error_code ignored;
  if (!std::filesystem::exists(response.file, ignored)) {
    response.file.clear();
    response.status = 404;
    return response;
  }
  response.add("Content-Type", "image/png").add("Cache-Control", "private, max-age=86400, immutable");
  return response;
}

}  // namespace vp::web
