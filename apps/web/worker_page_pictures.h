// worker_page_pictures.h - pictures of pages by confined worker processes, as PNG, kept in the dossier's folder "pictures":
// that may be thrown away at any time.
// Errors: none; a page that cannot be drawn has no address, and is shown as it was read.
// Threads: several; one page is drawn at a time. The workers are started before there are threads, since they are forked.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "apps/web/page_pictures.h"
#include "ingest/worker_pool.h"

namespace vp::web {

class WorkerPagePictures : public PagePictures {
 public:
  /// `readers`: draws; nothing is drawn without. Outlives this.
  WorkerPagePictures(std::filesystem::path dossier, ingest::WorkerPool* readers)
      : dossier_(std::move(dossier)), readers_(readers) {}
  /// Draws the page when there is no picture of it yet.
  [[nodiscard]] std::string address(const DocumentId& document, PageIndex page,
                                    const std::filesystem::path& original) override;
  HttpResponse answer(const DocumentId& document, PageIndex page) override;

 private:
  [[nodiscard]] std::filesystem::path file_of(const DocumentId& document, PageIndex page) const;
  Result<void> draw(const std::filesystem::path& original, PageIndex page,
                    const std::filesystem::path& target);

  std::filesystem::path dossier_;
  ingest::WorkerPool* readers_;
  std::mutex mutex_;  // guards failed_, and lets one page be drawn at a time
  std::set<std::filesystem::path> failed_;
};

/// Pixels as PNG.
std::string to_png(const ingest::PagePicture& picture);

}  // namespace vp::web
