// The same documents and questions to both engines: the same answers, to the last bit of a score.
#include "index/postgres_engine.h"
#include "index/sqlite_engine.h"
#include "tests/index/engine_fixture.h"
#include "tests/index/postgres_server.h"
#include "tests/index/random_questions.h"

namespace vp::index {
namespace {

class EngineDifferentialTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
    open();
  }
  /// With words, so that stems, parts and notions are in the index too.
  static std::shared_ptr<nlp::SearchLexicon> lexicon() {
    static const auto words = std::make_shared<nlp::SearchLexicon>(
        nlp::WordList::from_lines("gezin\ngezins\nplan\ndoorzetting\ndoorzettings\nmacht\nzorg\n"));
    return words;
  }
  void open() {
    sqlite_ = value_of(
        SqliteEngine::open(folder_.path() / "index.db", DatabaseMode::kWrite, sample_themes(), lexicon()));
    postgres_ = value_of(
        PostgresEngine::open({PostgresServer::shared().url(), to_schema_name(folder_.path().string())},
                             DatabaseMode::kWrite, sample_themes(), lexicon()));
    ASSERT_TRUE(sqlite_ && postgres_);
  }
  template <class Change>
  void change_both(Change change) {
    for (Engine* engine : {static_cast<Engine*>(sqlite_.get()), static_cast<Engine*>(postgres_.get())}) {
      const Result<void> done = change(*engine);
      ASSERT_TRUE(done) << to_string(done.error());
    }
  }
  void expect_same_answer(const nlp::QueryNode& node, const Filters& filters, const SearchOptions& options) {
    const nlp::SearchQuery query = verbatim(node);
    const auto expected = sqlite_->search(query, filters, options);
    const auto answer = postgres_->search(query, filters, options);
    ASSERT_EQ(expected.has_value(), answer.has_value())
        << nlp::to_string(node) << (answer ? "" : " " + to_string(answer.error()));
    if (!expected) {
      EXPECT_EQ(expected.error().code, answer.error().code) << nlp::to_string(node);
      return;
    }
    EXPECT_EQ(answer->total, expected->total) << nlp::to_string(node);
    EXPECT_EQ(answer->with_all, expected->with_all) << nlp::to_string(node);
    EXPECT_EQ(answer->boilerplate, expected->boilerplate) << nlp::to_string(node);
    EXPECT_EQ(answer->hits, expected->hits) << nlp::to_string(node);
    EXPECT_EQ(answer->facets, expected->facets) << nlp::to_string(node);
    hits_ += expected->hits.size();
    if (expected->hits.empty()) return;
    const DocumentId& document = expected->hits.front().document;
    const auto why = value_of(sqlite_->explain(query, filters, document, 2));
    const auto other = value_of(postgres_->explain(query, filters, document, 2));
    ASSERT_EQ(why.size(), other.size());
    for (std::size_t i = 0; i < why.size(); ++i) {
      EXPECT_EQ(why[i].parts, other[i].parts) << nlp::to_string(node);
      EXPECT_EQ(why[i].rank, other[i].rank) << nlp::to_string(node);
    }
  }
  void expect_same(int questions) {
    for (int i = 0; i < questions; ++i) {
      const SearchOptions options = questions_.make_options();
      expect_same_answer(questions_.make_query(2), questions_.make_filters(), options);
    }
    for (int i = 0; i < questions / 10; ++i) {
      const Filters filters = questions_.make_filters();
      EXPECT_EQ(value_of(postgres_->find_mentions(filters)), value_of(sqlite_->find_mentions(filters)));
      std::string mistyped = questions_.token();
      mistyped[questions_.pick(mistyped.size())] = 'q';
      EXPECT_EQ(value_of(postgres_->suggest_terms(mistyped, 5)),
                value_of(sqlite_->suggest_terms(mistyped, 5)));
    }
    EXPECT_EQ(value_of(postgres_->list_sources()), value_of(sqlite_->list_sources()));
    EXPECT_EQ(value_of(postgres_->list_unread()), value_of(sqlite_->list_unread()));
    for (const DocumentId& id : value_of(sqlite_->list_documents())) {
      EXPECT_EQ(value_of(postgres_->load_document(id)), value_of(sqlite_->load_document(id)));
      EXPECT_EQ(value_of(postgres_->load_passages(id, PageIndex{1})),
                value_of(sqlite_->load_passages(id, PageIndex{1})));
    }
    EXPECT_THAT(value_of(postgres_->verify()), testing::IsEmpty());
  }

  TestFolder folder_;
  std::unique_ptr<SqliteEngine> sqlite_;
  std::unique_ptr<PostgresEngine> postgres_;
  RandomQuestions questions_;
  std::size_t hits_ = 0;
};

TEST_F(EngineDifferentialTest, AnswersAlikeThroughAddingReplacingRemovingAndMerging) {
  const std::string form =
      "Wat doet de gemeente om de nazorg van het gezin en de jeugd goed te regelen in het plan";
  for (std::uint64_t i = 0; i < 60; ++i) {
    SampleDocument document = make_random_document(i, 12);
    document.record.metadata.title = std::string("nul\0 en \xFF", 10);
    document.record.sources.front().path = "/in/\xE9\x01 " + std::to_string(i % 7) + ".pdf";
    if (i % 3 == 0) {  // the same words in the documents of many: marked as printed wording
      const SampleDocument printed = make_document(document.record.id, {form});
      document.passages[5].text = form;
      document.passages[5].words = printed.passages[0].words;
      document.passages[5].sentences = printed.passages[0].sentences;
      document.passages[5].mentions.clear();
    }
    if (i % 5 == 0) document.record.pages.back().verdict = PageVerdict::kUnread;
    questions_.add_document(document.record.id);
    const bool is_batch = i % 4 == 0;
    change_both([&](Engine& engine) -> Result<void> {
      if (is_batch) VP_TRY(engine.begin_batch());
      VP_TRY(engine.replace_document(document.record, document.passages));
      if (is_batch && i % 8 == 0) VP_TRY(engine.replace_document(document.record, document.passages));
      return is_batch ? engine.commit_batch() : Result<void>();
    });
  }
  expect_same(150);
  change_both([](Engine& engine) { return engine.optimize(); });
  expect_same(100);
  const DocumentSource elsewhere{"/in/anders.pdf", {"Berkendam", "Grip", "", "inspectie", "", "2014-02", ""}};
  for (std::uint64_t i = 0; i < 60; i += 3) {
    const DocumentId& id = questions_.documents()[i + 1];
    change_both([&](Engine& engine) -> Result<void> {
      if (i % 2 == 0) return engine.remove_document(id);
      return engine.replace_sources(id, std::span(&elsewhere, 1));
    });
  }
  expect_same(100);
  change_both([](Engine& engine) { return engine.optimize(); });
  open();
  expect_same(100);
  EXPECT_GT(hits_, 1'000U) << "questions without answers show nothing";
}

}  // namespace
}  // namespace vp::index
