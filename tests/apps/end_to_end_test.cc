// The whole way, driven through the command line: sample submissions in, cited evidence out.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "apps/cli/command_line.h"
#include "apps/cli/json_lines.h"
#include "core/citation.h"
#include "index/dossier.h"
#include "nlp/tokenizer.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

const fs::path kSamples = fs::path(VP_TEST_SOURCE_DIR) / "corpus" / "samples";

struct Ran {
  ExitStatus status;
  std::string out, err;
};

Ran run(const fs::path& dossier, std::vector<std::string> arguments) {
  std::ostringstream out;
  std::ostringstream err;
  Context context{out, err, "", false, false, ExitStatus::kDone};
  arguments.insert(arguments.begin(), {"-C", dossier.string()});
  const ExitStatus status = run_command_line(arguments, context);
  return {status, out.str(), err.str()};
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> objects;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    objects.push_back(Json::parse(line));
  return objects;
}

class EndToEndTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("vindplaats_e2e_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A dossier with the sample submissions in it. The id is fixed so that two dossiers can be compared.
  fs::path make_dossier(const std::string& name, const std::string& jobs) {
    const fs::path dossier = folder_ / name;
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err, "", false, false, ExitStatus::kDone};
    const std::vector<std::string> init = {"init", dossier.string(), "--id", "0123"};
    EXPECT_EQ(run_command_line(init, context), ExitStatus::kDone) << err.str();
    const Ran ingest =
        run(dossier, {"ingest", "--manifest", (kSamples / "manifest.csv").string(), "--jobs", jobs});
    // Some samples are damaged, encrypted or no PDF at all, on purpose.
    EXPECT_EQ(ingest.status, ExitStatus::kSomeFailed) << ingest.err;
    return dossier;
  }

  /// Everything that the dossier answers, as one text.
  static std::string answers(const fs::path& dossier) {
    std::string text = run(dossier, {"status", "--json"}).out + run(dossier, {"evidence", "--json"}).out;
    for (const char* const query : {"nazorg", "gezin OF aanpak", "\"de gemeente\"", "regi* NIET nazorg"}) {
      text += run(dossier, {"search", query, "--limit", "500", "--json"}).out;
    }
    return text;
  }

  fs::path folder_;
};

TEST_F(EndToEndTest, EverySubmittedFileHasExactlyOneState) {
  const fs::path dossier = make_dossier("d", "2");
  std::multiset<std::string> submitted;
  std::ifstream manifest(kSamples / "manifest.csv");
  std::string line;
  std::getline(manifest, line);
  while (std::getline(manifest, line))
    submitted.insert((kSamples / line.substr(0, line.find(','))).string());
  std::multiset<std::string> listed;
  for (const Json& file : lines_of(run(dossier, {"status", "--json"}).out)) {
    listed.insert(file["path"].get<std::string>());
    EXPECT_NE(file["state"], "waiting") << file.dump();
    EXPECT_TRUE(file["state"] == "ok" || !file["reason"].get<std::string>().empty()) << file.dump();
  }
  EXPECT_EQ(listed, submitted);
}

TEST_F(EndToEndTest, OneWorkerAndFourWorkersGiveTheSameAnswers) {
  const std::string one = answers(make_dossier("one", "1"));
  const std::string four = answers(make_dossier("four", "4"));
  ASSERT_GT(one.size(), 10'000U);
  EXPECT_EQ(one, four);
}

TEST_F(EndToEndTest, SecondIngestDoesNothingAndReindexGivesTheSameAnswers) {
  const fs::path dossier = make_dossier("d", "2");
  const std::string before = answers(dossier);
  const Ran again = run(dossier, {"ingest", "--manifest", (kSamples / "manifest.csv").string(), "--json"});
  for (const Json& file : lines_of(again.out)) {
    EXPECT_TRUE(!file["new"].get<bool>() || file["document"].get<std::string>().empty()) << file.dump();
  }
  EXPECT_EQ(answers(dossier), before);
  EXPECT_NE(run(dossier, {"reindex"}).status, ExitStatus::kDossierUnusable);
  EXPECT_EQ(answers(dossier), before);
  EXPECT_EQ(run(dossier, {"check"}).out, "the dossier is sound\n");
}

/// Letters and digits only: what must survive the joining of lines and hyphens.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const nlp::Token& token : nlp::tokenize(text))
    letters += token.text;
  return letters;
}

TEST_F(EndToEndTest, EveryQuoteIsTheReadingTextAndItsRectanglesAreThoseOfItsWords) {
  const fs::path folder = make_dossier("d", "2");
  Result<index::Dossier> dossier = index::Dossier::open(folder, index::OpenMode::kRead);
  ASSERT_TRUE(dossier.has_value());
  std::size_t sentences = 0;
  const Result<std::vector<DocumentId>> documents = dossier->engine().list_documents();
  ASSERT_TRUE(documents.has_value());
  for (const DocumentId& id : *documents) {
    const Result<std::vector<Passage>> passages = dossier->engine().load_passages(id, std::nullopt);
    ASSERT_TRUE(passages.has_value());
    for (const Passage& passage : *passages) {
      for (const TextSpan sentence : passage.sentences) {
        ++sentences;
        const Citation citation = make_citation(id, passage, sentence, sentence);
        EXPECT_EQ(citation.quote, passage.text.substr(sentence.begin, sentence.size()));
        std::string words;
        for (const PassageWord& word : passage.words) {
          if (!word.span.overlaps(sentence)) continue;
          words += word.span.in(passage.text);
          bool is_covered = false;
          const auto covers = [&word](const std::vector<RectPt>& rects) {
            return std::any_of(rects.begin(), rects.end(), [&word](const RectPt& rect) {
              return rect.contains(word.box.center_x(), word.box.center_y());
            });
          };
          if (word.page == citation.page) is_covered = covers(citation.rects);
          for (const PagePlace& place : citation.continues) {
            if (place.page == word.page) is_covered = is_covered || covers(place.rects);
          }
          EXPECT_TRUE(is_covered) << citation.quote << " / " << word.span.in(passage.text);
        }
        EXPECT_EQ(letters_of(words), letters_of(citation.quote));
      }
    }
  }
  EXPECT_GT(sentences, 200U);
}

struct UseCase {
  std::string_view name;
  std::vector<std::string> arguments;
  ExitStatus status;
  std::string_view message;  // part of what stderr says
};

TEST_F(EndToEndTest, WrongUseIsExplained) {
  const fs::path dossier = make_dossier("d", "2");
  const UseCase cases[] = {
      {"misspelt_command",
       {"evidense"},
       ExitStatus::kWrongUse,
       "'evidense' is not a command; did you mean 'evidence'?"},
      {"misspelt_option",
       {"search", "nazorg", "--municipalty", "x"},
       ExitStatus::kWrongUse,
       "did you mean '--municipality'?"},
      {"no_command", {}, ExitStatus::kWrongUse, "--help"},
      {"unknown_indicator",
       {"evidence", "--indicator", "A9.9"},
       ExitStatus::kWrongUse,
       "no indicator 'A9.9' in the framework"},
      {"misspelt_indicator",
       {"evidence", "--indicator", "doorzetingsmacht"},
       ExitStatus::kWrongUse,
       "did you mean 'doorzettingsmacht'?"},
      {"unknown_role",
       {"evidence", "--role", "partner"},
       ExitStatus::kWrongUse,
       "gemeente, netwerkpartner, inspectie"},
      {"missing_file", {"ingest", "weg.pdf"}, ExitStatus::kWrongUse, "there is no such file or folder"},
      {"nothing_to_ingest", {"ingest"}, ExitStatus::kWrongUse, "PATH or --manifest"},
      {"open_quote", {"search", "\"plan van"}, ExitStatus::kWrongUse, "column"},
      {"nothing_found", {"search", "xylofoonconcert"}, ExitStatus::kNothingFound, "0 passages found"},
      {"unread_pages_are_named",
       {"search", "xylofoonconcert"},
       ExitStatus::kNothingFound,
       "vindplaats status"},
      {"no_such_page", {"text", "no-such.pdf"}, ExitStatus::kWrongUse, "no document 'no-such.pdf'"},
  };
  for (const UseCase& use : cases) {
    const Ran ran = run(dossier, use.arguments);
    EXPECT_EQ(ran.status, use.status) << use.name << ": " << ran.err;
    EXPECT_NE(ran.err.find(use.message), std::string::npos) << use.name << ": " << ran.err;
  }
}

TEST_F(EndToEndTest, ReindexThatCannotBeginLeavesTheIndexAsItWas) {
  const fs::path dossier = make_dossier("d", "2");
  const std::string before = answers(dossier);
  ::setenv("VINDPLAATS_WORD_LIST", "/no/such/list", 1);
  const Ran ran = run(dossier, {"reindex"});
  ::unsetenv("VINDPLAATS_WORD_LIST");
  EXPECT_NE(ran.status, ExitStatus::kDone);
  EXPECT_NE(ran.err.find("/no/such/list"), std::string::npos) << ran.err;
  EXPECT_EQ(answers(dossier), before);
}

TEST_F(EndToEndTest, NoDossierIsSaidPlainly) {
  const Ran ran = run(folder_ / "nergens", {"status"});
  EXPECT_EQ(ran.status, ExitStatus::kWrongUse);
  EXPECT_NE(ran.err.find("nergens"), std::string::npos) << ran.err;
}

TEST_F(EndToEndTest, EvidenceForAnIndicatorNamesDocumentPageRectangleAndQuote) {
  const fs::path dossier = make_dossier("d", "2");
  const std::vector<Json> rows =
      lines_of(run(dossier, {"evidence", "--indicator", "doorzettingsmacht", "--json"}).out);
  ASSERT_GT(rows.size(), 3U);
  for (const Json& row : rows) {
    EXPECT_EQ(row["indicator"], "A2.2");
    EXPECT_EQ(row["document"].get<std::string>().size(), 64U);
    EXPECT_GE(row["page"].get<int>(), 1);
    EXPECT_FALSE(row["rects"].empty());
    EXPECT_FALSE(row["quote"].get<std::string>().empty());
    EXPECT_FALSE(row["mentions"].empty());
  }
}

TEST_F(EndToEndTest, CompletionKnowsEveryCommand) {
  const std::string script = run(folder_, {"completion", "bash"}).out;
  for (const char* const command : {"init", "ingest", "status", "text", "search", "batch", "query",
                                    "evidence", "findings", "import", "history", "check", "reindex"}) {
    EXPECT_NE(script.find(command), std::string::npos) << command;
  }
}

}  // namespace
}  // namespace vp::apps
