// page_pictures.h - pictures of pages, made by the confined reader of kept originals and kept beside the dossier's
// index. Where none can be made, a page is shown as it was read.
// Threads: several.
#pragma once

#include <filesystem>
#include <string>

#include "apps/web/http_message.h"
#include "core/document_id.h"
#include "core/page_index.h"

namespace vp::web {

class PagePictures {
 public:
  virtual ~PagePictures() = default;
  /// The address of a page's picture; empty when there are no pictures here.
  [[nodiscard]] virtual std::string address(const DocumentId& document, PageIndex page) const = 0;
  /// The picture itself; 404 when the page cannot be drawn. `original` is the kept file.
  virtual HttpResponse answer(const DocumentId& document, PageIndex page,
                              const std::filesystem::path& original) = 0;
};

/// Draws nothing.
class NoPagePictures : public PagePictures {
 public:
  [[nodiscard]] std::string address(const DocumentId&, PageIndex) const override { return ""; }
  HttpResponse answer(const DocumentId&, PageIndex, const std::filesystem::path&) override {
    return make_text_response(404, "\n");
  }
};

}  // namespace vp::web
