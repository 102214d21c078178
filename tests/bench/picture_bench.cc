// What a page's picture costs in time and bytes: lossless WebP by how hard the encoder tries, and PNG beside it.
//
// usage: vp_picture_bench PDF... : up to 12 pages of each file, drawn at 144 dpi by a confined worker.
// Drawing is told in wall time (it is another process), packing in processor time.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <new>
#include <vector>

#include <fcntl.h>
#include <libdeflate.h>

#include "apps/web/webp_encoder.h"
#include "index/file_descriptor.h"
#include "ingest/worker_pool.h"
#include "tests/bench/measuring.h"

namespace vp::bench {
namespace {

constexpr int kLevel = 1;
constexpr std::uint32_t kMostPages = 12;

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

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Processor time of this thread: what else the machine does is not in it.
double thread_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

struct Series {
  const char* name;
  std::vector<double> ms{};
  std::vector<double> kilobytes{};
};

double at(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values.at(
      std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size()))));
}

void print(const Series& series) {
  double sum = 0;
  for (const double one : series.kilobytes)
    sum += one;
  std::printf("%-14s p50 %6.1f ms  p95 %6.1f ms  most %6.1f ms", series.name, at(series.ms, 0.5),
              at(series.ms, 0.95), at(series.ms, 1));
  if (!series.kilobytes.empty())
    std::printf("   mean %6.1f kB  p95 %6.1f kB", sum / static_cast<double>(series.kilobytes.size()),
                at(series.kilobytes, 0.95));
  std::printf("\n");
}

template <class Encode>
void measure(Series& series, const Encode& encode) {
  const double begun = thread_ms();
  const std::string packed = encode();
  series.ms.push_back(thread_ms() - begun);
  series.kilobytes.push_back(static_cast<double>(packed.size()) / 1000);
}

int run(int count, char** files) {
  const auto readers = must(ingest::WorkerPool::start({}));
  Series drawn{"drawing"};
  Series png{"PNG"};
  std::vector<Series> webp = {{"WebP effort 0"}, {"WebP effort 1"}, {"WebP effort 2"}, {"WebP effort 3"}};
  Series served{"WebP as served"};
  for (int i = 0; i < count; ++i) {
    const index::FileDescriptor file(::open(files[i], O_RDONLY | O_CLOEXEC));
    for (std::uint32_t page = 0; page < kMostPages; ++page) {
      const double begun = now_ms();
      const auto picture =
          readers->draw_page(file.value(), {PageIndex{page}, 144, ingest::PictureColours::kRgb});
      if (!picture && page == 0)
        std::fprintf(stderr, "%s: %s\n", files[i], to_string(picture.error()).c_str());
      if (!picture) break;  // behind the last page
      drawn.ms.push_back(now_ms() - begun);
      measure(png, [&] { return to_png(*picture); });
      for (std::size_t effort = 0; effort < webp.size(); ++effort)
        measure(webp[effort], [&] { return must(web::to_webp(*picture, static_cast<int>(effort))); });
      measure(served, [&] { return must(web::to_webp(*picture, web::choose_effort(*picture))); });
    }
  }
  if (drawn.ms.empty()) return 1;
  std::printf("%zu pages\n", drawn.ms.size());
  print(drawn);
  print(png);
  for (const Series& series : webp)
    print(series);
  print(served);
  return 0;
}

}  // namespace
}  // namespace vp::bench

int main(int count, char** arguments) {
  return vp::bench::run(count - 1, arguments + 1);
}
