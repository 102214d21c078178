// asset_store.h - style sheet, scripts, font and icon under names that carry a hash of their content, so that a browser
// keeps them for good; compressed once, at the start.
// Threads: immutable once made.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "apps/web/http_message.h"

namespace vp::web {

class AssetStore {
 public:
  AssetStore();

  /// "/middelen/app-1f3b9c02d4.css" for "app.css". Throws std::out_of_range for a name that there is none of.
  [[nodiscard]] const std::string& address(std::string_view name) const;
  /// The asset at that address; 404 otherwise.
  [[nodiscard]] HttpResponse answer(const HttpRequest& request, const std::string& path) const;

 private:
  struct Asset {
    std::string type, plain, compressed;  // compressed: empty when it would not be smaller
  };
  void add(std::string_view name, std::string content);
  std::map<std::string, Asset, std::less<>> assets_;           // by address
  std::map<std::string, std::string, std::less<>> addresses_;  // by name
};

}  // namespace vp::web
