#include "nlp/page_judgement.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/nlp/document_maker.h"

namespace vp::nlp {
namespace {

const WordList& sample_list() {
  static const WordList kWords = WordList::from_lines(
      "gemeente\nheeft\nbeleid\nvoor\ngezinnen\ndie\nhulp\nnodig\nhebben\nopenbaar\nplan\nregisseur\nkrijgt\n"
      "gezin\noverleg\npartners\nsamen\nwerken\nelk\njaar\n");
  return kWords;
}

constexpr const char* kDutch =
    "De gemeente heeft een plan voor gezinnen die hulp nodig hebben en elk gezin krijgt een regisseur die "
    "het "
    "overleg met de partners voert zodat zij samen werken aan het beleid dat elk jaar openbaar wordt gemaakt";

std::string shifted(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c > ' ' + 29 ? static_cast<char>(c - 29) : c;
  return out;
}

Page make_page(std::string_view text) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, text);
  return maker.document().pages.at(0);
}

struct JudgeCase {
  const char* name;
  std::string text;
  float image_share;
  PageVerdict verdict;
  const char* reason;
};

const JudgeCase kCases[] = {
    {"dutch", kDutch, 0, PageVerdict::kOk, ""},
    {"dutch_beside_an_image", kDutch, 0.9F, PageVerdict::kOk, ""},
    {"glyph_numbers_for_letters", shifted(kDutch), 0, PageVerdict::kUnread, "mojibake"},
    {"english",
     "The municipality has a plan for families who need help and each family is given a coordinator who "
     "talks to "
     "all partners so that they work together on the policy that is published every year by the council",
     0, PageVerdict::kOk, ""},
    {"german",
     "Die Gemeinde hat einen Plan für Familien die Hilfe brauchen und jede Familie bekommt eine "
     "Ansprechperson die "
     "mit allen Beteiligten spricht damit sie gemeinsam an dem jährlich veröffentlichten Vorhaben arbeiten",
     0, PageVerdict::kOk, ""},
    {"figures", "2010 2011 2012 12.5 13,4 % 1.234 5.678 90 100 200 € 300 400 500 600 700 800 900 1000", 0,
     PageVerdict::kOk, ""},
    {"names",
     "Jansen Pieters Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits "
     "Postma "
     "Kuijpers Kuiper Veenstra Hoekstra Willems Groen Koster Prins Blom Schouten Verhoeven Vermeulen",
     0, PageVerdict::kOk, ""},
    {"contents", "1 Inleiding 3 2 Beleid 5 2.1 Plan 6 2.2 Overleg 9 3 Conclusie 12 Bijlagen 15", 0,
     PageVerdict::kOk, ""},
    {"broken_words",
     "De gemeent e heeft een pla n voor gez innen die hu lp nodig heb ben en elk gezin krijgt een regis seur "
     "die het "
     "overleg met de part ners voert zodat zij samen wer ken aan het bel eid dat elk jaar openbaa r wordt "
     "gemaakt",
     0, PageVerdict::kPoor, "broken words"},
    {"lost_letters",
     "\uFFFD\uFFFD\uFFFD\uFFFDe \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFDn "
     "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
     0, PageVerdict::kUnread, "mojibake"},
    {"stamp_on_a_scan", "pagina 3", 0.95F, PageVerdict::kPoor, "little text beside a large image"},
    {"short_page_without_image", "pagina 3", 0, PageVerdict::kOk, ""},
};

class PageJudgementTest : public testing::TestWithParam<JudgeCase> {};

TEST_P(PageJudgementTest, Judges) {
  Page page = make_page(GetParam().text);
  page.facts.image_share = GetParam().image_share;
  page.facts.images = GetParam().image_share > 0 ? 1 : 0;
  judge_page(page, sample_list());
  EXPECT_EQ(to_string(page.verdict), to_string(GetParam().verdict));
  EXPECT_EQ(page.reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Table, PageJudgementTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PageJudgementTest, CountsWhatItNames) {
  const PageTextFacts facts = count_page_text(make_page("De gemeent e heeft 3 qzx \uFFFD"), sample_list());
  EXPECT_EQ(facts.tokens, 7U);
  EXPECT_EQ(facts.words, 3U);         // gemeent, heeft, qzx
  EXPECT_EQ(facts.known_words, 1U);   // heeft
  EXPECT_EQ(facts.common_words, 2U);  // de, heeft
  EXPECT_EQ(facts.broken_words, 1U);
  EXPECT_EQ(facts.lost_letters, 1U);
  EXPECT_EQ(facts.pairs.rare, 2U);  // qz, zx
}

TEST(PageJudgementTest, KeepsWhatIngestFound) {
  Page unread = make_page(kDutch);
  unread.verdict = PageVerdict::kUnread;
  unread.reason = "no text layer";
  judge_page(unread, sample_list());
  EXPECT_EQ(unread.reason, "no text layer");
  Page blank;
  blank.reason = "blank page";
  judge_page(blank, sample_list());
  EXPECT_EQ(blank.verdict, PageVerdict::kOk);
}

TEST(PageJudgementTest, PageWithoutWordsIsUnreadWhenItShowsSomething) {
  Page empty;
  judge_page(empty, sample_list());
  EXPECT_EQ(empty.verdict, PageVerdict::kOk);
  EXPECT_EQ(empty.reason, "blank page");
  Page scan;
  scan.facts.images = 1;
  scan.facts.image_share = 1;
  judge_page(scan, sample_list());
  EXPECT_EQ(scan.verdict, PageVerdict::kUnread);
  EXPECT_EQ(scan.reason, "no text layer");
}

TEST(PageJudgementTest, HiddenLayerOnAScanIsOcr) {
  Page page = make_page(kDutch);
  page.facts.glyphs = 100;
  page.facts.invisible_glyphs = 100;
  page.facts.image_share = 1;
  judge_page(page, sample_list());
  EXPECT_EQ(page.verdict, PageVerdict::kOcr);
}

// ---- The document's state ----

struct StateCase {
  const char* name;
  DocumentState state;
  const char* pages;  // r read, u unread, b blank
  DocumentState expected;
  const char* reason;
};

constexpr StateCase kStates[] = {
    {"all_read", DocumentState::kOk, "rrr", DocumentState::kOk, ""},
    {"blank_pages_are_read", DocumentState::kOk, "rbr", DocumentState::kOk, ""},
    {"some_unread", DocumentState::kOk, "rrurrrurrr", DocumentState::kPartlyRead,
     "2 of 10 pages unread: 3, 7"},
    {"runs_of_unread_pages", DocumentState::kOk, "ruuuruur", DocumentState::kPartlyRead,
     "5 of 8 pages unread: 2-4, 6, 7"},
    {"all_unread", DocumentState::kOk, "uuu", DocumentState::kNoText, "no page could be read"},
    {"unread_and_blank", DocumentState::kOk, "ub", DocumentState::kNoText, "no page could be read"},
    {"all_blank", DocumentState::kOk, "bb", DocumentState::kNoText, "every page is blank"},
    {"repaired_and_read_stays_repaired", DocumentState::kRepaired, "rr", DocumentState::kRepaired, ""},
    {"repaired_and_unread", DocumentState::kRepaired, "ru", DocumentState::kPartlyRead,
     "1 of 2 pages unread: 2"},
    {"encrypted_stays", DocumentState::kEncrypted, "", DocumentState::kEncrypted, ""},
    {"timed_out_stays", DocumentState::kTimedOut, "ru", DocumentState::kTimedOut, ""},
    {"damaged_stays", DocumentState::kDamaged, "uu", DocumentState::kDamaged, ""},
};

class DocumentStateTest : public testing::TestWithParam<StateCase> {};

TEST_P(DocumentStateTest, Settles) {
  Document document;
  document.state = GetParam().state;
  for (const char kind : std::string(GetParam().pages)) {
    Page page = kind == 'r' ? make_page("tekst") : Page{};
    page.index.value = static_cast<std::uint32_t>(document.pages.size());
    if (kind == 'u') page.verdict = PageVerdict::kUnread;
    document.pages.push_back(page);
  }
  settle_state(document);
  EXPECT_EQ(to_string(document.state), to_string(GetParam().expected));
  EXPECT_EQ(document.reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Table, DocumentStateTest, testing::ValuesIn(kStates),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(DocumentStateTest, SettlingTwiceSaysItOnce) {
  Document document;
  document.pages = {make_page("tekst"), Page{}};
  document.pages[1].index.value = 1;
  document.pages[1].verdict = PageVerdict::kUnread;
  settle_state(document);
  settle_state(document);
  EXPECT_EQ(document.reason, "1 of 2 pages unread: 2");
}

}  // namespace
}  // namespace vp::nlp
