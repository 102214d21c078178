// Reading in the browser: broken off, gone on with, also after the program was ended; and a dossier with nothing in it.
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "apps/web/page_context.h"
#include "tests/web/pages_fixture.h"

namespace vp::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kEncrypted[] = "samples/oostbrenk/werkafspraken_casusoverleg.pdf";

/// A pool that reads nothing until it is told to.
class HeldPool : public ingest::WorkerPool {
 public:
  explicit HeldPool(ingest::WorkerPool& pool) : pool_(pool) {}
  void hold() { set(true); }
  void let_go() { set(false); }
  /// Until somebody stands before it.
  void wait_for_reader() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
  }
  Result<Document> extract_file(int file_descriptor) override {
    {
      std::unique_lock lock(mutex_);
      ++waiting_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !is_held_; });
      --waiting_;
    }
    return pool_.extract_file(file_descriptor);
  }
  Result<ingest::PagePicture> draw_page(int file_descriptor, const ingest::PageRequest& request) override {
    return pool_.draw_page(file_descriptor, request);
  }
  [[nodiscard]] std::uint64_t peak_worker_bytes() const override { return pool_.peak_worker_bytes(); }

 private:
  void set(bool is_held) {
    const std::scoped_lock lock(mutex_);
    is_held_ = is_held;
    changed_.notify_all();
  }
  ingest::WorkerPool& pool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_held_ = false;
  int waiting_ = 0;
};

class IngestPagesTest : public PagesFixture {
 protected:
  static void SetUpTestSuite() {
    ::setenv("VINDPLAATS_OCR", "none", 1);  // what is said without it
    sample_ = std::make_unique<apps::SampleDossier>("ingest_pages");
    start_app();
    held_ = std::make_unique<HeldPool>(*readers_);
    start_again();
  }
  static void TearDownTestSuite() {
    PagesFixture::TearDownTestSuite();
    held_.reset();
  }
  /// The application ends and is started anew.
  static void start_again() {
    app_.reset();
    WebAppOptions options{sample_->folder(), "visser", "0.0"};
    options.readers = held_.get();
    options.tools = tools_;
    app_ = std::make_unique<WebApp>(options);
  }
  static HttpResponse upload(const std::string& sample, const std::string& fields,
                             const std::string& password = "") {
    HttpRequest request;
    request.method = "PUT";
    request.target =
        "/documenten/bestand?naam=" + encode_percent(std::filesystem::path(sample).filename().string()) +
        fields;
    if (!password.empty()) request.headers.emplace_back("x-wachtwoord", encode_percent(password));
    request.body_file = app_->admit(request).file;
    // The guard lets nobody in without a cookie; where the server would have put the body is asked for directly.
    if (request.body_file.empty())
      request.body_file = sample_->folder() / ("upload-" + std::to_string(++uploads_));
    std::filesystem::copy_file(apps::corpus_file(sample), request.body_file);
    return app_->answer(request);
  }
  /// The page once nothing is being read any more.
  static std::string settled_page() {
    for (int i = 0; i < 6000; ++i) {
      std::string page = get("/documenten");
      if (page.find("id=\"inlezen-balk\"") == std::string::npos) return page;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "it never ends";
    return "";
  }
  static bool is_in_order() {
    auto dossier = index::Dossier::open(sample_->folder(), index::OpenMode::kRead);
    if (!dossier) return false;
    const auto is_done = dossier->engine().is_in_order();
    return is_done && *is_done;
  }
  static void expect_order() {
    for (int i = 0; i < 6000 && !is_in_order(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_TRUE(is_in_order());
  }
  inline static std::unique_ptr<HeldPool> held_;
  inline static int uploads_ = 0;
};

TEST_F(IngestPagesTest, AnEmptyDossierSaysWhatToDoFirst) {
  for (const char* const page : {"/zoeken", "/zoeken?q=regie"})
    EXPECT_THAT(get(page), AllOf(HasSubstr("Dit dossier is nog leeg"), HasSubstr("/documenten#toevoegen"),
                                 Not(HasSubstr("Niets gevonden"))));
  EXPECT_THAT(get("/documenten"), AllOf(HasSubstr("<h1>Documenten</h1>"), HasSubstr("id=\"toevoegen\" open"),
                                        Not(HasSubstr("Alle pagina"))));
  EXPECT_THAT(get("/nog-te-doen"),
              AllOf(HasSubstr("Zodra er documenten zijn"), Not(HasSubstr("Alles is gedaan"))));
  EXPECT_THAT(get("/rapporten/privacy"),
              AllOf(HasSubstr("Er zijn nog geen bevindingen"), Not(HasSubstr("Niets wacht"))));
  EXPECT_THAT(get("/matrix"), HasSubstr("Er zijn nog geen aanpakken"));
  for (const char* const page : {"/bevindingen", "/tegenspraken", "/tweede-lezing", "/plaatsen", "/ronden"})
    EXPECT_THAT(get(page), HasSubstr("class=\"note")) << page;
}

TEST_F(IngestPagesTest, WhatIsBrokenOffWaitsAndIsGoneOnWith) {
  held_->hold();
  ASSERT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&gemeente=Wielderveen").status, 202);
  held_->wait_for_reader();
  ASSERT_EQ(upload("samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf",
                   "&gemeente=Oostbrenk&rol=gemeente&peildatum=2014-03")
                .status,
            202);
  ASSERT_EQ(upload("samples/oostbrenk/factsheet_oostbrenk_2014.pdf", "&gemeente=Oostbrenk&ronde=2014").status,
            202);
  EXPECT_THAT(get("/documenten"), AllOf(HasSubstr("Inlezen 0 van 3"), HasSubstr("Inlezen onderbreken"),
                                        HasSubstr("Stand verversen")));
  EXPECT_EQ(location(ask("POST", "/documenten/onderbreken")), "/documenten#inlezen");
  EXPECT_THAT(get("/documenten"),
              AllOf(HasSubstr("Daarna wacht de rest"), Not(HasSubstr("Inlezen onderbreken"))));
  held_->let_go();
  std::string page = settled_page();
  EXPECT_THAT(page, AllOf(HasSubstr("2 bestanden wachten"), HasSubstr("Ga verder"), HasSubstr("Wielderveen"),
                          Not(HasSubstr("plan_van_aanpak"))));
  // What is added waits too.
  ASSERT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&gemeente=Oostbrenk").status, 202);
  EXPECT_THAT(settled_page(), HasSubstr("3 bestanden wachten"));

  start_again();
  page = get("/documenten");
  EXPECT_THAT(page, AllOf(HasSubstr("3 bestanden wachten"), HasSubstr("Ga verder")));
  EXPECT_EQ(location(ask("POST", "/documenten/verder")), "/documenten#inlezen");
  page = settled_page();
  EXPECT_THAT(page, AllOf(HasSubstr("plan_van_aanpak"), HasSubstr("factsheet_oostbrenk_2014"),
                          Not(HasSubstr("wachten")), HasSubstr("Laatst toegevoegd")));
  const auto submissions = dossier_->list_submissions();
  ASSERT_TRUE(submissions);
  EXPECT_EQ(submissions->size(), 4U);
  for (const Submission& submission : *submissions) {
    if (submission.path.find("plan_van_aanpak") == std::string::npos) continue;
    EXPECT_EQ(submission.labels.municipality, "Oostbrenk");
    EXPECT_EQ(submission.labels.role, "gemeente");
    EXPECT_EQ(submission.labels.evidence_date, "2014-03");
  }
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(sample_->folder() / "uploads", ignored))
    ADD_FAILURE() << "left behind: " << entry.path();
}

TEST_F(IngestPagesTest, NothingIsBrokenOffWhereNothingIsRead) {
  EXPECT_EQ(location(ask("POST", "/documenten/onderbreken")), "/documenten#inlezen");
  ASSERT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "").status, 202);
  EXPECT_THAT(settled_page(), AllOf(HasSubstr("Laatst toegevoegd"), Not(HasSubstr("Ga verder"))));
}

TEST_F(IngestPagesTest, AWayOfReadingThatIsNoneIsRefused) {
  EXPECT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&grenzen=geen").status, 400);
  EXPECT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&herkenning=soms").status, 400);
  EXPECT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&peildatum=2014-13").status, 400);
}

TEST_F(IngestPagesTest, APasswordOpensWhatIsEncryptedAndIsNotKept) {
  ASSERT_EQ(upload(kEncrypted, "&gemeente=Oostbrenk").status, 202);
  EXPECT_THAT(settled_page(), HasSubstr("Beveiligd met een wachtwoord"));
  held_->hold();
  ASSERT_EQ(upload("samples/wielderveen/notitie_bemoeizorg_plus.pdf", "&ronde=5").status, 202);
  ASSERT_EQ(upload(kEncrypted, "&gemeente=Haverdrecht&grenzen=ruim&herkenning=nooit", "gezin2014").status,
            202);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sample_->folder() / "uploads")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    EXPECT_THAT(text, Not(HasSubstr("gezin2014"))) << entry.path();
  }
  held_->let_go();
  EXPECT_THAT(settled_page(),
              AllOf(HasSubstr("Haverdrecht"), Not(HasSubstr("Beveiligd met een wachtwoord"))));
}

TEST_F(IngestPagesTest, AScanWithoutRecognitionSaysWhatIsMissing) {
  ASSERT_EQ(upload("samples/oostbrenk/verslag_netwerkoverleg_2014-04-17_scan.pdf", "").status, 202);
  EXPECT_THAT(settled_page(), HasSubstr("programma voor tekstherkenning"));
}

TEST(TaskWordsTest, SayWhatIsBeingDone) {
  IngestState state;
  EXPECT_EQ(task_words(state), "");
  state.is_running = true;
  state.done = 2;
  state.total = 5;
  EXPECT_EQ(task_words(state), "Inlezen 2 van 5");
  state.recognized = 3;
  state.to_recognize = 40;
  EXPECT_EQ(task_words(state), "Tekst herkennen 3 van 40");
  EXPECT_EQ(task_share(state).done, 3U);
  EXPECT_EQ(task_share(state).total, 40U);
  state.is_stopping = true;
  EXPECT_EQ(task_words(state), "Inlezen stopt …");
}

TEST_F(IngestPagesTest, TemplatesAreLookedForOnceUploadsPauseAlsoWhenTheProgramEndedBefore) {
  ASSERT_EQ(upload("samples/haverdrecht/bijlage_2_convenant.pdf", "&gemeente=Wielderveen").status, 202);
  settled_page();
  expect_order();
  ASSERT_EQ(upload("samples/haverdrecht/bijlage_2_convenant.pdf", "&gemeente=Haverdrecht").status, 202);
  settled_page();
  start_again();  // most often before it was done
  expect_order();
}

}  // namespace
}  // namespace vp::web
