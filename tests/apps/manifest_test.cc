#include "apps/pipeline/manifest.h"

#include <gtest/gtest.h>

namespace vp::apps {
namespace {

TEST(ManifestTest, ReadsLabelsInAnyOrderOfColumns) {
  const auto entries =
      parse_manifest("role,path,municipality,received_date\nnetwerkpartner,a/b.pdf,Oostmeer,2013-05-31\n",
                     "/inzending/manifest.csv");
  ASSERT_TRUE(entries.has_value());
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ((*entries)[0].path, "/inzending/a/b.pdf");
  EXPECT_EQ((*entries)[0].labels.municipality, "Oostmeer");
  EXPECT_EQ((*entries)[0].labels.role, "netwerkpartner");
  EXPECT_EQ((*entries)[0].labels.received_date, "2013-05-31");
  EXPECT_EQ((*entries)[0].line, 2U);
}

struct BadManifest {
  std::string_view name, text, message;
};

class BadManifestTest : public testing::TestWithParam<BadManifest> {};

TEST_P(BadManifestTest, NamesFileLineAndCause) {
  const auto entries = parse_manifest(GetParam().text, "/m.csv");
  ASSERT_FALSE(entries.has_value());
  EXPECT_EQ(to_string(entries.error()), GetParam().message);
}

constexpr BadManifest kBad[] = {
    {"empty", "", "/m.csv: the manifest is empty, expected a header row"},
    {"no_path_column", "municipality\nOostmeer\n", "/m.csv, line 1: there is no column 'path'"},
    {"unknown_column", "path,gemeente\n",
     "/m.csv, line 1: unknown column 'gemeente', expected path, municipality, approach, submitter, role, "
     "received_date, evidence_date, round, password"},
    {"short_row", "path,role\na.pdf,gemeente\nb.pdf\n", "/m.csv, line 3: row has 1 columns, expected 2"},
    {"unknown_role", "path,role\na.pdf,partner\n",
     "/m.csv, line 2: role 'partner' is not one of gemeente, netwerkpartner, inspectie"},
    {"bad_date", "path,evidence_date\na.pdf,31-05-2013\n",
     "/m.csv, line 2: '31-05-2013' is not a date such as 2013-05-31"},
    {"empty_path", "path,role\n,gemeente\n", "/m.csv, line 2: the path is empty"},
};
INSTANTIATE_TEST_SUITE_P(Rows, BadManifestTest, testing::ValuesIn(kBad),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(DateTest, OnlyDaysThatExist) {
  for (const char* const good : {"", "2013", "2013-05", "2013-05-31", "2012-02-29"})
    EXPECT_TRUE(is_date(good)) << good;
  for (const char* const bad :
       {"13", "2013-13", "2013-02-29", "2013-5-1", "2013-05-31T", "mei 2013", "2013-", "-2013"}) {
    EXPECT_FALSE(is_date(bad)) << bad;
  }
}

}  // namespace
}  // namespace vp::apps
