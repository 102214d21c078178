#include "apps/web/worker_page_pictures.h"

#include <algorithm>

#include <fcntl.h>

#include "apps/web/webp_encoder.h"
#include "index/file_descriptor.h"

namespace vp::web {
namespace {

constexpr double kDotsPerInch = 144;
constexpr std::size_t kMostFailed = 10'000;

std::string name_of(const DocumentId& document, PageIndex page) {
  return to_string(document) + "/" + std::to_string(page.number()) + ".webp";
}

std::string address_of(const DocumentId& document, PageIndex page) {
  return "/paginas/" + to_string(document) + "/" + std::to_string(page.number());
}

}  // namespace

std::string WorkerPagePictures::address(const DocumentId& document, PageIndex page,
                                        const std::filesystem::path& original) {
  if (!is_there(name_of(document, page), original, page)) return "";
  return address_of(document, page);
}

std::string WorkerPagePictures::address_without_drawing(const DocumentId& document, PageIndex page) {
  if (readers_ == nullptr) return "";
  const std::scoped_lock lock(mutex_);
  return failed_.contains(name_of(document, page)) ? "" : address_of(document, page);
}

bool WorkerPagePictures::is_there(const std::string& name, const std::filesystem::path& original,
                                  PageIndex page) {
  if (cache_.find(name)) return true;
  {
    std::unique_lock lock(mutex_);
    drawn_.wait(lock, [&] { return !under_way_.contains(name); });
    if (failed_.contains(name)) return false;
    if (cache_.find(name)) return true;  // by who was waited for
    under_way_.insert(name);
  }
  const bool is_drawn = static_cast<bool>(draw(original, page, name));
  const std::scoped_lock lock(mutex_);
  under_way_.erase(name);
  if (!is_drawn && failed_.size() < kMostFailed) failed_.insert(name);
  drawn_.notify_all();
  return is_drawn;
}

Result<void> WorkerPagePictures::draw(const std::filesystem::path& original, PageIndex page,
                                      const std::string& name) {
  if (readers_ == nullptr) return Error{ErrorCode::kUnsupported, "there is nobody to draw pages", ""};
  const index::FileDescriptor file(::open(original.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return Error{ErrorCode::kNotFound, "the original is not there", original.string()};
  ingest::PageRequest request{page, kDotsPerInch, ingest::PictureColours::kRgb};
  Result<ingest::PagePicture> picture = readers_->draw_page(file.value(), request);
  if (!picture) return picture.error();
  const std::uint32_t side = std::max(picture->width_px, picture->height_px);
  if (side > kMostWebpSide) {  // a drawing of several metres
    request.dots_per_inch = picture->dots_per_inch * (kMostWebpSide - 1.0) / side;
    picture = readers_->draw_page(file.value(), request);
    if (!picture) return picture.error();
  }
  VP_ASSIGN(const std::string packed, to_webp(*picture, choose_effort(*picture)));
  return cache_.put(name, packed);
}

HttpResponse WorkerPagePictures::answer(const DocumentId& document, PageIndex page) {
  HttpResponse response;
  const auto file = cache_.find(name_of(document, page));
  if (!file) {
    response.status = 404;
    return response;
  }
  response.file = *file;
  response.add("Content-Type", "image/webp").add("Cache-Control", "private, max-age=86400, immutable");
  return response;
}

}  // namespace vp::web
