#include "ingest/worker_sink.h"

#include <limits>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "ingest/frame_reader.h"
#include "ingest/worker_channel.h"
#include "tests/ingest/sample_document.h"

namespace vp::ingest {
namespace {

/// What the main process makes of all that `send` gives to a sink.
template <class Send>
Document pass_through_pipe(const WorkerLimits& limits, Send send) {
  auto pipe = open_pipe();
  std::jthread worker([&] {
    WorkerSink sink(pipe->second.value(), limits);
    send(sink);
    pipe->second.close();
  });
  FrameReader reader(limits);
  std::vector<std::uint8_t> buffer(4096);
  for (ssize_t got = 0; (got = ::read(pipe->first.value(), buffer.data(), buffer.size())) > 0;) {
    const auto fed = reader.feed(std::span(buffer).first(static_cast<std::size_t>(got)));
    EXPECT_TRUE(fed.has_value()) << fed.error().what;
  }
  EXPECT_TRUE(reader.is_complete());
  return reader.take();
}

/// One page between head and tail.
Document pass_page(const Page& page, const WorkerLimits& limits = {}) {
  return pass_through_pipe(limits, [&](WorkerSink& sink) {
    sink.on_head({{}, page.index.value + 1});
    for (std::uint32_t i = 0; i < page.index.value; ++i)
      sink.on_page(make_sample_page(i, 3));
    sink.on_page(page);
    sink.on_tail({DocumentState::kOk, "", {"Calibri"}, {}, 0});
  });
}

TEST(WorkerSinkTest, DocumentArrivesAsItWasGiven) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Document document = make_random_document(seed);
    const Document arrived = pass_through_pipe({}, [&](WorkerSink& sink) {
      sink.on_head(make_head(document));
      for (const Page& page : document.pages)
        sink.on_page(page);
      sink.on_outline(document.outline);
      sink.on_tail(make_tail(document));
    });
    EXPECT_EQ(arrived, document) << seed;
  }
}

TEST(WorkerSinkTest, PageWithTooManyDrawingsKeepsItsTextAndSaysSo) {
  WorkerLimits limits;
  limits.frame_bytes = 1U << 20U;
  Page page = make_sample_page(1, 300);
  page.rulings.assign(70'000, RulingLine{{0, 0, 10, 0}});
  const Document document = pass_page(page, limits);
  EXPECT_EQ(document.pages.at(1).text, page.text);
  EXPECT_EQ(document.pages.at(1).words, page.words);
  EXPECT_EQ(document.pages.at(1).verdict, PageVerdict::kPoor);
  EXPECT_EQ(document.pages.at(1).reason,
            "70000 lines and 0 filled areas left out, more than 1 MiB for one page");
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
  EXPECT_EQ(document.reason, "page 2: 70000 lines and 0 filled areas left out, more than 1 MiB for one page");
}

TEST(WorkerSinkTest, PageWithTooManyWordsIsUnreadAndSaysSo) {
  WorkerLimits limits;
  limits.frame_bytes = 1U << 20U;
  const Document document = pass_page(make_sample_page(1, 40'000), limits);
  EXPECT_EQ(document.pages.at(1).verdict, PageVerdict::kUnread);
  EXPECT_EQ(document.pages.at(1).reason, "40000 words, more than 1 MiB for one page");
  EXPECT_EQ(document.pages.at(1).width_pt, 595);
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
}

TEST(WorkerSinkTest, FaultyPageIsUnreadAndTheOthersArrive) {
  Page page = make_sample_page(2, 30);
  page.words[4].box.x1 = std::numeric_limits<float>::quiet_NaN();
  const Document document = pass_page(page);
  EXPECT_EQ(document.pages.at(1), make_sample_page(1, 3));
  EXPECT_EQ(document.pages.at(2).verdict, PageVerdict::kUnread);
  EXPECT_EQ(document.pages.at(2).reason,
            "the reader gave a faulty page (page 3: word 5 has a box or font size out of range)");
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
}

TEST(WorkerSinkTest, TextsThatOnlyDescribeAreCutAndMended) {
  const Document document = pass_through_pipe({}, [](WorkerSink& sink) {
    DocumentHead head;
    head.metadata.title = std::string(100'000, 'x');
    head.metadata.author = "Andr\xE9";
    sink.on_head(head);
    DocumentTail tail{DocumentState::kDamaged, "bad \xFF", {"F\xE9lix"}, {}, 0};
    tail.messages.assign(30, std::string(1000, 'm'));
    tail.message_count = 30;
    sink.on_tail(tail);
  });
  EXPECT_EQ(document.metadata.title.size(), 16U << 10U);
  EXPECT_EQ(document.metadata.author, "Andr\uFFFD");
  EXPECT_EQ(document.reason, "bad \uFFFD");
  EXPECT_EQ(document.fonts.at(0), "F\uFFFDlix");
  EXPECT_EQ(document.messages.size(), kMaxMessages);
  EXPECT_EQ(document.messages.at(0).size(), kMaxMessageBytes);
  EXPECT_EQ(document.message_count, 30U);
}

TEST(WorkerSinkTest, TailNamesEveryFontThatWordsUse) {
  Page page = make_sample_page(0, 5);
  page.words[2].font = 3;
  const Document document = pass_through_pipe({}, [&](WorkerSink& sink) {
    sink.on_head({{}, 2});
    sink.on_page(page);
    sink.stop(DocumentState::kTooBig, "no more room");
  });
  EXPECT_EQ(document.reason, "no more room; 1 of 2 pages read");
  EXPECT_EQ(document.fonts.size(), 4U);
}

}  // namespace
}  // namespace vp::ingest
