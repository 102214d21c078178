#include "ingest/content_font.h"

#include <algorithm>
#include <limits>

#include <GfxFont.h>
#include <Object.h>
#include <XRef.h>

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxDirectFonts = 256;

}  // namespace

ContentFont::ContentFont(std::shared_ptr<GfxFont> font)
    : font_(std::move(font)),
      metrics_(to_font_metrics(*font_)),
      vertical_(font_->getWMode() != 0),
      one_byte_(!font_->isCIDFont()) {}

const ShownCode& ContentFont::next(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  if (!one_byte_ && rest.size() < 2) return uncached_ = look_up(rest);
  const unsigned char second = one_byte_ ? first : static_cast<unsigned char>(rest[1]);
  std::unique_ptr<Table>& table = tables_[one_byte_ ? 0 : first];
  if (!table) table = std::make_unique<Table>();
  ShownCode& entry = (*table)[second];
  if (entry.bytes != 0) return entry;
  uncached_ = look_up(rest);
  // A code of a composite font that is not two bytes long may depend on what follows.
  if (uncached_.bytes != (one_byte_ ? 1 : 2)) return uncached_;
  entry = uncached_;
  entry.kept = true;
  entry.text_begin = static_cast<std::uint32_t>(text_.size());
  text_.insert(text_.end(), uncached_text_.begin(), uncached_text_.end());
  return entry;
}

ShownCode ContentFont::look_up(std::string_view rest) {
  CharCode code = 0;
  const Unicode* text = nullptr;
  int text_size = 0;
  ShownCode shown;
  const auto length = static_cast<int>(std::min<std::size_t>(rest.size(), std::numeric_limits<int>::max()));
  const int bytes = font_->getNextChar(rest.data(), length, &code, &text, &text_size, &shown.dx, &shown.dy,
                                       &shown.origin_x, &shown.origin_y);
  shown.bytes = static_cast<std::uint8_t>(std::clamp(bytes, 1, 4));
  uncached_text_.clear();
  if (text == nullptr || text_size <= 0) return shown;
  shown.text_size = static_cast<std::uint8_t>(std::min(text_size, 255));
  uncached_text_.insert(uncached_text_.end(), text, text + shown.text_size);
  return shown;
}

std::span<const std::uint32_t> ContentFont::text(const ShownCode& shown) const {
  const std::vector<std::uint32_t>& text = shown.kept ? text_ : uncached_text_;
  return std::span<const std::uint32_t>(text).subspan(shown.text_begin, shown.text_size);
}

ContentFont* ContentFonts::load(const std::string& tag, const Object& entry) {
  const bool referenced = entry.isRef();
  std::int64_t key = 0;
  Ref id = Ref::INVALID();
  if (referenced) {
    id = entry.getRef();
    key = (static_cast<std::int64_t>(id.num) << 32) | static_cast<std::uint32_t>(id.gen);
    if (const auto found = by_reference_.find(key); found != by_reference_.end()) return found->second.get();
  } else if (direct_.size() >= kMaxDirectFonts) {
    return nullptr;
  }
  const Object dictionary = entry.fetch(&xref_);
  std::unique_ptr<ContentFont> made;
  if (dictionary.isDict()) {
    std::shared_ptr<GfxFont> font = GfxFont::makeFont(&xref_, tag.c_str(), id, dictionary.getDict());
    if (font && font->isOk()) made = std::make_unique<ContentFont>(std::move(font));
  }
  ContentFont* const result = made.get();
  if (referenced) {
    by_reference_.emplace(key, std::move(made));
  } else if (made) {
    direct_.push_back(std::move(made));
  }
  return result;
}

}  // namespace vp::ingest
