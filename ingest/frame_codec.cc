#include "ingest/frame_codec.h"

#include <cstring>
#include <string>
#include <type_traits>

namespace vp::ingest {
namespace {

using Bytes = std::span<const std::uint8_t>;

// Lists of these travel as they lie in memory, which is safe as long as no byte of them is padding: each size
// is the sum of the fields' sizes.
static_assert(std::is_trivially_copyable_v<Word> && sizeof(Word) == 32);
static_assert(std::is_trivially_copyable_v<Line> && sizeof(Line) == 28);
static_assert(std::is_trivially_copyable_v<RulingLine> && sizeof(RulingLine) == 16);
static_assert(std::is_trivially_copyable_v<FilledRect> && sizeof(FilledRect) == 20);
static_assert(std::is_trivially_copyable_v<RectPt> && sizeof(RectPt) == 16);
static_assert(std::is_trivially_copyable_v<PageFacts> && sizeof(PageFacts) == 28);

/// Appends fields to a frame.
class FieldWriter {
 public:
  FieldWriter(FrameType type, std::size_t expected_bytes) {
    frame_.reserve(kFrameHeaderBytes + expected_bytes);
    plain(static_cast<std::uint32_t>(type));
    plain(std::uint32_t{0});
  }

  template <class T>
  void plain(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    append(&value, sizeof value);
  }
  void flag(const bool& value) { plain(static_cast<std::uint8_t>(value ? 1 : 0)); }
  void text(const std::string& value) {
    plain(static_cast<std::uint32_t>(value.size()));
    append(value.data(), value.size());
  }
  template <class T>
  void plain_list(const std::vector<T>& values) {
    plain(static_cast<std::uint32_t>(values.size()));
    append(values.data(), values.size() * sizeof(T));
  }
  template <class T, class Each>
  void list(const std::vector<T>& values, std::size_t /*least_bytes*/, Each each) {
    plain(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values)
      each(*this, value);
  }

  std::vector<std::uint8_t> take() {
    const auto payload_bytes = static_cast<std::uint32_t>(frame_.size() - kFrameHeaderBytes);
    std::memcpy(frame_.data() + sizeof(std::uint32_t), &payload_bytes, sizeof payload_bytes);
    return std::move(frame_);
  }

 private:
  void append(const void* data, std::size_t size) {
    if (size == 0) return;
    const auto* first = static_cast<const std::uint8_t*>(data);
    frame_.insert(frame_.end(), first, first + size);
  }

  std::vector<std::uint8_t> frame_;
};

/// Takes fields from a payload. After the first that does not fit, nothing more is read.
class FieldReader {
 public:
  explicit FieldReader(Bytes payload) : rest_(payload) {}

  template <class T>
  void plain(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    extract(&value, sizeof value);
  }
  void flag(bool& value) {
    std::uint8_t byte = 0;
    plain(byte);
    if (byte > 1) fails_ = true;
    value = byte == 1;
  }
  void text(std::string& value) {
    const std::size_t size = count(1);
    value.assign(reinterpret_cast<const char*>(rest_.data()), size);
    rest_ = rest_.subspan(size);
  }
  template <class T>
  void plain_list(std::vector<T>& values) {
    values.resize(count(sizeof(T)));
    extract(values.data(), values.size() * sizeof(T));
  }
  template <class T, class Each>
  void list(std::vector<T>& values, std::size_t least_bytes, Each each) {
    values.resize(count(least_bytes));
    for (T& value : values)
      each(*this, value);
  }

  [[nodiscard]] bool is_whole() const { return !fails_ && rest_.empty(); }

 private:
  /// A count of elements of at least `least_bytes` each; 0 when the rest of the payload cannot hold them.
  std::size_t count(std::size_t least_bytes) {
    std::uint32_t value = 0;
    plain(value);
    if (value > rest_.size() / least_bytes) {
      fails_ = true;
      return 0;
    }
    return value;
  }
  void extract(void* target, std::size_t size) {
    if (size > rest_.size()) fails_ = true;
    if (fails_ || size == 0) return;
    std::memcpy(target, rest_.data(), size);
    rest_ = rest_.subspan(size);
  }

  Bytes rest_;
  bool fails_ = false;
};

// Each struct's fields stand in one list that serves both directions, so that they cannot drift apart.

constexpr std::size_t kLeastTextBytes = sizeof(std::uint32_t);
constexpr std::size_t kLeastBlockBytes = 1 + 1 + 1 + 2 * sizeof(std::uint32_t) + sizeof(RectPt);
constexpr std::size_t kLeastCellBytes =
    4 * sizeof(std::uint16_t) + 2 + sizeof(RectPt) + sizeof(std::uint32_t);
constexpr std::size_t kLeastTableBytes =
    1 + 3 * sizeof(std::uint16_t) + 1 + sizeof(RectPt) + sizeof(std::uint32_t);

constexpr std::size_t kLeastBookmarkBytes = kLeastTextBytes + sizeof(std::uint32_t) + 1 + sizeof(float);

constexpr auto kPassText = [](auto& wire, auto& text) { wire.text(text); };

constexpr auto kPassBlock = [](auto& wire, auto& block) {
  wire.plain(block.kind);
  wire.plain(block.heading_level);
  wire.plain(block.first_line);
  wire.plain(block.line_count);
  wire.plain(block.box);
  wire.flag(block.is_aside);
};

constexpr auto kPassCell = [](auto& wire, auto& cell) {
  wire.plain(cell.row);
  wire.plain(cell.column);
  wire.plain(cell.row_span);
  wire.plain(cell.column_span);
  wire.flag(cell.is_head);
  wire.flag(cell.continues);
  wire.plain(cell.box);
  wire.plain_list(cell.blocks);
};

constexpr auto kPassTable = [](auto& wire, auto& table) {
  wire.plain(table.evidence);
  wire.plain(table.row_count);
  wire.plain(table.column_count);
  wire.plain(table.head_rows);
  wire.flag(table.continues);
  wire.plain(table.box);
  wire.list(table.cells, kLeastCellBytes, kPassCell);
};

constexpr auto kPassBookmark = [](auto& wire, auto& bookmark) {
  wire.text(bookmark.title);
  wire.plain(bookmark.page.value);
  wire.plain(bookmark.level);
  wire.plain(bookmark.top_pt);
};

template <class Wire, class Head>
void pass_head(Wire& wire, Head& head) {
  auto& data = head.metadata;
  for (auto* text : {&data.title, &data.author, &data.subject, &data.keywords, &data.creator, &data.producer,
                     &data.created, &data.modified, &data.format_version}) {
    wire.text(*text);
  }
  wire.flag(data.tagged);
  wire.plain(head.page_count);
}

template <class Wire, class SomePage>
void pass_page(Wire& wire, SomePage& page) {
  wire.plain(page.index.value);
  wire.text(page.label);
  wire.plain(page.width_pt);
  wire.plain(page.height_pt);
  wire.plain(page.rotation_degrees);
  wire.text(page.text);
  wire.plain_list(page.words);
  wire.plain_list(page.lines);
  wire.list(page.blocks, kLeastBlockBytes, kPassBlock);
  wire.list(page.tables, kLeastTableBytes, kPassTable);
  wire.plain_list(page.rulings);
  wire.plain_list(page.fills);
  wire.plain(page.facts);
  wire.plain(page.verdict);
  wire.text(page.reason);
}

template <class Wire, class SomeOutline>
void pass_outline(Wire& wire, SomeOutline& outline) {
  wire.list(outline.bookmarks, kLeastBookmarkBytes, kPassBookmark);
  wire.text(outline.reason);
}

template <class Wire, class Tail>
void pass_tail(Wire& wire, Tail& tail) {
  wire.plain(tail.state);
  wire.text(tail.reason);
  wire.list(tail.fonts, kLeastTextBytes, kPassText);
  wire.list(tail.messages, kLeastTextBytes, kPassText);
  wire.plain(tail.message_count);
}

Error short_payload(const char* frame) {
  return Error{ErrorCode::kMalformed, std::string("the lengths in ") + frame + " frame do not add up", ""};
}

}  // namespace

std::vector<std::uint8_t> encode_frame(const DocumentHead& head) {
  FieldWriter writer(FrameType::kHead, 512);
  pass_head(writer, head);
  return writer.take();
}

std::vector<std::uint8_t> encode_frame(const Page& page) {
  const std::size_t lists = page.words.size() * sizeof(Word) + page.lines.size() * sizeof(Line) +
                            page.blocks.size() * sizeof(Block) + page.rulings.size() * sizeof(RulingLine) +
                            page.fills.size() * sizeof(FilledRect);
  FieldWriter writer(FrameType::kPage, page.text.size() + lists + 256);
  pass_page(writer, page);
  return writer.take();
}

std::vector<std::uint8_t> encode_frame(const Outline& outline) {
  FieldWriter writer(FrameType::kOutline, 64 * outline.bookmarks.size() + 64);
  pass_outline(writer, outline);
  return writer.take();
}

std::vector<std::uint8_t> encode_frame(const DocumentTail& tail) {
  FieldWriter writer(FrameType::kTail, 2048);
  pass_tail(writer, tail);
  return writer.take();
}

FrameHeader decode_frame_header(Bytes bytes) {
  FrameHeader header;
  FieldReader reader(bytes.first(kFrameHeaderBytes));
  reader.plain(header.type);
  reader.plain(header.payload_bytes);
  return header;
}

Result<DocumentHead> decode_head(Bytes payload) {
  DocumentHead head;
  FieldReader reader(payload);
  pass_head(reader, head);
  if (!reader.is_whole()) return short_payload("a head");
  return head;
}

Result<Page> decode_page(Bytes payload) {
  Page page;
  FieldReader reader(payload);
  pass_page(reader, page);
  if (!reader.is_whole()) return short_payload("a page");
  return page;
}

Result<Outline> decode_outline(Bytes payload) {
  Outline outline;
  FieldReader reader(payload);
  pass_outline(reader, outline);
  if (!reader.is_whole()) return short_payload("an outline");
  return outline;
}

Result<DocumentTail> decode_tail(Bytes payload) {
  DocumentTail tail;
  FieldReader reader(payload);
  pass_tail(reader, tail);
  if (!reader.is_whole()) return short_payload("a tail");
  return tail;
}

}  // namespace vp::ingest
