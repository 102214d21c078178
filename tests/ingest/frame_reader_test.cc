#include "ingest/frame_reader.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/frame_checks.h"
#include "tests/ingest/sample_document.h"

namespace vp::ingest {
namespace {

Document make_document(std::uint32_t page_count, std::uint32_t pages) {
  Document document;
  document.page_count = page_count;
  document.fonts = {"Calibri"};
  for (std::uint32_t i = 0; i < pages; ++i)
    document.pages.push_back(make_sample_page(i, 20));
  return document;
}

/// What the reader says of one frame after another; empty when it takes all of them.
std::string read_frames(FrameReader& reader, std::initializer_list<std::vector<std::uint8_t>> frames) {
  for (const auto& frame : frames) {
    if (const auto fed = reader.feed(frame); !fed) return fed.error().what;
  }
  return "";
}

std::string read_frames(std::initializer_list<std::vector<std::uint8_t>> frames) {
  FrameReader reader{WorkerLimits{}};
  return read_frames(reader, frames);
}

const auto kHead = [](std::uint32_t page_count) { return encode_frame(DocumentHead{{}, page_count}); };
const auto kPage = [](std::uint32_t index) { return encode_frame(make_sample_page(index, 20)); };
const auto kOutline = [](std::vector<Bookmark> bookmarks) {
  return encode_frame(Outline{std::move(bookmarks), ""});
};
const auto kTail = [] { return encode_frame(make_tail(make_document(0, 0))); };

TEST(FrameReaderTest, TakesATailAlone) {
  FrameReader reader{WorkerLimits{}};
  EXPECT_EQ(read_frames(reader, {encode_frame(DocumentTail{DocumentState::kEncrypted, "locked", {}, {}, 0})}),
            "");
  EXPECT_TRUE(reader.is_complete());
  EXPECT_EQ(reader.take().state, DocumentState::kEncrypted);
}

TEST(FrameReaderTest, TakesPagesWithGaps) {
  EXPECT_EQ(read_frames({kHead(9), kPage(2), kPage(8), kTail()}), "");
}

TEST(FrameReaderTest, HoldsTheOrderOfFrames) {
  EXPECT_EQ(read_frames({kPage(0)}), "a page before the head");
  EXPECT_EQ(read_frames({kHead(3), kHead(3)}), "a second head");
  EXPECT_EQ(read_frames({kHead(3), kPage(1), kPage(1)}), "page 2 after page 2");
  EXPECT_EQ(read_frames({kHead(3), kPage(2), kPage(1)}), "page 2 after page 3");
  EXPECT_EQ(read_frames({kHead(3), kPage(3)}), "page 4 of a document of 3");
  EXPECT_EQ(read_frames({kHead(3), kTail(), kPage(0)}), "a frame after the tail");
  EXPECT_EQ(read_frames({kHead(3), kTail(), {1}}), "bytes after the tail");
  EXPECT_EQ(read_frames({kOutline({})}), "an outline before the head");
  EXPECT_EQ(read_frames({kHead(3), kOutline({}), kOutline({})}), "a second outline");
  EXPECT_EQ(read_frames({kHead(3), kOutline({}), kPage(0)}), "a page after the outline");
  EXPECT_EQ(read_frames({{9, 0, 0, 0, 0, 0, 0, 0}}), "a frame of unknown type 9");
}

TEST(FrameReaderTest, KeepsTheOutline) {
  FrameReader reader{WorkerLimits{}};
  const std::vector<Bookmark> bookmarks = {{"Bijlage 1", PageIndex{0}, 1, 0},
                                           {"Nazorg", PageIndex{2}, 2, 80}};
  EXPECT_EQ(read_frames(reader, {kHead(3), kPage(0), kOutline(bookmarks), kTail()}), "");
  EXPECT_EQ(reader.take().outline.bookmarks, bookmarks);
}

TEST(FrameReaderTest, RefusesAnOutlineThatLies) {
  const auto said = [](std::vector<Bookmark> bookmarks) {
    return read_frames({kHead(3), kOutline(std::move(bookmarks))});
  };
  const float no_number = std::numeric_limits<float>::quiet_NaN();
  const std::string title = " has a title that is empty or no short UTF-8";
  const std::string level = " has a level that does not go on from the one before it";
  EXPECT_EQ(said({{"", PageIndex{0}, 1, 0}}), "bookmark 1" + title);
  EXPECT_EQ(said({{"\xFF", PageIndex{0}, 1, 0}}), "bookmark 1" + title);
  EXPECT_EQ(said({{std::string(301, 'x'), PageIndex{0}, 1, 0}}), "bookmark 1" + title);
  EXPECT_EQ(said({{"a", PageIndex{3}, 1, 0}}), "bookmark 1 leads to a page that is not there");
  EXPECT_EQ(said({{"a", PageIndex{0}, 1, no_number}}), "bookmark 1 leads to a place out of range");
  EXPECT_EQ(said({{"a", PageIndex{0}, 1, -1}}), "bookmark 1 leads to a place out of range");
  EXPECT_EQ(said({{"a", PageIndex{0}, 2, 0}}), "bookmark 1" + level);
  EXPECT_EQ(said({{"a", PageIndex{0}, 1, 0}, {"b", PageIndex{0}, 3, 0}}), "bookmark 2" + level);
  EXPECT_EQ(said({{"a", PageIndex{0}, 0, 0}}), "bookmark 1" + level);
  EXPECT_EQ(said(std::vector<Bookmark>(10'001, {"a", PageIndex{0}, 1, 0})),
            "the outline has more bookmarks than are kept");
}

TEST(FrameReaderTest, KeepsWhatCameBeforeABreachAndTakesNothingMore) {
  FrameReader reader{WorkerLimits{}};
  EXPECT_EQ(read_frames(reader, {kHead(5), kPage(0), kPage(1), kPage(1)}), "page 2 after page 2");
  EXPECT_EQ(read_frames(reader, {kPage(2)}), "bytes after a breach");
  EXPECT_FALSE(reader.is_complete());
  const Document document = reader.take();
  EXPECT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.fonts, std::vector<std::string>{""}) << "font 0 is used, and its name never came";
}

TEST(FrameReaderTest, RefusesALongFrameBeforeItsBytesCome) {
  WorkerLimits limits;
  limits.frame_bytes = 100;
  FrameReader reader(limits);
  EXPECT_EQ(read_frames(reader, {{2, 0, 0, 0, 101, 0, 0, 0}}),
            "a frame of 101 bytes, at most 100 are allowed");
}

TEST(FrameReaderTest, StopsAtTheCapOnTheWhole) {
  WorkerLimits limits;
  limits.total_bytes = 1U << 20U;
  FrameReader reader(limits);
  ASSERT_TRUE(reader.feed(kHead(100'000)).has_value());
  Result<void> fed;
  for (std::uint32_t i = 0; fed && i < 100'000; ++i)
    fed = reader.feed(kPage(i));
  ASSERT_FALSE(fed.has_value());
  EXPECT_EQ(fed.error().code, ErrorCode::kTooBig);
  EXPECT_GT(reader.document().pages.size(), 1000U);
}

TEST(FrameReaderTest, MissingPagesMakeAPromiseOfAllPartlyRead) {
  FrameReader reader{WorkerLimits{}};
  EXPECT_EQ(read_frames(reader, {kHead(5), kPage(0), kPage(3), kTail()}), "");
  const Document document = reader.take();
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
  EXPECT_EQ(document.reason, "2 of 5 pages read");
}

struct SpoiltPage {
  const char* name;
  void (*spoil)(Page& page);
  const char* fault;
};

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// A table of two rows and two columns; the second row is one wide cell that holds the page's last block.
Table& add_table(Page& page) {
  Table table;
  table.row_count = 2;
  table.column_count = 2;
  table.cells.resize(3);
  table.cells[0].blocks = {0};
  table.cells[1].column = 1;
  table.cells[2].row = 1;
  table.cells[2].column_span = 2;
  table.cells[2].blocks = {1};
  page.tables.push_back(std::move(table));
  return page.tables.back();
}

// The page: 60 words, ten a line, four lines a block.
const SpoiltPage kSpoiltPages[] = {
    {"label", [](Page& p) { p.label = "\xC0\x80"; }, "its label or reason is no short UTF-8"},
    {"long_reason", [](Page& p) { p.reason.assign(kMaxFieldBytes + 1, 'x'); },
     "its label or reason is no short UTF-8"},
    {"width", [](Page& p) { p.width_pt = -1; }, "its size is out of range"},
    {"height", [](Page& p) { p.height_pt = kNan; }, "its size is out of range"},
    {"rotation", [](Page& p) { p.rotation_degrees = 45; }, "its rotation is unknown"},
    {"rotation_360", [](Page& p) { p.rotation_degrees = 360; }, "its rotation is unknown"},
    {"verdict", [](Page& p) { p.verdict = static_cast<PageVerdict>(4); }, "its verdict is unknown"},
    {"image_share", [](Page& p) { p.facts.image_share = 1.5F; }, "its image share is not in 0..1"},
    {"image_share_nan", [](Page& p) { p.facts.image_share = kNan; }, "its image share is not in 0..1"},
    {"surrogate", [](Page& p) { p.text.replace(0, 3, "\xED\xA0\x80"); }, "its text is not valid UTF-8"},
    {"overlong", [](Page& p) { p.text.replace(0, 2, "\xC0\xAF"); }, "its text is not valid UTF-8"},
    {"beyond_unicode", [](Page& p) { p.text.replace(0, 4, "\xF4\x90\x80\x80"); },
     "its text is not valid UTF-8"},
    {"cut_at_end", [](Page& p) { p.text.back() = '\xC3'; }, "its text is not valid UTF-8"},
    {"span_beyond_text", [](Page& p) { p.words.back().span.end = 4000; },
     "word 60 has a span that is empty, outside the text or out of order"},
    {"span_empty", [](Page& p) { p.words[4].span.end = p.words[4].span.begin; },
     "word 5 has a span that is empty, outside the text or out of order"},
    {"span_backwards", [](Page& p) { std::swap(p.words[4].span, p.words[5].span); },
     "word 5 does not follow the word before it by spaces or line ends"},
    {"span_reversed",
     [](Page& p) {
       p.words[4].span = {20, 10};
     },
     "word 5 has a span that is empty, outside the text or out of order"},
    {"spans_touch", [](Page& p) { p.words[1].span.begin = p.words[0].span.end; },
     "word 2 does not follow the word before it by spaces or line ends"},
    {"text_without_word", [](Page& p) { p.text[2] = 'x'; },
     "word 2 does not follow the word before it by spaces or line ends"},
    {"text_after_words", [](Page& p) { p.text += "more"; }, "its text goes on after the last word"},
    {"half_character", [](Page& p) { p.text[0] = '\xC3', p.text[1] = '\xAB', p.words[0].span.begin = 1; },
     "word 1 cuts a character"},
    {"box_nan", [](Page& p) { p.words[2].box.x0 = kNan; }, "word 3 has a box or font size out of range"},
    {"box_infinite", [](Page& p) { p.words[2].box.x1 = kInfinity; },
     "word 3 has a box or font size out of range"},
    {"box_far", [](Page& p) { p.words[2].box.y1 = 3e7F; }, "word 3 has a box or font size out of range"},
    {"box_reversed", [](Page& p) { std::swap(p.words[2].box.x0, p.words[2].box.x1); },
     "word 3 has a box or font size out of range"},
    {"font_size", [](Page& p) { p.words[2].font_size_pt = -1; },
     "word 3 has a box or font size out of range"},
    {"flag", [](Page& p) { p.words[2].flags = 0x200; }, "word 3 has an unknown flag"},
    {"line_gap", [](Page& p) { p.lines[1].first_word = 11; },
     "line 2 does not go on where the one before it ended"},
    {"line_empty", [](Page& p) { p.lines[1].word_count = 0; },
     "line 2 does not go on where the one before it ended"},
    {"line_too_long", [](Page& p) { p.lines.back().word_count = 0xFFFFFFFF; },
     "its lines do not cover its words"},
    {"line_missing", [](Page& p) { p.lines.pop_back(); }, "its lines do not cover its words"},
    {"baseline", [](Page& p) { p.lines[1].baseline_pt = kNan; }, "line 2 has a box or baseline out of range"},
    {"block_gap", [](Page& p) { p.blocks[1].first_line = 5; },
     "block 2 does not go on where the one before it ended"},
    {"block_missing", [](Page& p) { p.blocks.pop_back(); }, "its blocks do not cover its lines"},
    {"block_kind", [](Page& p) { p.blocks[1].kind = static_cast<BlockKind>(10); },
     "block 2 has an unknown kind or heading level"},
    {"block_box", [](Page& p) { p.blocks[1].box.x0 = -kInfinity; }, "block 2 has a box out of range"},
    {"table_kind", [](Page& p) { add_table(p).evidence = static_cast<TableEvidence>(3); },
     "table 1 has an unknown kind, a box out of range or too many places"},
    {"table_box", [](Page& p) { add_table(p).box.x1 = kNan; },
     "table 1 has an unknown kind, a box out of range or too many places"},
    {"table_heads", [](Page& p) { add_table(p).head_rows = 3; },
     "table 1 has an unknown kind, a box out of range or too many places"},
    {"table_too_large", [](Page& p) { add_table(p).row_count = 60'000; },
     "table 1 has an unknown kind, a box out of range or too many places"},
    {"tables_too_many", [](Page& p) { p.tables.resize(kMaxTables + 1); },
     "it has more tables than a page can have"},
    {"cell_outside", [](Page& p) { add_table(p).cells[2].column_span = 3; },
     "table 1, cell 3 lies outside its table"},
    {"cell_without_place", [](Page& p) { add_table(p).cells[0].row_span = 0; },
     "table 1, cell 1 lies outside its table"},
    {"cell_overlap", [](Page& p) { add_table(p).cells[1].row_span = 2; },
     "table 1, cell 3 overlaps another cell"},
    {"cell_order",
     [](Page& p) {
       Table& table = add_table(p);
       std::swap(table.cells[0], table.cells[1]);
     },
     "table 1, cell 2 is out of order"},
    {"cell_box", [](Page& p) { add_table(p).cells[1].box.y0 = kInfinity; },
     "table 1, cell 2 has a box out of range"},
    {"cell_block_missing", [](Page& p) { add_table(p).cells[1].blocks = {2}; },
     "table 1, cell 2 names blocks that are not there or out of order"},
    {"cell_blocks_order",
     [](Page& p) {
       add_table(p).cells[2].blocks = {1, 0};
     },
     "table 1, cell 3 names blocks that are not there or out of order"},
    {"cell_block_shared",
     [](Page& p) {
       add_table(p);
       add_table(p);
     },
     "table 2, cell 1 holds a block of another cell"},
    {"ruling",
     [](Page& p) {
       p.rulings.push_back({{0, 0, kNan, 0}});
     },
     "ruling 1 has a box out of range"},
    {"fill",
     [](Page& p) {
       p.fills.push_back({{0, 0, kNan, 0}, 0});
     },
     "fill 1 has a box out of range"},
    {"colour",
     [](Page& p) {
       p.fills.push_back({{0, 0, 1, 1}, 0x1000000});
     },
     "fill 1 has an unknown colour"},
};

class SpoiltPageTest : public testing::TestWithParam<SpoiltPage> {};
INSTANTIATE_TEST_SUITE_P(Pages, SpoiltPageTest, testing::ValuesIn(kSpoiltPages),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(SpoiltPageTest, IsRefusedWithItsFault) {
  Page page = make_sample_page(0, 60);
  ASSERT_EQ(read_frames({kHead(1), encode_frame(page)}), "");
  GetParam().spoil(page);
  EXPECT_EQ(read_frames({kHead(1), encode_frame(page)}), std::string("page 1: ") + GetParam().fault);
}

TEST(FrameReaderTest, RefusesASpoiltTail) {
  const auto read_tail = [](auto spoil) {
    DocumentTail tail = make_tail(make_document(0, 0));
    spoil(tail);
    return read_frames({kHead(1), kPage(0), encode_frame(tail)});
  };
  EXPECT_EQ(read_tail([](DocumentTail&) {}), "");
  EXPECT_EQ(read_tail([](DocumentTail& t) { t.state = DocumentState::kDuplicate; }),
            "the document's state is unknown");
  EXPECT_EQ(read_tail([](DocumentTail& t) { t.fonts.clear(); }),
            "a word in a font that the document does not have");
  EXPECT_EQ(read_tail([](DocumentTail& t) { t.fonts[0] = "\xFF"; }), "a font name is no short UTF-8");
  EXPECT_EQ(read_tail([](DocumentTail& t) { t.messages.assign(kMaxMessages + 1, "x"); }),
            "there are more messages than allowed or counted");
  EXPECT_EQ(read_tail([](DocumentTail& t) {
              t.message_count = 1;
              t.messages = {std::string(kMaxMessageBytes + 1, 'x')};
            }),
            "a message is no short UTF-8");
}

TEST(FrameReaderTest, RefusesASpoiltHead) {
  DocumentHead head;
  head.metadata.creator = "\x80";
  EXPECT_EQ(read_frames({encode_frame(head)}), "the document's metadata is no short UTF-8");
}

TEST(FrameChecksTest, MendingGivesValidTextOfAtMostThatSize) {
  EXPECT_EQ(to_valid_utf8("caf\xC3\xA9", 5), "caf\xC3\xA9");
  EXPECT_EQ(to_valid_utf8("caf\xC3\xA9", 4), "caf");
  EXPECT_EQ(to_valid_utf8("a\xFFz", 9), "a\xEF\xBF\xBDz");
  EXPECT_TRUE(is_valid_utf8(to_valid_utf8("\xE2\x82 \xF0\x9F\x98 \xED\xBF\xBF", 100)));
}

TEST(FrameReaderTest, SeedsAreOfTodaysFormat) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(VP_TEST_SOURCE_DIR "/tests/fuzz/seeds/frame_reader")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file),
                                          std::istreambuf_iterator<char>()};
    FrameReader reader{WorkerLimits{}};
    ASSERT_FALSE(bytes.empty());
    EXPECT_TRUE(reader.feed(std::span(bytes).subspan(1)).has_value()) << entry.path();
    EXPECT_TRUE(reader.is_complete()) << entry.path() << ": write it again with write_frame_seeds";
    ++seeds;
  }
  EXPECT_GE(seeds, 5U);
}

}  // namespace
}  // namespace vp::ingest
