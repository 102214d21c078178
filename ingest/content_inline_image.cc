#include "ingest/content_inline_image.h"

#include <algorithm>
#include <memory>
#include <string>

#include <Dict.h>
#include <GfxState.h>
#include <Parser.h>
#include <Stream.h>

#include "ingest/content_color.h"
#include "ingest/content_resources.h"
#include "ingest/operator_scanner.h"

namespace vp::ingest {
namespace {

constexpr int kMaxSide = 32768;
constexpr std::int64_t kMaxDataBytes = std::int64_t{32} << 20U;

bool is_white(char c) {
  return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

/// Where the operator ID ends; npos where the entries before it are not plainly pairs.
std::size_t find_data(std::string_view rest) {
  OperatorScanner scanner;
  scanner.start(rest);
  if (scanner.next() != ScanStep::kOperator || scanner.code() != operator_code("ID") ||
      scanner.operands().size() % 2 != 0) {
    return std::string_view::npos;
  }
  for (std::size_t i = 0; i < scanner.operands().size(); i += 2) {
    if (scanner.operands()[i].kind != OperandKind::kName) return std::string_view::npos;
  }
  return rest.size() - scanner.rest().size();
}

Object look_up(const Object& dictionary, const char* key, const char* short_key) {
  Object value = dictionary.dictLookup(key);
  return value.isNull() ? dictionary.dictLookup(short_key) : std::move(value);
}

/// Bytes of an image's decoded data; empty where Poppler would not paint it.
std::optional<std::int64_t> data_bytes(const Object& image, ContentResources& resources,
                                       ContentColors& colors) {
  const Object width = look_up(image, "Width", "W");
  const Object height = look_up(image, "Height", "H");
  if (!width.isInt() || !height.isInt()) return std::nullopt;
  if (width.getInt() < 1 || height.getInt() < 1 || width.getInt() > kMaxSide || height.getInt() > kMaxSide) {
    return std::nullopt;
  }
  const std::int64_t columns = width.getInt();
  const std::int64_t rows = height.getInt();
  Object decode = look_up(image, "Decode", "D");
  if (!decode.isNull() && !decode.isArray()) return std::nullopt;
  const Object bits = look_up(image, "BitsPerComponent", "BPC");
  const Object mask = look_up(image, "ImageMask", "IM");
  constexpr std::int64_t kByteBits = 8;
  if (mask.isBool() && mask.getBool()) {
    if (!bits.isNull() && !(bits.isInt() && bits.getInt() == 1)) return std::nullopt;
    return rows * ((columns + kByteBits - 1) / kByteBits);
  }
  if (!mask.isNull() && !mask.isBool()) return std::nullopt;
  if (!bits.isInt() || image.getDict()->hasKey("SMask") || image.getDict()->hasKey("Mask"))
    return std::nullopt;
  Object definition = look_up(image, "ColorSpace", "CS");
  if (definition.isName()) {
    const Object named = resources.find(ContentResources::kColorSpace, definition.getName());
    if (!named.isNull()) definition = named.fetch(&resources.xref());
  }
  if (definition.isNull()) return std::nullopt;
  std::unique_ptr<GfxColorSpace> space = colors.parse(definition, resources);
  if (!space) return std::nullopt;
  const GfxImageColorMap map(bits.getInt(), &decode, space.release());  // it takes the space over
  if (!map.isOk()) return std::nullopt;
  return rows * ((columns * map.getNumPixelComps() * map.getBits() + kByteBits - 1) / kByteBits);
}

/// Reads the image's data as Poppler would, then looks for EI; the number of bytes that went by.
std::optional<std::size_t> skip_data(std::string_view data, Object image, std::int64_t decoded_bytes) {
  MemStream source(data.data(), 0, static_cast<Goffset>(data.size()), Object(objNull));
  source.reset();
  auto* embedded = new EmbedStream(&source, std::move(image), false, 0, true);
  // addFilters() takes the stream over and gives back the outermost filter, or the stream itself.
  const std::unique_ptr<Stream> filtered(embedded->addFilters(embedded->getDict()));
  filtered->reset();
  for (std::int64_t i = 0; i < decoded_bytes; ++i) {
    if (filtered->getChar() == EOF) break;
  }
  filtered->close();
  Stream* const undecoded = filtered->getUndecodedStream();
  int before = undecoded->getChar();
  int last = undecoded->getChar();
  while ((before != 'E' || last != 'I') && last != EOF) {
    before = last;
    last = undecoded->getChar();
  }
  if (last == EOF) return std::nullopt;
  return static_cast<std::size_t>(source.getPos());
}

}  // namespace

Object parse_content_dictionary(std::string_view source, XRef& xref) {
  // The parser owns the stream, the stream borrows the bytes.
  Parser parser(&xref, new MemStream(source.data(), 0, static_cast<Goffset>(source.size()), Object(objNull)),
                false);
  return parser.getObj();
}

std::optional<std::size_t> inline_image_length(std::string_view rest, ContentResources& resources,
                                               ContentColors& colors) {
  const std::size_t data = find_data(rest);
  constexpr std::size_t kOperatorBytes = 2;
  if (data == std::string_view::npos || data >= rest.size() || !is_white(rest[data])) return std::nullopt;
  const std::string source = "<<" + std::string(rest.substr(0, data - kOperatorBytes)) + ">>";
  Object image = parse_content_dictionary(source, resources.xref());
  if (!image.isDict()) return std::nullopt;
  const std::optional<std::int64_t> bytes = data_bytes(image, resources, colors);
  if (!bytes || *bytes > kMaxDataBytes) return std::nullopt;
  const std::size_t first = data + 1;  // one white space stands between ID and the data
  const std::optional<std::size_t> length = skip_data(rest.substr(first), std::move(image), *bytes);
  if (!length) return std::nullopt;
  return first + *length;
}

}  // namespace vp::ingest
