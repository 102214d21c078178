// The pages about judging: comparing rounds, contradictions, places to be pointed at anew, second readings, what is still
// to be done, charts and decisions on privacy. Above all: what a second reader must not see, and that of two who work
// at once nobody loses anything.
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "tests/ingest/pdf_builder.h"
#include "tests/web/pages_fixture.h"

namespace vp::web {
namespace {

using apps::ExitStatus;
using apps::Json;
using apps::lines_of;
using apps::Ran;
using apps::SampleDossier;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Two rounds of one approach, judged by somebody else than the user; and a note that was handed in twice.
class JudgingPagesTest : public PagesFixture {
 protected:
  static void SetUpTestSuite() {
    sample_ = std::make_unique<SampleDossier>("judging_pages");
    ingest("samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf", "gemeente");
    ingest("samples/oostbrenk/vragenlijst_scholenkoepel_de_brenk.pdf", "netwerkpartner");
    const std::int64_t first =
        add("A2.2", "2014", "voldoet", {"--text", "Er is niemand met doorzettingsmacht."});
    for (const std::size_t number : {0U, 1U, 2U})
      link(first, sentence_of("gemeente", number), "voor");
    link(first, sentence_of("netwerkpartner"), "tegen");
    add("A2.2", "2015", "verbeterpunt", {"--text", std::string("Bel 06-12345678. ") + kEvil});
    add("A2.1", "2014", "verbeterpunt");
    add("A2.1", "2015", "voldoet", {"--note", "let hier op"});
    add("A1.1", "2014", "voldoet");
    add("A1.1", "2015", "voldoet");
    add("C3.1", "2014", "verbeterpunt");
    hand_in("eerste",
            {"Het Waakvlamteam heeft een regisseur met doorzettingsmacht voor elk gezin in de wijk.",
             "De evaluatie van de aanpak is in het voorjaar besproken met alle partners."});
    start_app();
  }

  static void ingest(const std::string& path, const std::string& role) {
    sample_->ingest({path}, {"--municipality", "Oostbrenk", "--approach", "Waakvlamteam", "--round", "2014",
                             "--role", role});
  }
  static std::int64_t add(const std::string& indicator, const std::string& round, const std::string& verdict,
                          const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {
        "findings",  "add",        "--json",       "--author", "mulder", "--municipality",
        "Oostbrenk", "--approach", "Waakvlamteam", "--round",  round,    "--indicator",
        indicator,   "--verdict",  verdict};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = sample_->run(arguments);
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
    return ran.out.empty() ? 0 : lines_of(ran.out).front()["finding"].get<std::int64_t>();
  }
  static void change(const std::string& indicator, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"findings", "set", "--author", "mulder"};
    for (const std::string& part : cell_of(indicator, "2014"))
      arguments.push_back(part);
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = sample_->run(arguments);
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  }
  static std::vector<std::string> cell_of(const std::string& indicator, const std::string& round) {
    return {"--municipality", "Oostbrenk", "--approach",  "Waakvlamteam",
            "--round",        round,       "--indicator", indicator};
  }
  static void review(const std::string& indicator, const std::string& verdict, const std::string& who) {
    std::vector<std::string> arguments = {"review", "add", "--author", who, "--verdict", verdict};
    for (const std::string& part : cell_of(indicator, "2014"))
      arguments.push_back(part);
    const Ran ran = sample_->run(arguments);
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  }
  static void link(std::int64_t finding, const Json& sentence, const std::string& stance) {
    const Ran ran = sample_->run({"findings", "link", std::to_string(finding), "--document",
                                  sentence["document"], "--passage", sentence["passage"].dump(), "--span",
                                  sentence["span"].dump(), "--stance", stance});
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  }
  static Json sentence_of(const std::string& role, std::size_t number = 0) {
    const std::vector<Json> rows = lines_of(sample_->run({"evidence", "--role", role, "--json"}).out);
    EXPECT_GT(rows.size(), number);
    return number < rows.size() ? rows[number] : Json::object();
  }
  /// notitie.pdf with these lines, out of a folder of its own.
  static void hand_in(const std::string& folder, const std::vector<std::string>& lines) {
    std::string content;
    float y = 350;
    for (const std::string& line : lines)
      content += ingest::text_at(20, y -= 40, line, 8);
    ingest::PdfBuilder pdf;
    pdf.add_page({content, "0 0 400 400", ""});
    const std::filesystem::path file = sample_->folder().parent_path() /
                                       (sample_->folder().filename().string() + "_" + folder) / "notitie.pdf";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << pdf.build();
    EXPECT_EQ(sample_
                  ->run({"ingest", file.string(), "--municipality", "Aalwijk", "--approach", "De Spil",
                         "--round", "2014", "--role", "gemeente"})
                  .status,
              ExitStatus::kDone);
    std::filesystem::remove_all(file.parent_path());
  }
  static std::string address_of(const std::string& path, const std::string& indicator) {
    return path + "?kolom=Oostbrenk%E2%90%9FWaakvlamteam%E2%90%9F2014&indicator=" + indicator;
  }
  /// The hidden fields and what was chosen, as the browser would post them.
  static std::string reading_form(const std::string& page, const std::string& verdict,
                                  const std::string& comment) {
    return "kolom=" + encode_percent(hidden(page, "kolom")) + "&indicator=" + hidden(page, "indicator") +
           "&revisie=" + hidden(page, "revisie") + "&laatste=" + hidden(page, "laatste") +
           "&oordeel=" + verdict + "&opmerking=" + encode_percent(comment);
  }
};

TEST_F(JudgingPagesTest, RoundsAreComparedWithLinksToBothFindings) {
  const std::string page = get("/ronden");
  EXPECT_THAT(page, AllOf(HasSubstr("teruggevallen"), HasSubstr("opgepakt"), HasSubstr("LET OP"),
                          HasSubstr("1 van 2 verbeterpunten opgepakt; 1 teruggevallen")));
  EXPECT_THAT(page, Not(HasSubstr("A1.1 "))) << "its mark is the same in both rounds";
  EXPECT_THAT(between(page, "A2.2 ", "</tr>"),
              AllOf(HasSubstr("/bevindingen/1\""), HasSubstr("/bevindingen/2\"")));
  EXPECT_THAT(get("/ronden?toon=gebleven"), AllOf(HasSubstr("A1.1 "), Not(HasSubstr("A2.2 "))));
  EXPECT_THAT(get("/ronden?toon=alles"), AllOf(HasSubstr("A1.1 "), HasSubstr("geen bevinding")));
  EXPECT_THAT(get("/ronden?toon=niet-opgepakt"), HasSubstr("is geen cel te tonen"));
  EXPECT_THAT(get("/ronden?eerste=2015&tweede=2015"), HasSubstr("twee verschillende ronden"));
  EXPECT_THAT(get("/ronden?gemeente=Nergenshuizen"), HasSubstr("valt dan niets te vergelijken"));
  EXPECT_EQ(ask("GET", "/ronden?toon=onzin").status, 400);
  EXPECT_THAT(get("/matrix"), HasSubstr("href=\"/ronden\""));
  EXPECT_THAT(get("/rapporten"), HasSubstr("href=\"/ronden\""));
}

TEST_F(JudgingPagesTest, ContradictionsCiteBothSides) {
  const std::string page = get("/tegenspraken?gemeente=Oostbrenk&soort=passages");
  EXPECT_THAT(page, AllOf(HasSubstr("1 tegenspraak"), HasSubstr("√ voor"), HasSubstr("X tegen"),
                          HasSubstr("Gemeente</strong>"), HasSubstr("Netwerkpartner</strong>"),
                          HasSubstr("B-001"), HasSubstr("/matrix?kolom=Oostbrenk")));
  std::size_t places = 0;
  for (std::size_t at = page.find("voice-place\"><a href=\""); at != std::string::npos;
       at = page.find("voice-place\"><a href=\"", at + 1)) {
    ++places;
    const std::string reader = unescape(between(page.substr(at), "href=\"", "\""));
    EXPECT_THAT(get(reader), HasSubstr("mark-chosen")) << reader;
  }
  EXPECT_EQ(places, 4U);
  EXPECT_THAT(page, HasSubstr("1 passage erbij"));
  EXPECT_THAT(get("/tegenspraken?gemeente=Oostbrenk&soort=oordeel"),
              AllOf(HasSubstr("Er is niemand met doorzettingsmacht."), HasSubstr("voldoet"),
                    HasSubstr("Niet geregeld")));
  EXPECT_THAT(get("/tegenspraken?gemeente=Nergenshuizen"), HasSubstr("Niets spreekt elkaar hier tegen"));
  EXPECT_THAT(get("/tegenspraken?gemeente=*"), HasSubstr("tegenspra"));
  EXPECT_EQ(ask("GET", "/tegenspraken?soort=onzin").status, 404);
  EXPECT_THAT(get("/tegenspraken?gemeente=" + encode_percent(kEvil)), HasSubstr("0 tegenspraken"));
}

TEST_F(JudgingPagesTest, ASecondReaderSeesNothingOfTheFirst) {
  const std::string address = address_of("/tweede-lezing/cel", "A2.2");
  EXPECT_THAT(get("/tweede-lezing"), AllOf(HasSubstr("A2.2 "), HasSubstr("/tweede-lezing/cel?kolom="),
                                           Not(HasSubstr("verdict-met")), Not(HasSubstr("B-001"))));
  const auto without_revision = [](std::string page) {
    const std::string field = "name=\"revisie\" value=\"";
    const std::size_t begin = page.find(field) + field.size();
    return page.erase(begin, page.find('"', begin) - begin);
  };
  const std::string before = get(address);
  EXPECT_THAT(before, AllOf(HasSubstr("<blockquote class=\"quoted\">"), HasSubstr("name=\"oordeel\""),
                            Not(HasSubstr("niemand met doorzettingsmacht")), Not(HasSubstr("/bevindingen/")),
                            Not(HasSubstr("checked"))));
  // Whatever the first reader says, this page is the same, byte for byte; and so is every page it leads to.
  std::vector<std::string> readers;
  for (std::size_t at = before.find("href=\"/lezer/"); at != std::string::npos;
       at = before.find("href=\"/lezer/", at + 1))
    readers.push_back(unescape(between(before.substr(at), "href=\"", "\"")));
  ASSERT_GE(readers.size(), 2U);
  std::vector<std::string> pages;
  for (const std::string& reader : readers) {
    pages.push_back(get(reader));
    EXPECT_THAT(pages.back(), AllOf(HasSubstr("mark-chosen"), Not(HasSubstr("mark-linked")),
                                    Not(HasSubstr("class=\"sign")), Not(HasSubstr("/bevindingen/")),
                                    Not(HasSubstr("id=\"koppel\"")), Not(HasSubstr("class=\"dot\""))));
    pages.push_back(get(reader + "&weergave=tekst"));
    EXPECT_THAT(pages.back(), AllOf(HasSubstr("lezing=blind"), Not(HasSubstr("<mark>"))));
  }
  change("A2.2", {"--verdict", "verbeterpunt", "--text", "Nu iets anders.", "--note", "en dit"});
  review("A2.2", "verbeterpunt", "bakker");
  EXPECT_EQ(without_revision(get(address)), without_revision(before)) << "nor of another second reader";
  EXPECT_THAT(get(address_of("/tweede-lezing/verschil", "A2.2") + "&ook=alle"),
              AllOf(HasSubstr("Nu iets anders."), HasSubstr("bakker"), HasSubstr("class=\"passages\"")));
  std::size_t page = 0;
  for (const std::string& reader : readers) {
    EXPECT_EQ(get(reader), pages[page++]);
    EXPECT_EQ(get(reader + "&weergave=tekst"), pages[page++]);
  }
  change("A2.2", {"--verdict", "voldoet", "--text", "Er is niemand met doorzettingsmacht.", "--no-note"});
}

TEST_F(JudgingPagesTest, TheFirstVerdictStaysHiddenUntilOnesOwnIsGiven) {
  review("A1.1", "verbeterpunt", "bakker");
  const std::string hidden_list = get("/tweede-lezing?lijst=verschillen");
  EXPECT_THAT(hidden_list, AllOf(HasSubstr("zelf nog blind kunt lezen"), Not(HasSubstr("bakker"))));
  const std::string difference = address_of("/tweede-lezing/verschil", "A1.1");
  EXPECT_THAT(get(difference),
              AllOf(HasSubstr("Eerst zelf lezen"), Not(HasSubstr("bakker")), Not(HasSubstr("verdict-met"))));
  EXPECT_THAT(get(difference + "&ook=alle"), HasSubstr("bakker"));

  const std::string cell = address_of("/tweede-lezing/cel", "A1.1");
  const std::string page = get(cell);
  EXPECT_EQ(ask("POST", "/tweede-lezing/cel", reading_form(page, "", "zonder oordeel")).status, 400);
  const std::string done =
      location(ask("POST", "/tweede-lezing/cel", reading_form(page, "verbeterpunt", kEvil)));
  EXPECT_THAT(get(done), AllOf(HasSubstr("Uw oordeel is vastgelegd"), Not(HasSubstr("A1.1 Zelfde"))));
  EXPECT_THAT(get("/tweede-lezing?lijst=verschillen"),
              AllOf(HasSubstr("bakker"), HasSubstr("visser"), HasSubstr("0 van 2 cellen")));
  EXPECT_THAT(get(cell), HasSubstr("niet (meer) door u te lezen"));
  // The same form from another window: nothing is stored twice, and what was typed is shown.
  const HttpResponse again =
      ask("POST", "/tweede-lezing/cel", reading_form(page, "voldoet", "uit het tweede venster"));
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.body, AllOf(HasSubstr("uit het tweede venster"), HasSubstr("U koos:")));

  const std::string open = get(difference);
  EXPECT_EQ(ask("POST", "/tweede-lezing/verschil", reading_form(open, "voldoet", "")).status, 400);
  location(ask("POST", "/tweede-lezing/verschil", reading_form(open, "verbeterpunt", "samen gelezen")));
  const HttpResponse late =
      ask("POST", "/tweede-lezing/verschil", reading_form(open, "voldoet", "mijn eigen reden"));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body,
              AllOf(HasSubstr("mijn eigen reden"), HasSubstr("samen gelezen"), HasSubstr("Niet vastgelegd")));
  EXPECT_THAT(get("/tweede-lezing?lijst=afgehandeld"),
              AllOf(HasSubstr("Beslist door"), HasSubstr("samen gelezen")));
  EXPECT_EQ(ask("GET", "/tweede-lezing?lijst=onzin").status, 404);
  EXPECT_EQ(ask("GET", "/tweede-lezing/cel?kolom=x&indicator=A1.1").status, 400);
}

TEST_F(JudgingPagesTest, AFindingThatChangedUnderASecondReaderIsReadAgain) {
  const std::string page = get(address_of("/tweede-lezing/cel", "C3.1"));
  change("C3.1", {"--text", "nieuwe tekst van de eerste lezer"});
  const HttpResponse stale = ask("POST", "/tweede-lezing/cel", reading_form(page, "voldoet", "wat ik zag"));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("wat ik zag"), HasSubstr("Kijk opnieuw"),
                                Not(HasSubstr("nieuwe tekst van de eerste lezer"))));
  EXPECT_EQ(hidden(stale.body, "indicator"), "C3.1") << "and can be sent again";
  location(ask("POST", "/tweede-lezing/cel", reading_form(stale.body, "voldoet", "wat ik zag")));
  // Who wrote a finding is no second reader of it.
  const std::string own = get(address_of("/tweede-lezing/cel", "B1.1"));
  EXPECT_THAT(own, HasSubstr("niet (meer) door u te lezen"));
}

TEST_F(JudgingPagesTest, PlacesOfANewVersionWaitForAChoice) {
  EXPECT_THAT(get("/plaatsen"), HasSubstr("Alle gekoppelde plaatsen staan vast"));
  const std::string found = get("/zoeken?q=doorzettingsmacht&gemeente=Aalwijk");
  const std::string reader = unescape(between(found, "class=\"hit-open\" href=\"", "\""));
  for (const std::string q : {"doorzettingsmacht", "evaluatie"}) {
    const std::string hits = get("/zoeken?q=" + q + "&gemeente=Aalwijk");
    const std::string page = get(unescape(between(hits, "class=\"hit-open\" href=\"", "\"")));
    std::string form = "strekking=voor&indicator=" + std::string(q == "evaluatie" ? "A1.4" : "A2.2") +
                       "&aanpak=" + encode_percent("Aalwijk␟De Spil␟2014");
    for (const char* const name : {"document", "passage", "totpassage", "van", "tot"})
      form += "&" + std::string(name) + "=" + hidden(page, name);
    location(ask("POST", "/koppelen", form));
  }
  hand_in("tweede", {"Het Waakvlamteam heeft geen regisseur met doorzettingsmacht voor elk gezin in de wijk.",
                     "De evaluatie van de aanpak is in het najaar niet besproken met alle partners."});
  const std::string offered = get("/plaatsen");
  EXPECT_THAT(offered, AllOf(HasSubstr("Opnieuw ingediend"), HasSubstr("2 gekoppelde plaatsen")));
  const std::string look = "van=" + hidden(offered, "van") + "&naar=" + hidden(offered, "naar");
  const std::string queue = get(location(ask("POST", "/plaatsen/zoeken", look)));
  EXPECT_THAT(queue, AllOf(HasSubstr("2 plaatsen wachten op een keuze"), HasSubstr("heeft geen regisseur"),
                           HasSubstr("Op de pagina bekijken"), HasSubstr("nu anders")));
  const std::string candidate = between(queue, "class=\"candidate\"", "</fieldset>");
  EXPECT_THAT(get(unescape(between(between(candidate, "class=\"place-at\"", "</span>"), "href=\"", "\""))),
              HasSubstr("mark-chosen"));
  // What was linked and what may have come of it stand beside each other as they look on their pages.
  const std::string was = between(queue, "class=\"old-place\"", "<form");
  for (const std::string& side : {was, candidate}) {
    EXPECT_THAT(side, AllOf(HasSubstr("class=\"cut\""), HasSubstr("mark-found"), HasSubstr("words-drawn")));
  }
  EXPECT_THAT(was, AllOf(HasSubstr(">regisseur</tspan>"), Not(HasSubstr(">geen</tspan>"))));
  EXPECT_THAT(candidate, HasSubstr(">geen</tspan>"));
  EXPECT_THAT(queue, HasSubstr("/paginas/"));
  const std::string picture = between(queue, "href=\"/paginas/", "\"");
  EXPECT_EQ(ask("GET", "/paginas/" + picture).status, 200) << "with a font that is not in the file";
  EXPECT_EQ(ask("GET", "/paginas/" + picture.substr(0, 65) + "4711").status, 404);

  const std::string reading = hidden(queue, "lezing");
  EXPECT_EQ(ask("POST", "/plaatsen", "lezing=" + reading).status, 400);
  EXPECT_EQ(ask("POST", "/plaatsen", "lezing=" + reading + "&keuze=99").status, 400);
  const std::string left = get(location(ask("POST", "/plaatsen", "lezing=" + reading + "&keuze=1")));
  EXPECT_THAT(left, AllOf(HasSubstr("Plaats vastgelegd"), HasSubstr("1 plaats wacht")));
  // Somebody else chose first: nothing is stored, and both choices are shown.
  const HttpResponse late = ask("POST", "/plaatsen", "lezing=" + reading + "&keuze=0");
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Uw keuze:"), HasSubstr("Nergens meer te vinden"),
                               HasSubstr("visser koos op"), HasSubstr("heeft geen regisseur")));
  const std::string other = hidden(left, "lezing");
  location(ask("POST", "/plaatsen", "lezing=" + other + "&keuze=0"));
  const HttpResponse second = ask("POST", "/plaatsen", "lezing=" + other + "&keuze=1");
  EXPECT_EQ(second.status, 409);
  EXPECT_THAT(second.body, AllOf(HasSubstr("in het najaar niet besproken"), HasSubstr("visser koos op")));
  EXPECT_THAT(get("/plaatsen"), HasSubstr("Alle gekoppelde plaatsen staan vast"));
  EXPECT_EQ(ask("POST", "/plaatsen", "keuze=1").status, 400);
  EXPECT_EQ(ask("POST", "/plaatsen", "lezing=4711&keuze=1").status, 404);
}

TEST_F(JudgingPagesTest, EveryGapHasAnAddress) {
  const std::string first = get("/nog-te-doen?soort=zonder-bewijs");
  const std::size_t total = std::stoul(between(between(first, "<h1 id=\"kop\">", "</h1>"), "count\">", "<"));
  EXPECT_GT(total, 50U);
  std::size_t seen = 0;
  std::string address = "/nog-te-doen?soort=zonder-bewijs";
  for (int pages = 0; !address.empty() && pages < 100; ++pages) {
    const std::string page = get(address);
    for (std::size_t at = page.find("class=\"row-link\""); at != std::string::npos;
         at = page.find("class=\"row-link\"", at + 1))
      ++seen;
    const std::size_t next = page.find("rel=\"next\" href=\"");
    address = next == std::string::npos ? "" : unescape(between(page.substr(next), "href=\"", "\""));
  }
  EXPECT_EQ(seen, total) << "paging through shows all";
  EXPECT_THAT(get("/nog-te-doen?soort=ongelezen"), AllOf(HasSubstr("p. 3"), HasSubstr("/lezer/")));
  EXPECT_THAT(get("/nog-te-doen?soort=zonder-oordeel"), HasSubstr("zin"));
  EXPECT_THAT(get("/nog-te-doen?soort=eerder-gezocht"), HasSubstr("Hier is niets meer te doen"));
  EXPECT_THAT(get("/nog-te-doen?gemeente=Nergenshuizen"), HasSubstr("Alles is gedaan"));
  EXPECT_EQ(ask("GET", "/nog-te-doen?soort=onzin").status, 404);
}

TEST_F(JudgingPagesTest, NationalFiguresAreAChartWithATableBesideIt) {
  const std::string page = get("/rapporten?soort=landelijk&ronde=2015");
  EXPECT_THAT(
      page, AllOf(HasSubstr("<svg class=\"share-chart\" role=\"img\""), HasSubstr("<desc"),
                  HasSubstr("class=\"list figures-table\""), HasSubstr("<option value=\"2015\" selected>")));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\">A2.2 Doorzettingsmacht</th>"));
  const std::string form = between(page, "id=\"ronde\"", "</select>");
  EXPECT_THAT(form, AllOf(HasSubstr("Alle ronden"), HasSubstr(">2014<"), HasSubstr(">2015<")));
  EXPECT_EQ(ask("GET", "/rapporten?soort=landelijk&ronde=1812").status, 404);
  EXPECT_THAT(get("/rapporten?soort=landelijk"), HasSubstr("kies er een"));
}

TEST_F(JudgingPagesTest, PersonalDataIsDecidedOnHere) {
  const std::string report = get("/rapporten?soort=factsheet&gemeente=Oostbrenk&ronde=2015");
  EXPECT_THAT(report, AllOf(HasSubstr("06-12345678"), HasSubstr("/rapporten/privacy?gemeente=Oostbrenk"),
                            Not(HasSubstr("‘vindplaats privacy’"))));
  const std::string address = unescape(between(report, "<a class=\"button button-main\" href=\"", "\""));
  const std::string page = get(address);
  EXPECT_THAT(page, AllOf(HasSubstr("06-12345678"), HasSubstr("telefoonnummer")));
  const std::string form = "gemeente=Oostbrenk&ronde=2015&reden=" + encode_percent(kEvil) +
                           "&bereik-0=" + encode_percent(hidden(page, "bereik-0")) +
                           "&woorden-0=" + encode_percent(hidden(page, "woorden-0"));
  EXPECT_THAT(get(location(ask("POST", "/rapporten/privacy", form + "&besluit-0="))),
              HasSubstr("geen besluit gekozen"));
  const std::string decided = get(location(ask("POST", "/rapporten/privacy", form + "&besluit-0=weglaten")));
  EXPECT_THAT(decided, AllOf(HasSubstr("De besluiten zijn vastgelegd"), HasSubstr("Al besloten"),
                             HasSubstr("door visser op"), HasSubstr("Bevinding B-002")));
  EXPECT_THAT(get(location(ask("POST", "/rapporten/privacy", form + "&besluit-0=tonen"))),
              HasSubstr("besliste iemand intussen al"));
  EXPECT_THAT(get("/rapporten?soort=factsheet&gemeente=Oostbrenk&ronde=2015"), HasSubstr("<iframe"));
  location(ask("POST", "/rapporten/privacy",
               "actie=terugnemen&bereik=" + encode_percent(hidden(decided, "bereik")) +
                   "&woorden=" + encode_percent(hidden(decided, "woorden"))));
  EXPECT_THAT(get(address), HasSubstr("1 geval wacht"));
  EXPECT_THAT(get("/rapporten/privacy"), HasSubstr("kies er een"));
}

TEST_F(JudgingPagesTest, TheHistoryIsInDutch) {
  change("A2.1", {"--verdict", "voldoet", "--note", "nieuw"});
  change("A2.1", {"--verdict", "verbeterpunt", "--no-note"});
  const std::string page = get("/bevindingen/3");
  EXPECT_THAT(page, AllOf(HasSubstr("Oordeel: verbeterpunt → voldoet"), HasSubstr("LET OP: (geen) → nieuw"),
                          HasSubstr("wijzigde de bevinding"), HasSubstr("maakte de bevinding")));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("verdict: ")), Not(HasSubstr("finding changed"))));
}

}  // namespace
}  // namespace vp::web
