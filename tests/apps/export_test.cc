// Exports made through the command line, over the samples of corpus/.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "exports/document_text.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/pipeline/annotated_copy.h"
#include "reports/zip_archive.h"
#include "tests/apps/judged_samples.h"
#include "tests/exports/qde_checker.h"
#include "tests/file_contents.h"
#include "tests/index/test_folder.h"
#include "tests/ingest/pdf_builder.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " > /dev/null").c_str()) == 0;
}

std::size_t count_of(const std::string& words, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    ++count;
  return count;
}

/// The first linked place gets another original: what was handed in is encrypted, signed or broken.
void add_document_with_finding(const SampleDossier& sample, const std::string& name,
                               const std::string& bytes) {
  const fs::path file = sample.folder() / name;
  std::ofstream(file, std::ios::binary) << bytes;
  sample.run({"ingest", file.string(), "--municipality", "Alverstede"});
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kJudge);
  ASSERT_TRUE(dossier);
  Anchor anchor;
  anchor.document = *index::Dossier::hash_file(file);
  anchor.rects = {{10, 10, 60, 20}};
  anchor.quote = "woorden";
  anchor.extractor = "een ander";
  Finding finding;
  finding.municipality = "Alverstede";
  finding.approach = name;
  finding.indicators = {"T1.1"};
  finding.text = "Uit " + name;
  const auto added =
      dossier->findings().add(finding, {{EvidenceStance::kFor, anchor}}, {"visser", "2026-01-05T09:00:00Z"});
  ASSERT_TRUE(added) << to_string(added.error());
}

TEST(AnnotatedPdfTest, EveryCopyIsSoundTheSameEachTimeAndTheOriginalsStay) {
  const JudgedSamples samples("copies");
  const fs::path first = samples.folder() / "copies";
  const fs::path second = samples.folder() / "again";
  const auto originals = contents_of(samples.folder() / "originals");
  const Ran ran =
      samples.run({"export", "annotated-pdf", "--output", first.string(), "--privacy", "show", "--json"});
  ASSERT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  const std::vector<Json> copies = lines_of(ran.out);
  EXPECT_GT(copies.size(), 8U);
  for (const Json& copy : copies) {
    const std::string file = copy["file"];
    const std::string bytes = content_of(file);
    EXPECT_EQ(count_of("/Subtype /Highlight", bytes), copy["notes"].get<std::size_t>()) << file;
    EXPECT_EQ(count_of("/BM /Multiply", bytes), copy["notes"].get<std::size_t>()) << file;
    if (!has_program("qpdf")) continue;
    EXPECT_EQ(std::system(("qpdf --check '" + file + "' > /dev/null").c_str()), 0) << file;
  }
  samples.run({"export", "annotated-pdf", "--output", second.string(), "--privacy", "show"});
  EXPECT_EQ(contents_of(first), contents_of(second));
  EXPECT_EQ(contents_of(samples.folder() / "originals"), originals);
  if (!has_program("qpdf")) GTEST_SKIP() << "qpdf is not installed: the copies were not checked by it";
}

TEST(AnnotatedPdfTest, WhatCannotBeCopiedIsNamedAndTheRestGoesOn) {
  const SampleDossier dossier("copies_refused");
  ingest::PdfBuilder builder;
  const int field = builder.add_object("<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>");
  builder.add_page({ingest::text_at(20, 20, "getekend"), "0 0 400 400", ""});
  builder.set_catalog("/AcroForm<</SigFlags 1/Fields[" + std::to_string(field) + " 0 R]>>");
  add_document_with_finding(dossier, "getekend.pdf", builder.build());
  add_document_with_finding(dossier, "versleuteld.pdf",
                            content_of(corpus_file("samples/oostbrenk/werkafspraken_casusoverleg.pdf")));
  add_document_with_finding(dossier, "gewoon.pdf",
                            ingest::one_page(ingest::text_at(20, 20, "gewone woorden")));
  const Ran ran = dossier.run({"export", "annotated-pdf", "--output", (dossier.folder() / "uit").string()});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(ran.err, HasSubstr("not copied: getekend.pdf: is signed"));
  EXPECT_THAT(ran.out, HasSubstr("gewoon-"));
  EXPECT_EQ(contents_of(dossier.folder() / "uit").size(),
            1U + (ran.err.find("versleuteld") == std::string::npos));
}

TEST(AnnotatedPdfTest, AFileThatTakesTooMuchCostsOnlyItself) {
  const SampleDossier dossier("copies_limits");
  const fs::path file = dossier.folder() / "a.pdf";
  std::ofstream(file, std::ios::binary) << ingest::one_page(ingest::text_at(20, 20, "woorden"));
  const std::vector<exports::PageNote> notes = {
      {{0}, {{10, 10, 60, 20}}, "n", "visser", "tekst", "", {1, 1, 0}}};
  ASSERT_TRUE(make_annotated_copy(file, notes, "a.pdf", copy_limits()));
  ingest::WorkerLimits limits = copy_limits();
  limits.wall_time = std::chrono::milliseconds(0);
  const auto late = make_annotated_copy(file, notes, "a.pdf", limits);
  ASSERT_FALSE(late);
  EXPECT_EQ(to_string(late.error()), "a.pdf: copying it with notes took too long");
  limits = copy_limits();
  limits.input_bytes = 10;
  EXPECT_EQ(make_annotated_copy(file, notes, "a.pdf", limits).error().code, ErrorCode::kTooBig);
  EXPECT_EQ(make_annotated_copy(dossier.folder() / "none.pdf", notes, "a.pdf", copy_limits()).error().code,
            ErrorCode::kNotFound);
}

/// Files that crash, hang or flood readers: what they do to the one that copies them costs only themselves.
TEST(AnnotatedPdfTest, HostileFilesEndInACopyOrAReason) {
  const fs::path folder = fs::path(VP_SHARED_DIR) / "pdfs" / "nasty";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is missing";
  const std::vector<exports::PageNote> notes = {
      {{0}, {{10, 10, 60, 20}}, "n", "visser", "tekst", "", {1, 1, 0}}};
  ingest::WorkerLimits limits = copy_limits();
  limits.cpu_time = std::chrono::seconds(4);
  limits.wall_time = std::chrono::seconds(20);
  limits.memory_bytes = 512ULL << 20U;
  std::map<std::string, std::size_t> outcomes;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const auto copy = make_annotated_copy(entry.path(), notes, name, limits);
    ++outcomes[copy ? "copied" : std::string(to_string(copy.error().code))];
    if (copy) {
      EXPECT_THAT(copy->substr(0, 5), "%PDF-") << name;
      EXPECT_EQ(count_of("/NM (n)", *copy), 1U) << name;
    } else {
      EXPECT_THAT(copy.error().where, name);
      EXPECT_FALSE(copy.error().what.empty()) << name;
    }
  }
  std::string told;
  for (const auto& [outcome, count] : outcomes)
    told += outcome + " " + std::to_string(count) + ", ";
  RecordProperty("outcomes", told);
  EXPECT_GT(outcomes["copied"], 10U) << told;
  EXPECT_GT(outcomes["encrypted"], 2U) << told;
}

/// What qpdf says of a file: 0 sound, 3 warnings, 2 errors; more when it does not end in time.
int ask_qpdf(const fs::path& file) {
  const std::string command = "timeout 5 qpdf --check '" + file.string() + "' > /dev/null 2>&1";
  return WEXITSTATUS(std::system(command.c_str()));
}

/// Every twelfth document of the extra material; every one with VP_EVERY_PDF set.
TEST(AnnotatedPdfTest, NoCopyIsLessSoundThanItsOriginal) {
  const fs::path folder = fs::path(VP_SHARED_DIR) / "pdfs";
  if (!fs::exists(folder) || !has_program("qpdf")) GTEST_SKIP() << folder << " or qpdf is missing";
  const std::size_t step = std::getenv("VP_EVERY_PDF") != nullptr ? 1 : 12;
  std::set<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".pdf") files.insert(entry.path());
  }
  const index::TestFolder work;
  const std::vector<exports::PageNote> notes = {
      {{0}, {{60, 60, 200, 75}}, "n", "visser", "tekst", "", {1, 1, 0}}};
  std::size_t number = 0;
  std::size_t copied = 0;
  std::size_t sound = 0;
  for (const fs::path& file : files) {
    if (number++ % step != 0) continue;
    const auto copy = make_annotated_copy(file, notes, file.filename().string(), copy_limits());
    if (!copy) continue;
    ++copied;
    std::ofstream(work.path() / "copy.pdf", std::ios::binary) << *copy;
    const int state = ask_qpdf(work.path() / "copy.pdf");
    sound += state == 0 ? 1 : 0;
    if (state == 0 || ask_qpdf(file) != 0) continue;
    // qpdf 11.3 writes a name that holds a "#" so that it warns of it itself: then it does so without our notes too.
    const fs::path rewritten = work.path() / "rewritten.pdf";
    EXPECT_EQ(std::system(("qpdf '" + file.string() + "' " + rewritten.string() + " 2> /dev/null").c_str()),
              0);
    EXPECT_EQ(state, ask_qpdf(rewritten)) << file << " is sound, and its copy is not";
  }
  std::cout << files.size() << " files, " << copied << " copied, " << sound
            << " of the copies without a warning\n";
  EXPECT_GT(copied, files.size() / step / 2);
}

/// What is judged, without the ids and times that a store gives.
std::string describe(index::Dossier& dossier) {
  std::ostringstream out;
  index::FindingStore store = dossier.findings();
  const auto findings = store.list({});
  for (const Finding& finding : *findings) {
    out << finding.municipality << '|' << finding.approach << '|' << finding.round << '|'
        << to_string(finding.verdict) << '|' << finding.text << '|' << finding.note.value_or("-") << '|'
        << to_string(finding.state) << '|' << to_string(finding.origin);
    for (const std::string& indicator : finding.indicators)
      out << ' ' << indicator;
    if (finding.printed)
      out << '|' << finding.printed->group << finding.printed->marks << finding.printed->match;
    const auto links = store.evidence_of(finding.id);
    for (const Evidence& link : *links) {
      const Anchor& anchor = link.anchor;
      out << "\n  " << to_string(link.stance) << ' ' << to_string(anchor.document) << ' ' << anchor.page.value
          << " [" << anchor.prefix << '|' << anchor.quote << '|' << anchor.suffix << "] "
          << anchor.position.first << '-' << anchor.position.last << ':' << anchor.position.span.begin << '-'
          << anchor.position.span.end << ' ' << anchor.position.text_hash << ' ' << anchor.extractor << ' '
          << anchor.continues.size();
      out.precision(9);
      for (const RectPt& rect : anchor.rects)
        out << ' ' << rect.x0 << ',' << rect.y0 << ',' << rect.x1 << ',' << rect.y1;
    }
    out << '\n';
  }
  return out.str();
}

std::string describe(const SampleDossier& sample) {
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kRead);
  EXPECT_TRUE(dossier);
  return describe(*dossier);
}

const std::vector<std::string> kExportAnnotations = {"export", "annotations", "--privacy", "show",
                                                     "--output"};

std::string export_annotations(const SampleDossier& dossier, const std::string& name) {
  const std::string file = (dossier.folder() / name).string();
  std::vector<std::string> arguments = kExportAnnotations;
  arguments.push_back(file);
  const Ran ran = dossier.run(arguments);
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  return file;
}

TEST(AnnotationExportTest, AnotherDossierWithTheSameDocumentsTakesOverTheSameFindingsAndPlaces) {
  const JudgedSamples samples("annotations_from");
  const std::string file = export_annotations(samples, "a.jsonld");
  EXPECT_EQ(content_of(export_annotations(samples, "b.jsonld")), content_of(file));
  const SampleDossier other("annotations_to");
  other.run({"ingest", "--manifest", corpus_file("samples/manifest.csv")});
  const Ran taken = other.run({"import", "annotations", file, "--author", "bakker"});
  EXPECT_EQ(taken.status, ExitStatus::kDone) << taken.err;
  EXPECT_THAT(taken.out, HasSubstr(" 0 moved, 0 ambiguous, 0 lost"));
  EXPECT_EQ(describe(other), describe(samples));
  EXPECT_EQ(other.run({"check"}).out, "the dossier is sound\n");
  const Ran again = other.run({"import", "annotations", file, "--author", "bakker"});
  EXPECT_THAT(again.out, HasSubstr("0 findings added"));
  EXPECT_THAT(again.out, HasSubstr(" 0 places linked"));
  EXPECT_EQ(describe(other), describe(samples));
  EXPECT_THAT(other.run({"findings", "list", "--json"}).out, HasSubstr("visser (taken over by bakker)"));
}

TEST(AnnotationExportTest, PositionsCountCharactersOfTheDocumentsText) {
  const JudgedSamples samples("annotations_positions");
  const Json collection = Json::parse(content_of(export_annotations(samples, "a.jsonld")));
  auto dossier = index::Dossier::open(samples.folder(), index::OpenMode::kRead);
  std::size_t positions = 0;
  for (const Json& annotation : collection["first"]["items"]) {
    const auto id = parse_document_id(annotation["target"]["source"]["id"].get<std::string>().substr(11));
    ASSERT_TRUE(id);
    const auto passages = dossier->engine().load_passages(*id, std::nullopt);
    const std::string text = exports::to_plain_text(*passages);
    std::string quote;
    for (const Json& selector : annotation["target"]["selector"]) {
      if (selector["type"] == "TextQuoteSelector") quote = selector["exact"];
      if (selector["type"] != "TextPositionSelector") continue;
      std::size_t begin = 0;
      std::size_t at = 0;
      for (; begin < selector["start"].get<std::size_t>(); ++begin) {
        for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;)
          ++at;
      }
      EXPECT_EQ(text.substr(at, quote.size()), quote);
      EXPECT_EQ(selector["end"].get<std::size_t>() - begin, exports::count_characters(quote));
      ++positions;
    }
  }
  EXPECT_GT(positions, 100U);
}

struct BadAnnotations {
  const char* name;
  const char* pointer;
  Json value;  // null: taken away
  const char* error;
};

TEST(AnnotationImportTest, WhatIsWrongIsNamedAndNothingIsTakenOver) {
  const JudgedSamples samples("annotations_bad");
  const Json good = Json::parse(content_of(export_annotations(samples, "a.jsonld")));
  const SampleDossier other("annotations_bad_to");
  other.run({"ingest", "--manifest", corpus_file("samples/manifest.csv")});
  const std::string empty = describe(other);
  const std::string last = "/first/items/" + std::to_string(good["first"]["items"].size() - 1);
  const std::vector<BadAnnotations> cases = {
      {"verdict", "/body/1/vp:verdict", "goed", "vp:verdict: 'goed' is not known here"},
      {"indicator", "/body/1/vp:indicators", Json::array({"Z9.9"}),
       "the framework of this dossier has no indicator Z9.9"},
      {"urn", "/target/source/id", "urn:sha256:12", "target.source.id: should be urn:sha256: and 64"},
      {"document", "/target/source/id", "urn:sha256:" + std::string(64, 'a'),
       "is not in this dossier; ingest it first"},
      {"quote", "/target/selector/0/exact", "", "quotes nothing"},
      {"selectors", "/target/selector", Json::array(), "has no TextQuoteSelector"},
      {"body", "/body", Json::array(), "this annotation was not written by vindplaats"},
      {"state", "/body/1/vp:state", "vervallen", "a withdrawn finding is not taken over"},
  };
  for (const BadAnnotations& row : cases) {
    Json changed = good;
    changed[Json::json_pointer(last + "/body/1/id")] = "urn:its-own";
    changed[Json::json_pointer(last + row.pointer)] = row.value;
    const fs::path file = other.folder() / "bad.jsonld";
    std::ofstream(file) << changed.dump();
    const Ran ran = other.run({"import", "annotations", file.string()});
    EXPECT_EQ(ran.status, ExitStatus::kWrongUse) << row.name;
    EXPECT_THAT(ran.err, HasSubstr(row.error)) << row.name;
    EXPECT_THAT(ran.err, HasSubstr("bad.jsonld: ")) << row.name;
    EXPECT_EQ(describe(other), empty) << row.name;
  }
  const fs::path file = other.folder() / "half.jsonld";
  std::ofstream(file) << good.dump().substr(0, 5000);
  EXPECT_THAT(other.run({"import", "annotations", file.string()}).err, HasSubstr("half.jsonld: is no JSON"));
}

/// Every selector of that type of the first annotation of a finding by a person.
Json& selector_of(Json& annotation, const std::string& type) {
  for (Json& selector : annotation["target"]["selector"]) {
    if (selector["type"] == type) return selector;
  }
  throw std::out_of_range(type);
}

TEST(AnnotationImportTest, AQuoteThatIsNotAtItsPlaceIsNeverMovedUnseen) {
  const JudgedSamples samples("annotations_moved");
  const Json good = Json::parse(content_of(export_annotations(samples, "a.jsonld")));
  const SampleDossier other("annotations_moved_to");
  other.run({"ingest", "--manifest", corpus_file("samples/manifest.csv")});
  // In an unchanged text: the file contradicts itself.
  Json changed = good;
  std::string quote = selector_of(changed["first"]["items"][0], "TextQuoteSelector")["exact"];
  quote = std::string(quote.size(), 'Q');
  selector_of(changed["first"]["items"][0], "TextQuoteSelector")["exact"] = quote;
  const fs::path file = other.folder() / "changed.jsonld";
  std::ofstream(file) << changed.dump();
  EXPECT_THAT(other.run({"import", "annotations", file.string()}).err,
              HasSubstr("in a text that has not changed"));
  // In a text that was read otherwise: words that stand nowhere wait for a person.
  for (Json& annotation : changed["first"]["items"]) {
    selector_of(annotation, "vp:ReadingSelector")["vp:hash"] = "00000000000000aa";
    selector_of(annotation, "vp:ReadingSelector")["vp:extractor"] = "een andere lezer";
  }
  Json& first = changed["first"]["items"][0];
  const std::string strange = std::string(quote.size(), 'q');
  selector_of(first, "TextQuoteSelector")["exact"] = strange;
  std::ofstream(file) << changed.dump();
  const Ran ran = other.run({"import", "annotations", file.string()});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(" 1 lost"));
  EXPECT_THAT(other.run({"reanchor", "list"}).out, HasSubstr(strange.substr(0, 20)));
}

TEST(AnnotationExportTest, WordsThatWereLeftOutStayOutAndTheirPlacesComeBack) {
  const JudgedSamples samples("annotations_privacy");
  Json whole = Json::parse(content_of(export_annotations(samples, "a.jsonld")));
  const std::string quote = selector_of(whole["first"]["items"][0], "TextQuoteSelector")["exact"];
  const std::string words = quote.substr(0, quote.find(' ', 12));
  ASSERT_EQ(samples.run({"privacy", "omit", words}).status, ExitStatus::kDone);
  const std::string text = content_of(export_annotations(samples, "b.jsonld"));
  Json redacted = Json::parse(text);
  Json& selector = selector_of(redacted["first"]["items"][0], "TextQuoteSelector");
  EXPECT_THAT(selector["exact"].get<std::string>(), HasSubstr("[weggelaten]"));
  EXPECT_EQ(selector["vp:redacted"], true);
  const SampleDossier other("annotations_privacy_to");
  other.run({"ingest", "--manifest", corpus_file("samples/manifest.csv")});
  const Ran ran = other.run({"import", "annotations", (samples.folder() / "b.jsonld").string()});
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(" 0 moved, 0 ambiguous, 0 lost"));
  EXPECT_THAT(describe(other), HasSubstr("|" + quote + "|"));
}

TEST(QdpxExportTest, HoldsTheDocumentsAndHasTheStructureOfTheSchema) {
  const JudgedSamples samples("qdpx");
  const fs::path file = samples.folder() / "a.qdpx";
  const std::vector<std::string> arguments = {"export", "qdpx",     "--privacy",
                                              "show",   "--output", file.string()};
  ASSERT_EQ(samples.run(arguments).status, ExitStatus::kDone);
  const std::string bytes = content_of(file);
  ASSERT_EQ(samples.run(arguments).status, ExitStatus::kDone);
  EXPECT_EQ(content_of(file), bytes);
  const auto files = reports::parse_zip(bytes);
  ASSERT_TRUE(files);
  std::set<std::string> names;
  for (const reports::ArchiveFile& one : *files) {
    names.insert(one.name);
    EXPECT_EQ(one.name == "project.qde" || one.content.starts_with("%PDF"), true) << one.name;
  }
  ASSERT_EQ(files->front().name, "project.qde");
  const exports::XmlElement project = exports::parse_xml(files->front().content);
  EXPECT_THAT(exports::check_qde(project, names), testing::IsEmpty());
  EXPECT_EQ(project.children.at(3).name, "Sources");
  EXPECT_EQ(project.children.at(3).children.size() + 1, names.size());
  EXPECT_FALSE(fs::exists(file.string() + ".part"));
  EXPECT_FALSE(fs::exists(file.string() + ".part.qde"));
}

}  // namespace
}  // namespace vp::apps
