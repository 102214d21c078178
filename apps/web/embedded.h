// embedded.h - the files that are compiled in: templates, texts, style sheet, scripts, font. Written by
// embed_files.cmake, so that the program needs no data folder to serve its pages.
#pragma once

#include <span>
#include <string_view>

namespace vp::web {

struct EmbeddedFile {
  std::string_view name;  ///< "app.css"
  std::string_view content;
};

/// In the order of their names.
std::span<const EmbeddedFile> embedded_templates();
std::span<const EmbeddedFile> embedded_assets();
std::string_view embedded_texts();

}  // namespace vp::web
