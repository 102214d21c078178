#include "ingest/content_color.h"

#include <algorithm>
#include <string>

#include <GfxState.h>
#include <Object.h>
#include <OutputDev.h>
#include <Page.h>

#include "core/document.h"
#include "ingest/content_resources.h"

namespace vp::ingest {
namespace {

constexpr std::uint32_t kNearlyWhite = 0xF8;  // each of red, green and blue at least this
constexpr std::size_t kMaxDirectSpaces = 1024;
constexpr int kNoObject = -1;

bool is_nearly_white(std::uint32_t rgb) {
  return ((rgb >> 16U) & 0xFFU) >= kNearlyWhite && ((rgb >> 8U) & 0xFFU) >= kNearlyWhite &&
         (rgb & 0xFFU) >= kNearlyWhite;
}

// Poppler's colour space parser asks for a device, but paints nothing on it.
class BlindDevice : public OutputDev {
 public:
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
};

}  // namespace

std::uint32_t to_rgb24(const GfxRGB& color) {
  return (static_cast<std::uint32_t>(colToByte(color.r)) << 16U) |
         (static_cast<std::uint32_t>(colToByte(color.g)) << 8U) |
         static_cast<std::uint32_t>(colToByte(color.b));
}

std::uint16_t to_text_flags(int render_mode, double fill_opacity, bool has_color, std::uint32_t rgb) {
  const auto mode = static_cast<unsigned>(render_mode) & 3U;
  const bool fills = mode == 0 || mode == 2;
  if (mode == 3 || (fills && fill_opacity <= 0)) return kWordInvisible;
  return has_color && is_nearly_white(rgb) ? std::uint16_t{kWordWhite} : std::uint16_t{0};
}

ContentColorSpace::ContentColorSpace(std::unique_ptr<GfxColorSpace> space)
    : space_(std::move(space)),
      pattern_(space_->getMode() == csPattern),
      component_count_(pattern_ ? 0 : static_cast<std::size_t>(space_->getNComps())) {}

ContentColorSpace::~ContentColorSpace() = default;

std::uint32_t ContentColorSpace::to_rgb(std::span<const double> components) {
  Remembered key;
  const bool remembers = components.size() <= kKeyComponents;
  if (remembers) {
    std::copy(components.begin(), components.end(), key.components.begin());
    for (const Remembered& known : remembered_) {
      if (known.components == key.components) return known.rgb;
    }
  }
  GfxColor color{};
  for (std::size_t i = 0; i < std::min<std::size_t>(components.size(), gfxColorMaxComps); ++i) {
    color.c[i] = dblToCol(components[i]);
  }
  GfxRGB rgb;
  space_->getRGB(&color, &rgb);
  key.rgb = to_rgb24(rgb);
  if (remembers && remembered_.size() < kRemembered) {
    remembered_.push_back(key);
  } else if (remembers) {
    remembered_[next_remembered_++ % kRemembered] = key;
  }
  return key.rgb;
}

std::uint32_t ContentColorSpace::default_rgb() const {
  if (pattern_) return 0;
  GfxColor color{};
  space_->getDefaultColor(&color);
  GfxRGB rgb;
  space_->getRGB(&color, &rgb);
  return to_rgb24(rgb);
}

ContentColors::ContentColors()
    : device_(std::make_unique<BlindDevice>()),
      gray_(std::make_unique<ContentColorSpace>(std::make_unique<GfxDeviceGrayColorSpace>())),
      rgb_(std::make_unique<ContentColorSpace>(std::make_unique<GfxDeviceRGBColorSpace>())),
      cmyk_(std::make_unique<ContentColorSpace>(std::make_unique<GfxDeviceCMYKColorSpace>())) {
  const PDFRectangle any_page(0, 0, 612, 792);
  constexpr double kDpi = 72;
  state_ = std::make_unique<GfxState>(kDpi, kDpi, &any_page, 0, true);
  device_->initGfxState(state_.get());
  Object pattern(objName, "Pattern");
  pattern_ = std::make_unique<ContentColorSpace>(
      std::unique_ptr<GfxColorSpace>(GfxColorSpace::parse(nullptr, &pattern, device_.get(), state_.get())));
}

ContentColors::~ContentColors() = default;

std::unique_ptr<GfxColorSpace> ContentColors::parse(Object& definition, ContentResources& resources) {
  return std::unique_ptr<GfxColorSpace>(
      GfxColorSpace::parse(&resources.poppler_color_resources(), &definition, device_.get(), state_.get()));
}

ContentColorSpace* ContentColors::find_builtin(std::string_view name) {
  if (name == "DeviceGray" || name == "G") return gray_.get();
  if (name == "DeviceRGB" || name == "RGB") return rgb_.get();
  if (name == "DeviceCMYK" || name == "CMYK") return cmyk_.get();
  return name == "Pattern" ? pattern_.get() : nullptr;
}

ContentColorSpace* ContentColors::load(Object definition, int object_number, ContentResources& resources) {
  const bool shared = object_number != kNoObject;
  if (shared) {
    const auto known = by_object_.find(object_number);
    if (known != by_object_.end()) return known->second.get();
  }
  if (direct_.size() >= kMaxDirectSpaces) return nullptr;
  std::unique_ptr<GfxColorSpace> space = parse(definition, resources);
  if (!space) return nullptr;
  auto made = std::make_unique<ContentColorSpace>(std::move(space));
  ContentColorSpace* const result = made.get();
  if (shared) {
    by_object_.emplace(object_number, std::move(made));
  } else {
    direct_.push_back(std::move(made));
  }
  return result;
}

ContentColorSpace* ContentColors::find(std::string_view name, ContentResources& resources) {
  if (ContentColorSpace* const known = resources.find_space(name); known != nullptr) return known;
  const bool redefined = resources.redefines_device_colors();
  Object entry = resources.find(ContentResources::kColorSpace, name);
  if (entry.isNull() && !redefined) return find_builtin(name);
  int object_number = kNoObject;
  // Where device colours are redefined, the same definition can mean another space on another page.
  if (entry.isRef() && !redefined) object_number = entry.getRef().num;
  Object definition =
      entry.isNull() ? Object(objName, std::string(name).c_str()) : entry.fetch(&resources.xref());
  if (object_number == kNoObject && !redefined && definition.isArray() && definition.arrayGetLength() == 2 &&
      definition.arrayGet(0).isName("ICCBased") && definition.arrayGetNF(1).isRef()) {
    // Many files repeat this little array on every page; the profile is what it stands for.
    object_number = definition.arrayGetNF(1).getRef().num;
  }
  ContentColorSpace* const space = load(std::move(definition), object_number, resources);
  if (space != nullptr) resources.remember_space(name, space);
  return space;
}

ContentColorSpace* ContentColors::find_device(ContentColorSpace& device, std::string_view default_name,
                                              ContentResources& resources) {
  if (!resources.redefines_device_colors() ||
      resources.find(ContentResources::kColorSpace, default_name).isNull()) {
    return &device;
  }
  ContentColorSpace* const space = find(default_name, resources);
  return space != nullptr && space->component_count() == device.component_count() ? space : nullptr;
}

}  // namespace vp::ingest
