#include "apps/web/asset_store.h"

#include <memory>

#include <libdeflate.h>

#include "apps/web/embedded.h"
#include "core/anchor.h"
#include "reports/templates.h"

namespace vp::web {
namespace {

constexpr int kLevel = 9;

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const noexcept {
    libdeflate_free_compressor(compressor);
  }
};

std::string compress(std::string_view content) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(kLevel));
  if (!compressor) return "";
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), content.size()), '\0');
  out.resize(
      libdeflate_gzip_compress(compressor.get(), content.data(), content.size(), out.data(), out.size()));
  return out.size() < content.size() ? out : "";
}

std::string type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".woff2")) return "font/woff2";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

std::string to_hex(std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4)
    text += kDigits[number >> static_cast<unsigned>(shift) & 15U];
  return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

AssetStore::AssetStore() {
  // What the others name comes first: fonts in style sheets, modules in modules.
  const auto add_those = [this](std::string_view ending) {
    for (const EmbeddedFile& file : embedded_assets()) {
      if (!file.name.ends_with(ending)) continue;
      std::string content(file.content);
      for (const auto& [name, address] : addresses_) {
        if (ending != ".woff2") replace_all(content, "./" + name, address);
      }
      add(file.name, std::move(content));
    }
  };
  add_those(".woff2");
  add_those(".svg");
  add_those(".css");
  add_those(".js");
  add("rapport.css", std::string(reports::templates::kReportCss));
}

void AssetStore::add(std::string_view name, std::string content) {
  const std::size_t dot = name.rfind('.');
  const std::string address = "/middelen/" + std::string(name.substr(0, dot)) + "-" +
                              to_hex(hash_text(content)).substr(0, 12) + std::string(name.substr(dot));
  Asset asset;
  asset.type = type_of(name);
  if (!name.ends_with(".woff2")) asset.compressed = compress(content);
  asset.plain = std::move(content);
  assets_.insert_or_assign(address, std::move(asset));
  addresses_.insert_or_assign(std::string(name), address);
}

const std::string& AssetStore::address(std::string_view name) const {
  const auto found = addresses_.find(name);
  if (found == addresses_.end()) throw std::out_of_range("no asset " + std::string(name));
  return found->second;
}

HttpResponse AssetStore::answer(const HttpRequest& request, const std::string& path) const {
  const auto found = assets_.find(path);
  if (found == assets_.end()) return make_text_response(404, "\n");
  const Asset& asset = found->second;
  const auto accepted = request.only("accept-encoding");
  const bool is_compressed =
      !asset.compressed.empty() && accepted && accepted->find("gzip") != std::string_view::npos;
  HttpResponse response;
  response.body = is_compressed ? asset.compressed : asset.plain;
  response.add("Content-Type", asset.type).add("Cache-Control", "public, max-age=31536000, immutable");
  if (!asset.compressed.empty()) response.add("Vary", "Accept-Encoding");
  if (is_compressed) response.add("Content-Encoding", "gzip");
  return response;
}

}  // namespace vp::web
