// webp_encoder.h - pixels as lossless WebP.
// Errors: kTooBig above kMostWebpSide pixels to a side; bad_alloc.
// Threads: any. Source: libwebp's encode.h; the container has 14 bits for a side.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "ingest/page_picture.h"

namespace vp::web {

inline constexpr std::uint32_t kMostWebpSide = 16383;

/// How hard it is worth trying, 0 (fastest) to 9: a little for paper and letters, which become far smaller by it; not at
/// all for photographs and scans, where it takes long and gains little. docs/FIGURES.md has what that costs and saves.
int choose_effort(const ingest::PagePicture& picture);

/// The same pixels again when decoded, to the last bit.
Result<std::string> to_webp(const ingest::PagePicture& picture, int effort);

}  // namespace vp::web
