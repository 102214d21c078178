#include "ingest/content_xobject.h"

#include <Dict.h>
#include <Stream.h>
#include <XRef.h>

namespace vp::ingest {
namespace {

/// False where it is not four numbers at least.
bool read_box(const Object& array, std::array<double, 4>& box) {
  if (!array.isArray() || array.arrayGetLength() < static_cast<int>(box.size())) return false;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const Object entry = array.arrayGet(static_cast<int>(i));
    if (!entry.isNum()) return false;
    box.at(i) = entry.getNum();
  }
  return true;
}

/// The identity where there is none; false where it is not six numbers.
bool read_matrix(const Object& array, ContentMatrix& matrix) {
  if (array.isNull()) return true;
  if (!array.isArray() || array.arrayGetLength() != static_cast<int>(matrix.size())) return false;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    const Object entry = array.arrayGet(static_cast<int>(i));
    if (!entry.isNum()) return false;
    matrix.at(i) = entry.getNum();
  }
  return true;
}

}  // namespace

std::unique_ptr<ContentForm> ContentXObjects::load_form(Object& stream) {
  if (kept_bytes_ > kMaxPageBytes) return nullptr;
  Dict& dictionary = *stream.streamGetDict();
  const Object type = dictionary.lookup("FormType");
  if (!type.isNull() && !(type.isInt() && type.getInt() == 1)) return nullptr;
  auto form = std::make_unique<ContentForm>(dictionary.lookup("Resources"), xref_, fonts_);
  if (!read_box(dictionary.lookup("BBox"), form->box)) return nullptr;
  if (!read_matrix(dictionary.lookup("Matrix"), form->matrix)) return nullptr;
  const Object group = dictionary.lookup("Group");
  form->is_transparency_group = group.isDict() && group.dictLookup("S").isName("Transparency");
  form->optional_content = dictionary.lookupNF("OC").copy();
  std::optional<std::string> content = streams_.read(*stream.getStream());
  if (!content) return nullptr;
  form->content = std::move(*content);
  kept_bytes_ += form->content.size();
  return form;
}

ContentXObject& ContentXObjects::load(Ref reference) {
  const auto known = by_object_.find(reference.num);
  if (known != by_object_.end()) return known->second;
  ContentXObject made;
  Object object = xref_.fetch(reference);
  if (object.isStream()) {
    const Object subtype = object.streamGetDict()->lookup("Subtype");
    if (subtype.isName("Image")) {
      made.kind = ContentXObject::Kind::kImage;
    } else if (subtype.isName("Form")) {
      made.form = load_form(object);
      if (made.form) made.kind = ContentXObject::Kind::kForm;
    }
  }
  return by_object_.emplace(reference.num, std::move(made)).first->second;
}

void ContentXObjects::trim() {
  if (kept_bytes_ <= kMaxKeptBytes) return;
  by_object_.clear();
  kept_bytes_ = 0;
}

}  // namespace vp::ingest
