// bullet.h - knows the sign that opens an item of a list.
#pragma once

#include <span>

#include "readers/page_view.h"

namespace vp::readers {

/// True when the first word is a bullet and nothing else.
bool opens_with_bullet(std::span<const ViewWord> words);

}  // namespace vp::readers
