// content_inline_image.h - things in a content stream that are best left to Poppler's parser: dictionaries
// and images within the stream.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <Object.h>

class XRef;

namespace vp::ingest {

class ContentColors;
class ContentResources;

/// The dictionary written as `source` (<< and >> included); another kind of object where it is none.
Object parse_content_dictionary(std::string_view source, XRef& xref);

/// Length of the inline image whose operator BI `rest` follows, up to and with its EI. Empty where the image
/// is none that Poppler would paint, or its end is not certain.
std::optional<std::size_t> inline_image_length(std::string_view rest, ContentResources& resources,
                                               ContentColors& colors);

}  // namespace vp::ingest
