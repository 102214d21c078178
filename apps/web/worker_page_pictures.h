// worker_page_pictures.h - pictures of pages by confined worker processes, as lossless WebP, kept in the dossier's folder
// "pictures": that may be thrown away at any time.
// Errors: none; a page that cannot be drawn has no address, and is shown as it was read.
// Threads: several; a page that is asked for twice at once is drawn once. The workers are started before there are threads,
// since they are forked.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <string>

#include "apps/web/page_pictures.h"
#include "apps/web/picture_cache.h"
#include "ingest/worker_pool.h"

namespace vp::web {

/// About 6 000 pages.
inline constexpr std::uint64_t kMostPictureBytes = 512ULL << 20U;

class WorkerPagePictures : public PagePictures {
 public:
  /// `readers`: draws; nothing is drawn without. Outlives this.
  WorkerPagePictures(const std::filesystem::path& dossier, ingest::WorkerPool* readers,
                     std::uint64_t most_bytes = kMostPictureBytes)
      : readers_(readers), cache_(dossier / "pictures", most_bytes) {}
  /// Draws the page when there is no picture of it yet.
  [[nodiscard]] std::string address(const DocumentId& document, PageIndex page,
                                    const std::filesystem::path& original) override;
  [[nodiscard]] std::string address_without_drawing(const DocumentId& document, PageIndex page) override;
  HttpResponse answer(const DocumentId& document, PageIndex page) override;

 private:
  /// False when there is none and there will be none.
  bool is_there(const std::string& name, const std::filesystem::path& original, PageIndex page);
  Result<void> draw(const std::filesystem::path& original, PageIndex page, const std::string& name);

  ingest::WorkerPool* readers_;
  PictureCache cache_;
  std::mutex mutex_;  // guards failed_ and under_way_
  std::condition_variable drawn_;
  std::set<std::string> failed_;
  std::set<std::string> under_way_;
};

}  // namespace vp::web
