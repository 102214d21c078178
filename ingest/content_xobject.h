// content_xobject.h - the forms and images that a document's content draws by name, each read once.
// Threads: for one thread. Limits: kMaxKeptBytes of form content are kept from page to page; a page whose
// forms hold more than kMaxPageBytes is unproven.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include <Object.h>

#include "ingest/content_resources.h"
#include "ingest/content_state.h"
#include "ingest/content_stream.h"

namespace vp::ingest {

struct ContentForm {
  ContentForm(Object resource_dictionary, XRef& xref, ContentFonts& fonts)
      : resources(std::move(resource_dictionary), xref, fonts) {}

  ContentMatrix matrix = kIdentityMatrix;
  std::array<double, 4> box{};  ///< two corners, in the space that `matrix` leads out of
  bool is_transparency_group = false;
  bool is_being_drawn = false;
  Object optional_content;  ///< the entry OC as it stands
  std::string content;
  ContentResources resources;
};

struct ContentXObject {
  enum class Kind : std::uint8_t { kImage, kForm, kUnproven };
  Kind kind = Kind::kUnproven;
  std::unique_ptr<ContentForm> form;
};

class ContentXObjects {
 public:
  ContentXObjects(XRef& xref, ContentFonts& fonts, ContentStreamReader& streams)
      : xref_(xref), fonts_(fonts), streams_(streams) {}

  /// What `reference` stands for. Valid until trim().
  [[nodiscard]] ContentXObject& load(Ref reference);
  /// Lets go of what exceeds the limit; between pages.
  void trim();

 private:
  static constexpr std::size_t kMaxKeptBytes = std::size_t{8} << 20U;
  static constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20U;

  [[nodiscard]] std::unique_ptr<ContentForm> load_form(Object& stream);

  XRef& xref_;
  ContentFonts& fonts_;
  ContentStreamReader& streams_;
  std::size_t kept_bytes_ = 0;
  std::unordered_map<int, ContentXObject> by_object_;
};

}  // namespace vp::ingest
