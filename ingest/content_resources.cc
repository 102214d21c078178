#include "ingest/content_resources.h"

#include <Dict.h>
#include <Gfx.h>
#include <XRef.h>

namespace vp::ingest {
namespace {

constexpr std::array<const char*, ContentResources::kCategoryCount> kCategoryKeys = {
    "XObject", "ColorSpace", "ExtGState", "Properties"};

}  // namespace

ContentResources::ContentResources(Object dictionary, XRef& xref, ContentFonts& fonts)
    : dictionary_(std::move(dictionary)), xref_(xref), fonts_(fonts) {}

ContentResources::~ContentResources() = default;

void ContentResources::set_outer(ContentResources* outer) {
  if (outer_ == outer) return;
  color_resources_.reset();
  spaces_by_name_.clear();
  outer_ = outer;
}

ContentFont* ContentResources::find_font(std::string_view name) {
  for (const auto& [known_name, font] : fonts_by_name_) {
    if (known_name == name) return font;
  }
  if (!font_dictionary_known_) {
    font_dictionary_known_ = true;
    if (dictionary_.isDict()) font_dictionary_ = dictionary_.dictLookup("Font");
  }
  const std::string key(name);
  if (font_dictionary_.isDict()) {
    const Object& entry = font_dictionary_.dictLookupNF(key.c_str());
    if (ContentFont* const font = entry.isNull() ? nullptr : fonts_.load(key, entry); font != nullptr) {
      fonts_by_name_.emplace_back(key, font);
      return font;
    }
  }
  return outer_ != nullptr ? outer_->find_font(name) : nullptr;
}

const Object& ContentResources::category_dictionary(Category category) {
  if (!category_known_.at(category)) {
    category_known_.at(category) = true;
    if (dictionary_.isDict()) categories_.at(category) = dictionary_.dictLookup(kCategoryKeys.at(category));
  }
  return categories_.at(category);
}

Object ContentResources::find(Category category, std::string_view name) {
  const Object& dictionary = category_dictionary(category);
  if (dictionary.isDict()) {
    const Object& entry = dictionary.dictLookupNF(std::string(name).c_str());
    if (!entry.isNull()) return entry.copy();
  }
  return outer_ != nullptr ? outer_->find(category, name) : Object(objNull);
}

void ContentResources::remember_space(std::string_view name, ContentColorSpace* space) {
  spaces_by_name_.emplace_back(name, space);
}

ContentColorSpace* ContentResources::find_space(std::string_view name) const {
  for (const auto& [known_name, space] : spaces_by_name_) {
    if (known_name == name) return space;
  }
  return nullptr;
}

bool ContentResources::redefines_device_colors() {
  if (!redefines_device_colors_) {
    const Object& spaces = category_dictionary(kColorSpace);
    redefines_device_colors_ = spaces.isDict() && (spaces.getDict()->hasKey("DefaultGray") ||
                                                   spaces.getDict()->hasKey("DefaultRGB") ||
                                                   spaces.getDict()->hasKey("DefaultCMYK"));
  }
  return *redefines_device_colors_ || (outer_ != nullptr && outer_->redefines_device_colors());
}

GfxResources& ContentResources::poppler_color_resources() {
  if (!color_resources_) {
    // Of the whole dictionary only the colour spaces: given more, Poppler would load all the fonts at once.
    Object only_colors(new Dict(&xref_));
    const Object& spaces = category_dictionary(kColorSpace);
    if (spaces.isDict()) only_colors.dictAdd("ColorSpace", spaces.copy());
    GfxResources* const next = outer_ != nullptr ? &outer_->poppler_color_resources() : nullptr;
    color_resources_ = std::make_unique<GfxResources>(&xref_, only_colors.getDict(), next);
  }
  return *color_resources_;
}

}  // namespace vp::ingest
