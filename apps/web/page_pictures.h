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
  /// The address of a page's picture; empty when it cannot be drawn. `original` is the kept file.
  [[nodiscard]] virtual std::string address(const DocumentId& document, PageIndex page,
                                            const std::filesystem::path& original) = 0;
  /// The same at once: the picture is drawn when it is asked for. Empty only when it is known that it cannot be drawn.
  [[nodiscard]] virtual std::string address_without_drawing(const DocumentId& document, PageIndex page) = 0;
  /// The picture itself; 404 when there is none.
  virtual HttpResponse answer(const DocumentId& document, PageIndex page) = 0;
};

}  // namespace vp::web
