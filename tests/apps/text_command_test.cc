// What text says beside the text: tables, the cells of passages, drawings of pages.
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

const std::string kFactsheet = "factsheet_oostbrenk_2014.pdf";

std::vector<Json> tables_of(std::vector<Json> lines) {
  std::erase_if(lines, [](const Json& line) { return line["kind"] != "table"; });
  return lines;
}

TEST(TextCommandTest, PassagesAndTablesSpeakOfTheSameCells) {
  const SampleDossier dossier("text_cells");
  dossier.ingest({"samples/oostbrenk/" + kFactsheet});
  const std::vector<Json> lines = lines_of(dossier.run({"text", kFactsheet, "--json"}).out);
  std::map<std::tuple<int, int, int>, std::string> texts;  // by table, row, column, from the passages
  std::map<int, std::set<std::string>> heads;              // column heads of the passages, by table
  for (const Json& line : lines) {
    if (line["kind"] == "table") continue;
    EXPECT_FALSE(line["blocks"].empty()) << line.dump();
    if (!line.contains("table")) continue;
    std::string& text = texts[{line["table"], line["row"], line["column"]}];
    text += (text.empty() ? "" : "\n") + line["text"].get<std::string>();
    for (const Json& head : line["column_heads"])
      heads[line["table"]].insert(head.get<std::string>());
  }
  const std::vector<Json> tables = tables_of(lines);
  ASSERT_GE(tables.size(), 4U);
  std::size_t cells = 0;
  for (const Json& table : tables) {
    for (const Json& cell : table["cells"]) {
      EXPECT_LE(cell["row"].get<int>() + cell["row_span"].get<int>(), table["rows"]) << table.dump();
      EXPECT_LE(cell["column"].get<int>() + cell["column_span"].get<int>(), table["columns"]);
      EXPECT_EQ(texts[std::make_tuple(table["table"].get<int>(), cell["row"].get<int>(),
                                      cell["column"].get<int>())],
                cell["text"]);
      ++cells;
    }
  }
  EXPECT_GT(cells, 100U);
  EXPECT_EQ(tables_of(lines_of(dossier.run({"text", kFactsheet, "--page", "4", "--json"}).out)).size(), 1U);
}

TEST(TextCommandTest, EveryLineHasTheFieldsOfAPassage) {
  const SampleDossier dossier("text_fields");
  dossier.ingest({"samples/oostbrenk/" + kFactsheet});
  for (const Json& line : lines_of(dossier.run({"text", kFactsheet, "--json"}).out)) {
    for (const char* const field : {"document", "path", "page", "page_label", "rects", "quote", "passage",
                                    "kind", "text", "sentences", "words", "indicators", "boilerplate"}) {
      EXPECT_TRUE(line.contains(field)) << field << " of " << line.dump();
    }
  }
}

TEST(TextCommandTest, WithoutItsOriginalADocumentStillShowsItsPassagesAndSaysWhatIsMissing) {
  const SampleDossier dossier("text_gone");
  dossier.ingest({"samples/oostbrenk/" + kFactsheet});
  const std::string document = lines_of(dossier.run({"status", "--json"}).out)[0]["document"];
  std::filesystem::remove(dossier.folder() / "originals" / document.substr(0, 2) / document);
  const Ran text = dossier.run({"text", kFactsheet, "--json"});
  EXPECT_EQ(text.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(text.err, HasSubstr("tables and blocks are not shown"));
  EXPECT_GT(lines_of(text.out).size(), 20U);
  EXPECT_NE(dossier.run({"text", kFactsheet, "--svg", "1"}).status, ExitStatus::kDone);
}

/// Where the XML stops being well-formed; empty: it does not. Enough of XML for what we write: no CDATA, no entities
/// of our own.
std::string find_xml_fault(const std::string& xml) {
  std::vector<std::string> open;
  const std::set<std::string> entities = {"&amp;", "&lt;", "&gt;", "&quot;"};
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml[i] == '&' && !entities.contains(xml.substr(i, xml.find(';', i) - i + 1)))
      return "& at " + xml.substr(i, 20);
    if (static_cast<unsigned char>(xml[i]) < 0x20 && xml[i] != '\n' && xml[i] != '\t')
      return "control character";
    if (xml[i] != '<') continue;
    const std::size_t end = xml.find('>', i);
    const std::string tag = xml.substr(i + 1, end - i - 1);
    if (end == std::string::npos || tag.find('<') != std::string::npos) return "tag at " + xml.substr(i, 40);
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return "quotes in " + tag;
    if (tag.starts_with("?")) continue;
    if (tag.starts_with("/")) {
      if (open.empty() || open.back() != tag.substr(1)) return "unexpected <" + tag + ">";
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      open.push_back(tag.substr(0, tag.find_first_of(" \n")));
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

TEST(TextCommandTest, DrawingsAreWellFormedAndTheSameEachTime) {
  const SampleDossier dossier("text_svg");
  const std::vector<std::string> files = {
      "samples/oostbrenk/" + kFactsheet, "samples/wielderveen/beleidsplan_jeugd_en_gezin_2014-2017.pdf",
      "samples/haverdrecht/jaarverslag_2013_trivantis_gedeelte.pdf", "layouts/factsheets/g_over_the_page.pdf",
      "layouts/factsheets/i_private_use_marks.pdf"};
  dossier.ingest(files);
  for (const Json& file : lines_of(dossier.run({"status", "--json"}).out)) {
    const std::string document = file["document"];
    for (int page = 1; page <= file["pages"].get<int>(); ++page) {
      const Ran first = dossier.run({"text", document, "--svg", std::to_string(page)});
      ASSERT_EQ(first.status, ExitStatus::kDone) << first.err;
      EXPECT_EQ(find_xml_fault(first.out), "") << file["path"] << " page " << page;
      const bool is_first = page == 1;  // reading a page again takes a while
      EXPECT_TRUE(!is_first || dossier.run({"text", document, "--svg", "1"}).out == first.out);
    }
  }
  const std::filesystem::path output = dossier.folder() / "page.svg";
  ASSERT_EQ(dossier.run({"text", kFactsheet, "--svg", "3", "--output", output.string()}).status,
            ExitStatus::kDone);
  std::ifstream stream(output);
  const std::string written{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  EXPECT_EQ(written, dossier.run({"text", kFactsheet, "--svg", "3"}).out);
  EXPECT_EQ(dossier.run({"text", kFactsheet, "--svg", "99"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(dossier.run({"text", kFactsheet, "--svg", "1", "--json"}).status, ExitStatus::kWrongUse);
}

}  // namespace
}  // namespace vp::apps
