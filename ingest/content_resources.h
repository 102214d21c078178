// content_resources.h - the named resources of a page or form, with those of the content around it behind
// them. Threads: for one thread. Lifetime: `dictionary` is kept; fonts come from the document's cache.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Object.h>

#include "ingest/content_font.h"

class GfxResources;

namespace vp::ingest {

class ContentColorSpace;

class ContentResources {
 public:
  enum Category { kXObject, kColorSpace, kGraphicsState, kProperties, kCategoryCount };

  /// `dictionary` may be anything; only a dictionary holds resources.
  ContentResources(Object dictionary, XRef& xref, ContentFonts& fonts);
  ~ContentResources();
  ContentResources(const ContentResources&) = delete;
  ContentResources& operator=(const ContentResources&) = delete;

  /// Where to look further; nullptr for a page. Must live as long as this is used.
  void set_outer(ContentResources* outer);

  /// nullptr where no usable font has this name.
  [[nodiscard]] ContentFont* find_font(std::string_view name);
  /// The entry as it stands (perhaps a reference), from here or from further out; null where there is none.
  [[nodiscard]] Object find(Category category, std::string_view name);
  /// Remembers the colour space of a name for as long as the levels further out stay the same.
  void remember_space(std::string_view name, ContentColorSpace* space);
  /// nullptr where none was remembered.
  [[nodiscard]] ContentColorSpace* find_space(std::string_view name) const;
  /// Whether this or an outer level redefines device colours (DefaultGray, DefaultRGB, DefaultCMYK).
  [[nodiscard]] bool redefines_device_colors();
  [[nodiscard]] XRef& xref() const { return xref_; }
  /// Colour spaces of all levels in the form in which Poppler's parser wants them.
  [[nodiscard]] GfxResources& poppler_color_resources();

 private:
  const Object& category_dictionary(Category category);

  Object dictionary_;
  XRef& xref_;
  ContentFonts& fonts_;
  ContentResources* outer_ = nullptr;
  Object font_dictionary_;
  bool font_dictionary_known_ = false;
  std::vector<std::pair<std::string, ContentFont*>> fonts_by_name_;
  std::array<Object, kCategoryCount> categories_;
  std::array<bool, kCategoryCount> category_known_{};
  std::vector<std::pair<std::string, ContentColorSpace*>> spaces_by_name_;
  std::optional<bool> redefines_device_colors_;  // this level alone
  std::unique_ptr<GfxResources> color_resources_;
};

}  // namespace vp::ingest
