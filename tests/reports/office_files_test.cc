// ODT, DOCX, PDF and XLSX: sound packages, the same bytes each time, and LibreOffice opens them without repair.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "reports/composer.h"
#include "reports/fixed_dates.h"
#include "reports/odt_writer.h"
#include "reports/office_conversion.h"
#include "reports/wording.h"
#include "reports/xlsx_writer.h"
#include "reports/zip_archive.h"
#include "tests/file_contents.h"
#include "tests/reports/model_maker.h"

namespace vp::reports {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

ReportModel make_model_of(ReportKind kind) {
  ReportModel model = make_model();
  model.kind = kind;
  model.approaches[0].findings[0].text = "=1+1 <b>&</b>\x02 regel een\nregel  twee";
  return model;
}

std::string part_of(const std::string& package, const std::string& name) {
  const auto files = parse_zip(package);
  EXPECT_TRUE(files);
  for (const ArchiveFile& file : *files) {
    if (file.name == name) return file.content;
  }
  ADD_FAILURE() << "no " << name;
  return "";
}

class OutputFolder {
 public:
  explicit OutputFolder(const std::string& name)
      : path_(fs::temp_directory_path() / ("vindplaats_" + name + "_" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder() { fs::remove_all(path_); }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string workbook_of(const ReportModel& model, const OutputFolder& folder) {
  const auto written = write_xlsx(to_sheets(model), "Titel", folder / "r.xlsx");
  EXPECT_TRUE(written) << to_string(written.error());
  return content_of(folder / "r.xlsx");
}

class OfficeFiles : public testing::TestWithParam<ReportKind> {};

TEST_P(OfficeFiles, OdtIsAPackageWithItsTypeFirstAndStored) {
  const auto odt = to_odt(compose(make_model_of(GetParam())));
  ASSERT_TRUE(odt) << to_string(odt.error());
  EXPECT_EQ(odt->substr(30, 8), "mimetype");  // the place where `file` looks
  EXPECT_EQ(odt->substr(38, 39), "application/vnd.oasis.opendocument.text");
  const std::string content = part_of(*odt, "content.xml");
  EXPECT_THAT(content, HasSubstr("<table:table-header-rows>"));
  EXPECT_THAT(content, Not(HasSubstr("<b>")));
  EXPECT_THAT(content, Not(HasSubstr("\x02")));
  EXPECT_THAT(part_of(*odt, "META-INF/manifest.xml"), HasSubstr("content.xml"));
}

TEST_P(OfficeFiles, TheSameModelGivesTheSameBytes) {
  EXPECT_EQ(*to_odt(compose(make_model_of(GetParam()))), *to_odt(compose(make_model_of(GetParam()))));
  const OutputFolder folder("xlsx_bytes");
  EXPECT_EQ(workbook_of(make_model_of(GetParam()), folder), workbook_of(make_model_of(GetParam()), folder));
}

TEST_P(OfficeFiles, WorkbooksHoldTextAndNeverAFormula) {
  const OutputFolder folder("xlsx_text");
  const std::string book = workbook_of(make_model_of(GetParam()), folder);
  for (int sheet = 1; sheet <= 5; ++sheet) {
    const std::string xml = part_of(book, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
    EXPECT_THAT(xml, Not(HasSubstr("<f>")));
    EXPECT_THAT(xml, HasSubstr("<pane ySplit=\"1\""));
    EXPECT_THAT(xml, HasSubstr("<autoFilter"));
  }
  EXPECT_THAT(part_of(book, "xl/sharedStrings.xml"), HasSubstr("=1+1"));
}

TEST_P(OfficeFiles, LibreOfficeMakesTheSameDocxAndPdfOfIt) {
  if (!has_office()) GTEST_SKIP() << "LibreOffice is not installed";
  const auto odt = to_odt(compose(make_model_of(GetParam())));
  for (const OfficeFormat format : {OfficeFormat::kDocx, OfficeFormat::kPdf}) {
    const auto first = convert_odt(*odt, format);
    const auto second = convert_odt(*odt, format);
    ASSERT_TRUE(first) << to_string(first.error());
    ASSERT_TRUE(second) << to_string(second.error());
    EXPECT_TRUE(*first == *second) << "format " << static_cast<int>(format);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, OfficeFiles,
                         testing::Values(ReportKind::kFactsheet, ReportKind::kMatrix, ReportKind::kNational),
                         [](const auto& row) { return std::string(to_string(row.param)); });

TEST(OfficeFilesTest, VerdictsAndStatesAreChosenFromLists) {
  const OutputFolder folder("xlsx_lists");
  const std::string book = workbook_of(make_model_of(ReportKind::kFactsheet), folder);
  const std::string sheet = part_of(book, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("voldoet,verbeterpunt,onbekend"));
  EXPECT_THAT(sheet, HasSubstr("concept,vastgesteld"));
}

TEST(OfficeFilesTest, AFieldThatIsTooLongSaysSo) {
  const std::string fitted = fit_field(std::string(40'000, 'a'));
  EXPECT_LE(fitted.size(), 32'767U);
  EXPECT_THAT(fitted, HasSubstr("ingekort"));
  EXPECT_EQ(fit_field("kort"), "kort");
}

TEST(OfficeFilesTest, DatesAndIdsOfPdfAreFixedInPlace) {
  const std::string pdf =
      "/CreationDate(D:20261122224501+01'00')>>\n/ID [ <AB12>\n<AB12> ]\n/DocChecksum /0F1E\n";
  const std::string fixed = fix_pdf_dates(pdf);
  EXPECT_EQ(fixed.size(), pdf.size());
  EXPECT_THAT(fixed, HasSubstr("(D:19800101000000Z00'00')"));
  EXPECT_THAT(fixed, HasSubstr("<0000>\n<0000>"));
}

/// A file opened by LibreOffice and written as text or CSV again.
std::string through_office(const OutputFolder& folder, const std::string& file, const std::string& filter,
                           const std::string& output) {
  const std::string command = "timeout 120 soffice -env:UserInstallation=file://" +
                              (folder / "profile").string() + " --headless --norestore --convert-to " +
                              filter + " --outdir " + folder.path().string() + " " +
                              (folder / file).string() + " > /dev/null 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return content_of(folder / output);
}

TEST(OfficeFilesTest, LibreOfficeReadsWhatWasWritten) {
  if (!has_office()) GTEST_SKIP() << "LibreOffice is not installed";
  const OutputFolder folder("office_reads");
  const ReportModel model = make_model_of(ReportKind::kFactsheet);
  const auto odt = to_odt(compose(model));
  std::ofstream(folder / "r.odt", std::ios::binary) << *odt;
  const std::string text = through_office(folder, "r.odt", "txt:Text", "r.txt");
  EXPECT_THAT(text, HasSubstr("2 van de 3 aanpakken (67%)"));
  EXPECT_THAT(text, HasSubstr("=1+1 <b>&</b>"));
  EXPECT_THAT(text, HasSubstr("regel  twee"));
  const auto docx = convert_odt(*odt, OfficeFormat::kDocx);
  ASSERT_TRUE(docx);
  fs::remove(folder / "r.txt");
  std::ofstream(folder / "r.docx", std::ios::binary) << *docx;
  EXPECT_THAT(through_office(folder, "r.docx", "txt:Text", "r.txt"), HasSubstr("2 van de 3 aanpakken (67%)"));
}

TEST(OfficeFilesTest, LibreOfficeReadsTheWorkbookWhenItHasCalc) {
  if (!has_office() || !fs::exists("/usr/lib/libreoffice/program/libsclo.so"))
    GTEST_SKIP() << "LibreOffice Calc is not installed";
  const OutputFolder folder("office_calc");
  (void)workbook_of(make_model_of(ReportKind::kFactsheet), folder);
  const std::string csv =
      through_office(folder, "r.xlsx", "csv:\"Text - txt - csv (StarCalc)\":44,34,76", "r.csv");
  EXPECT_THAT(csv,
              HasSubstr("Alverstede,Aanpak een,2014,Zorg,Beeld,X1.1,Er is een plan,voldoet,√,vastgesteld"));
  EXPECT_THAT(csv, HasSubstr("=1+1 <b>&</b>"));
}

}  // namespace
}  // namespace vp::reports
