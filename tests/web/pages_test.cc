// The pages as the browser gets them: what they say, what they let a person do, and that nobody else's words become
// markup.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/web/template_set.h"
#include "apps/web/texts.h"
#include "apps/web/view.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/web/pages_fixture.h"

namespace vp::web {
namespace {

using apps::SampleDossier;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Two real samples and one whose words are markup, with the factsheet's findings.
class PagesTest : public PagesFixture {
 protected:
  static void SetUpTestSuite() {
    sample_ = std::make_unique<SampleDossier>("pages");
    sample_->ingest({"samples/oostbrenk/factsheet_oostbrenk_2014.pdf"},
                    {"--municipality", "Oostbrenk", "--approach", "Waakvlamteam", "--role", "inspectie",
                     "--round", "2014", "--received-date", "2014-03-10"});
    sample_->ingest({"samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf"},
                    {"--municipality", "Oostbrenk", "--approach", "Waakvlamteam", "--role", "gemeente",
                     "--round", "2014", "--submitter", kEvil});
    ingest::PdfBuilder evil;
    evil.add_page(
        {ingest::text_at(40, 300,
                         "De regisseur heeft <script>alert\\(1\\)</script> doorzettingsmacht & \"mandaat\"."),
         "0 0 400 400", ""});
    evil.set_trailer("/Info << /Title (Titel <script>alert\\(1\\)</script> met woorden) >>");
    const auto file = sample_->folder().parent_path() / "kwaad<script>alert(1)<!--'.pdf";
    std::ofstream(file, std::ios::binary) << evil.build();
    EXPECT_EQ(sample_
                  ->run({"ingest", file.string(), "--municipality", "<b>Kwaad</b>", "--approach", "A\"'<i>",
                         "--round", "2014"})
                  .status,
              apps::ExitStatus::kDone);
    std::filesystem::remove(file);
    EXPECT_EQ(sample_->run({"findings", "import"}).status, apps::ExitStatus::kDone);
    start_app();
  }
};

/// After all tests of all suites of pages in one run (CMakeLists.txt): every tag of every template was filled by one.
class TagCheck : public testing::Environment {
 public:
  void TearDown() override {
    const testing::UnitTest& unit = *testing::UnitTest::GetInstance();
    for (int i = 0; i < unit.total_test_suite_count(); ++i) {
      const testing::TestSuite& suite = *unit.GetTestSuite(i);
      const bool is_of_pages = std::string_view(suite.name()).ends_with("PagesTest");
      if (is_of_pages && suite.test_to_run_count() < suite.total_test_count()) return;
    }
    const auto templates = WebApp::templates();
    ASSERT_TRUE(templates);
    const std::set<std::string>& filled = (*templates)->filled_tags();
    // Shown inside other templates only.
    const std::set<std::string> parts = {"facet_value",  "foot",        "head",         "paging",
                                         "passage_list", "place_words", "saved_list",   "search_form",
                                         "section_nav",  "share_chart", "share_figure", "voice"};
    // What pages share is filled where one of them fills it.
    std::set<std::string> filled_names;
    for (const std::string& tag : filled)
      filled_names.insert(tag.substr(tag.find(": ") + 2));
    std::set<std::string> shared;
    for (const std::string& tag : (*templates)->list_tags()) {
      if (parts.contains(tag.substr(0, tag.find(": ")))) shared.insert(tag.substr(tag.find(": ") + 2));
    }
    std::vector<std::string> missing;
    for (const std::string& tag : (*templates)->list_tags()) {
      const std::size_t colon = tag.find(": ");
      const std::string name = tag.substr(colon + 2);
      const bool is_known = name.starts_with("t.")
                                ? texts().find(name.substr(2)).has_value()
                                : parts.contains(tag.substr(0, colon)) || filled.contains(tag) ||
                                      (shared.contains(name) && filled_names.contains(name));
      if (!is_known) missing.push_back(tag);
    }
    EXPECT_THAT(missing, testing::IsEmpty());
  }
};
// NOLINTNEXTLINE(cert-err58-cpp): the test library keeps it until the end.
[[maybe_unused]] const testing::Environment* const kTagCheck =
    testing::AddGlobalTestEnvironment(new TagCheck);

constexpr char kColumn[] = "Oostbrenk%E2%90%9FWaakvlamteam%E2%90%9F2014";

TEST_F(PagesTest, SearchSaysWhatItFoundAndWhatItDidNotRead) {
  const std::string page = get("/zoeken?q=doorzettingsmacht");
  EXPECT_THAT(page, AllOf(HasSubstr("<mark>doorzettingsmacht</mark>"), HasSubstr("Gekoppeld aan"),
                          HasSubstr("Niet alles is gelezen")));
  EXPECT_THAT(page, HasSubstr("Zonder verwante woorden"));
  EXPECT_THAT(get("/zoeken?q=doorzettingsmacht&verwant=uit"), HasSubstr("Alleen de woorden zelf."));
  EXPECT_THAT(get("/zoeken?q=evalueren"), HasSubstr("<span class=\"word\">evaluatie</span>"));
  EXPECT_THAT(get("/zoeken?q=regie&gemeente=Oostbrenk&rol=gemeente&koppeling=no&sorteer=document"),
              HasSubstr("Verwijder filter"));
  EXPECT_THAT(get("/zoeken?gemeente=Oostbrenk"), HasSubstr("rel=\"next\""));
  EXPECT_THAT(get("/zoeken?gemeente=Oostbrenk&p=2"), HasSubstr("rel=\"prev\""));
  EXPECT_THAT(get("/zoeken?q=doorzetingsmacht"), HasSubstr("Bedoelde u"));
  EXPECT_THAT(get("/zoeken"), HasSubstr("Zo vraagt u"));
}

TEST_F(PagesTest, NothingFoundSaysWhichFilterKeptHowMuchAway) {
  const std::string page = get("/zoeken?q=waakvlamteam&rol=netwerkpartner");
  EXPECT_THAT(page, AllOf(HasSubstr("Niets gevonden"), HasSubstr("Zonder Ingediend door: Netwerkpartner")));
  EXPECT_THAT(get("/zoeken?q=zzzqqq"), HasSubstr("minder of andere woorden"));
  EXPECT_THAT(get("/zoeken?q=(a", 400), HasSubstr("niet te lezen bij teken"));
  EXPECT_THAT(get("/zoeken?q=a&indicator=Z9.9", 400), HasSubstr("Deze waarde kan hier niet"));
}

TEST_F(PagesTest, FiltersOfSeveralValuesAddUp) {
  const auto total = [](const std::string& page) { return std::stoi(between(page, "id=\"totaal\">", " ")); };
  const int both = total(get("/zoeken?q=de+regisseur"));
  const int one = total(get("/zoeken?q=de+regisseur&koppeling=yes"));
  const int other = total(get("/zoeken?q=de+regisseur&koppeling=no"));
  EXPECT_GT(one, 0);
  EXPECT_GT(other, 0);
  EXPECT_EQ(one + other, both);
  EXPECT_EQ(total(get("/zoeken?q=de+regisseur&koppeling=no&koppeling=yes")), both);
}

TEST_F(PagesTest, APassageIsLinkedJudgedAndConfirmed) {
  const std::string found = get("/zoeken?q=regisseur&rol=gemeente");
  const std::string reader = unescape(between(found, "class=\"hit-open\" href=\"", "\""));
  const std::string page = get(reader);
  EXPECT_THAT(page, AllOf(HasSubstr("mark-chosen"), HasSubstr("<tspan"), HasSubstr("Deze passage wijst op"),
                          HasSubstr("√")));
  EXPECT_THAT(get(reader + "&weergave=tekst"),
              AllOf(HasSubstr("<mark class=\"chosen\">"), HasSubstr("Als pagina")));
  std::string form = "toelichting=zie+bijlage&strekking=voor&indicator=C3.1&aanpak=" + std::string(kColumn);
  for (const char* const name : {"document", "passage", "totpassage", "van", "tot"})
    form += "&" + std::string(name) + "=" + hidden(page, name);
  const std::string linked = get(location(ask("POST", "/koppelen", form)));
  EXPECT_THAT(linked, HasSubstr("Gekoppeld aan B-"));
  const std::string href = between(linked, "role=\"status\">", "</p>");
  const std::string address = between(href, "href=\"", "\"");
  std::string finding = get(address);
  EXPECT_THAT(finding, AllOf(HasSubstr("Geschiedenis"), HasSubstr("zie bijlage")));
  const std::string revision = hidden(finding, "revisie");
  const auto judge = [&](const std::string& fields) { return ask("POST", address + "/oordeel", fields); };
  location(judge("actie=opslaan&oordeel=voldoet&tekst=" + encode_percent(kEvil) +
                 "&letop=let+hier+op&revisie=" + revision));
  finding = get(address);
  EXPECT_THAT(finding, AllOf(HasSubstr("concept"), HasSubstr("&lt;script&gt;"), HasSubstr("let hier op")));
  EXPECT_THAT(get("/matrix?indicator=C3.1&kolom=" + std::string(kColumn)),
              HasSubstr("id=\"paneel-vaststellen\""));
  EXPECT_THAT(get("/matrix/cel?indicator=C3.1&kolom=" + std::string(kColumn)),
              HasSubstr("paneel-vaststellen"));
  // The same form again, from before: somebody's work would be lost, so nothing is stored and nothing is lost.
  const HttpResponse conflict =
      judge("actie=opslaan&oordeel=verbeterpunt&tekst=mijn+eigen+tekst&revisie=" + revision);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("mijn eigen tekst"), HasSubstr("Intussen gewijzigd"),
                                   HasSubstr("let hier op")));
  location(judge("actie=vaststellen&oordeel=voldoet&tekst=Bel+06-12345678+gerust.&opmerking=gezien&revisie=" +
                 hidden(finding, "revisie")));
  finding = get(address);
  EXPECT_THAT(finding, AllOf(HasSubstr("vastgesteld"), HasSubstr("gezien")));
  EXPECT_THAT(get("/rapporten?soort=factsheet&gemeente=Oostbrenk"),
              AllOf(HasSubstr("Dit lijkt persoonlijk"), HasSubstr("06-12345678"), Not(HasSubstr("<iframe"))));
  EXPECT_THAT(get("/rapporten?soort=factsheet&gemeente=Oostbrenk&privacy=weglaten"), HasSubstr("<iframe"));
  EXPECT_EQ(ask("GET", "/rapporten/bestand?soort=factsheet&gemeente=Oostbrenk&vorm=csv").status, 400);
  EXPECT_EQ(judge("actie=vervallen&oordeel=voldoet&tekst=x&revisie=" + hidden(finding, "revisie")).status,
            400);
  const std::string evidence = hidden(finding, "koppeling");
  EXPECT_THAT(get(location(ask("POST", "/ontkoppelen", "koppeling=" + evidence))), HasSubstr("<main"));
  location(judge("actie=ongedaan&oordeel=voldoet&tekst=klaar&revisie=" + hidden(get(address), "revisie")));
}

TEST_F(PagesTest, ConfirmingNeedsWordsAndAPlace) {
  const std::string matrix = get("/matrix?indicator=A1.4&kolom=" + std::string(kColumn));
  EXPECT_THAT(matrix, HasSubstr("id=\"paneel\""));
  const std::string panel = get("/matrix/cel?indicator=A2.2&kolom=" + std::string(kColumn));
  EXPECT_THAT(panel, AllOf(HasSubstr("De doorzettingsmacht voor de regisseur"), HasSubstr("<blockquote"),
                           Not(HasSubstr("<html"))));
  EXPECT_THAT(get("/matrix/cel?indicator=A2.2&kolom=x", 404), HasSubstr("niet (meer)"));
  const std::string finding = between(panel, "/bevindingen/", "\"");
  const std::string page = get("/bevindingen/" + finding);
  const HttpResponse refused =
      ask("POST", "/bevindingen/" + finding + "/oordeel",
          "actie=vaststellen&oordeel=voldoet&tekst=&revisie=" + hidden(page, "revisie"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("Vaststellen kan pas"));
}

TEST_F(PagesTest, DocumentsSayWhatWasNotRead) {
  const std::string page = get("/documenten");
  EXPECT_THAT(page,
              AllOf(HasSubstr("Deels gelezen"), HasSubstr("3 van 4"), HasSubstr("een scan zonder tekst")));
  EXPECT_THAT(get("/documenten?staat=onvolledig"), HasSubstr("1 bestand"));
  const std::string original = between(page, "href=\"/documenten/", "\"");
  const HttpResponse file = ask("GET", "/documenten/" + original);
  EXPECT_FALSE(file.file.empty());
  EXPECT_THAT(file.headers, testing::Contains(testing::Pair("Content-Type", "application/octet-stream")));
  EXPECT_THAT(file.headers, testing::Contains(testing::Pair("Content-Disposition", HasSubstr("attachment"))));
}

TEST_F(PagesTest, TheReaderShowsThePictureOfThePage) {
  const std::string document = between(get("/documenten"), "/lezer/", "\"");
  const std::string reader = get("/lezer/" + document + "?pagina=1");
  ASSERT_THAT(reader, HasSubstr("/paginas/"));
  const std::string address = "/paginas/" + between(reader, "/paginas/", "\"");
  const HttpResponse picture = ask("GET", address);
  EXPECT_EQ(picture.status, 200);
  std::ifstream file(picture.file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_THAT(bytes, AllOf(testing::StartsWith("RIFF"), HasSubstr("WEBPVP8L")));
  EXPECT_THAT(get("/lezer/" + document + "?pagina=1"), HasSubstr(address)) << "and finds it again";
  EXPECT_EQ(ask("GET", "/paginas/" + document.substr(0, 64) + "/99999").status, 404);
}

TEST_F(PagesTest, ReportsComeInEveryForm) {
  EXPECT_THAT(get("/rapporten"), HasSubstr("Factsheet"));
  EXPECT_THAT(get("/rapporten?soort=factsheet&gemeente=Oostbrenk&privacy=weglaten"),
              AllOf(HasSubstr("<iframe"), HasSubstr("vorm=odt")));
  EXPECT_THAT(get("/rapporten/voorbeeld?soort=factsheet&gemeente=Oostbrenk&privacy=weglaten"),
              AllOf(HasSubstr("/middelen/rapport-"), Not(HasSubstr("<style"))));
  for (const char* const form : {"html", "odt", "xlsx", "csv", "json"}) {
    HttpRequest request;
    request.method = "GET";
    request.target = "/rapporten/bestand?soort=matrix&privacy=weglaten&vorm=" + std::string(form);
    const HttpResponse file = app_->answer(request);
    EXPECT_EQ(file.status, 200) << form;
    EXPECT_GT(file.body.size(), 500U) << form;
    EXPECT_THAT(file.headers,
                testing::Contains(testing::Pair("Content-Disposition", HasSubstr("attachment"))));
  }
  EXPECT_EQ(ask("GET", "/rapporten/bestand?soort=matrix&vorm=exe").status, 400);
}

TEST_F(PagesTest, WordsFromOutsideNeverBecomeMarkup) {
  const std::string page = get("/zoeken?q=mandaat&gemeente=" + encode_percent("<b>Kwaad</b>"));
  EXPECT_THAT(page, AllOf(HasSubstr("&lt;script&gt;"), HasSubstr("&lt;b&gt;Kwaad")));
  get(unescape(between(page, "class=\"hit-open\" href=\"", "\"")));
  get(unescape(between(page, "data-preview=\"", "\"")));
  for (const char* const address : {"/zoeken?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/bevindingen",
                                    "/documenten", "/matrix", "/rapporten?soort=landelijk"})
    ask("GET", address);
  ask("GET", "/zoeken?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E");
  location(ask("POST", "/zoeken/bewaren", "naam=vraag&q=" + encode_percent(kEvil)));
  EXPECT_THAT(get("/zoeken"), HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(get("/zoeken?q=regie"), HasSubstr("Bewaarde zoekvragen"));
  // A way back leads to ourselves or nowhere.
  EXPECT_THAT(
      get(unescape(between(page, "class=\"hit-open\" href=\"", "&amp;terug")) + "&terug=%2F%2Fkwaad.example"),
      Not(HasSubstr("kwaad.example")));
}

TEST_F(PagesTest, ManyQuestionsAtOnceAreCountedAndDownloaded) {
  EXPECT_THAT(get("/zoeken/reeks"), AllOf(HasSubstr("Veel vragen tegelijk"), HasSubstr("<textarea")));
  const auto post = [](const std::string& text) {
    return ask("POST", "/zoeken/reeks", UrlFields().add("vragen", text).to_address("").substr(1));
  };
  const std::string address = location(
      post("nr;vraag;gemeente;aantal\r\n7;regisseur;Oostbrenk;2\r\n8;;;\r\n9;regisseur;Nergenshuizen;"
           "\r\n10;\"los\"x;;\r\n11;zorg EN (;;\r\n12;qqxyzzq;;\r\n13;regisseur;;0\r\n14;te;weinig\r\n"));
  ASSERT_TRUE(address.starts_with("/zoeken/reeks?lijst="));
  const std::string page = get(address);
  const std::string one = get("/zoeken?q=regisseur&gemeente=Oostbrenk");
  const std::string total = between(one, "id=\"totaal\">", " passage");
  EXPECT_THAT(page, AllOf(HasSubstr("8 vragen"), HasSubstr("4 regels kunnen niet"),
                          HasSubstr("/zoeken?q=regisseur&amp;gemeente=Oostbrenk"),
                          HasSubstr("<td class=\"num\">" + total + "</td>")));
  EXPECT_THAT(
      page, AllOf(HasSubstr("Regel 3: er staat geen vraag"),
                  HasSubstr("Regel 4: ‘Nergenshuizen’ is hier niet bekend"),
                  HasSubstr("Regel 5: aanhalingstekens"), HasSubstr("Regel 6: De zoekvraag is niet te lezen"),
                  HasSubstr("Regel 8: het aantal"), HasSubstr("Regel 9: deze regel heeft een ander aantal")));
  const HttpResponse file =
      ask("GET", "/zoeken/reeks.csv?lijst=" + address.substr(std::string("/zoeken/reeks?lijst=").size()));
  EXPECT_EQ(file.status, 200);
  EXPECT_THAT(file.body,
              AllOf(HasSubstr("7,regisseur," + total + ",1,"), HasSubstr("7,regisseur," + total + ",2,"),
                    Not(HasSubstr("7,regisseur," + total + ",3,")), HasSubstr("er staat geen vraag"),
                    HasSubstr("12,qqxyzzq,0,")));

  EXPECT_THAT(get(location(post("regisseur\n" + std::string(kEvil) + "\n"))), HasSubstr("geen kopregel"));
  EXPECT_EQ(post("  \n").status, 400);
  HttpResponse refused = post("vraag;gemente\nregie;Oostbrenk\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("‘gemente’"), HasSubstr("regie;Oostbrenk")));  // still there to mend
  EXPECT_EQ(post("gemeente\nOostbrenk\n").status, 400);
  std::string many;
  for (int i = 0; i < 501; ++i)
    many += "regie\n";
  refused = post(many);
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("Dit zijn 501 vragen"));
  for (const char* const bad : {"0123456789abcdef", "..%2Fdossier", "x"})
    EXPECT_EQ(ask("GET", std::string("/zoeken/reeks?lijst=") + bad).status, 404) << bad;
  EXPECT_EQ(location(ask("POST", "/zoeken/bewaren", "naam=vast&q=regisseur")), "/zoeken");
  EXPECT_THAT(get("/zoeken/reeks?lijst=bewaard"), HasSubstr("<td class=\"num\">vast</td>"));
  EXPECT_THAT(get("/zoeken/reeks"), HasSubstr("De bewaarde zoekvragen stellen"));
}

TEST_F(PagesTest, WhatIsNotThereSaysSo) {
  for (const char* const address : {"/onzin",
                                    "/lezer/"
                                    "0000000000000000000000000000000000000000000000000000000000000000",
                                    "/bevindingen/99999", "/documenten/x/origineel"})
    EXPECT_GE(ask("GET", address).status, 400) << address;
  EXPECT_EQ(ask("GET", "/koppelen").status, 404);
  EXPECT_EQ(ask("POST", "/koppelen", "passage=1").status, 400);
  EXPECT_EQ(ask("POST", "/zoeken").status, 404);
  EXPECT_EQ(ask("GET", "/middelen/../x").status, 400);
}

TEST_F(PagesTest, UploadsAreReadAndShown) {
  const std::filesystem::path file = sample_->folder() / "upload-test";
  std::filesystem::copy_file(apps::corpus_file("samples/wielderveen/notitie_bemoeizorg_plus.pdf"), file);
  HttpRequest request;
  request.method = "PUT";
  request.target =
      "/documenten/bestand?naam=..%2Fnotitie.pdf&gemeente=Wielderveen&rol=gemeente&ontvangen=2014-02-17";
  request.body_file = file;
  EXPECT_EQ(app_->answer(request).status, 202);
  HttpRequest events;
  events.method = "GET";
  events.target = "/documenten/voortgang";
  HttpResponse stream = app_->answer(events);
  std::string last;
  for (int i = 0; i < 100'000'000; ++i) {  // until it is read; the test's own time limit ends it otherwise
    const auto event = stream.stream();
    ASSERT_TRUE(event);
    if (!event->empty()) last = *event;
    if (last.find("\"running\":false,\"done\":1") != std::string::npos) break;
  }
  EXPECT_THAT(get("/documenten"),
              AllOf(HasSubstr("notitie.pdf"), HasSubstr("Wielderveen"), HasSubstr("17 februari 2014")));
  request.target = "/documenten/bestand?naam=x.pdf&rol=koning";
  EXPECT_EQ(app_->answer(request).status, 400);
}

TEST(TemplateSetTest, AMissingNameIsAnErrorAndRawOutputNeedsSafeHtml) {
  auto set =
      TemplateSet::parse({{"page", "{{#rows}}{{name}} {{{mark_html}}}{{/rows}}{{t.tab.zoeken}}{{> part}}"},
                          {"part", "<{{x}}>"}});
  ASSERT_TRUE(set);
  View row;
  row.set("name", "<a>").set("mark_html", SafeHtml::made("<mark>b</mark>"));
  View page;
  page.set("rows", View::Views{row});
  EXPECT_EQ(set->render("page", page).error().what, "the view has no 'x'");
  page.set("x", "&");
  EXPECT_EQ(*set->render("page", page), "&lt;a&gt; <mark>b</mark>Zoeken<&amp;>");
  EXPECT_FALSE(TemplateSet::parse({{"page", "{{{name}}}"}}));
  EXPECT_FALSE(TemplateSet::parse({{"page", "{{> page}}"}}));
  EXPECT_THROW(row.set("name", SafeHtml::made("<b>")), std::logic_error);
}

}  // namespace
}  // namespace vp::web
