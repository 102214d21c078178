#include "core/document_id.h"

#include <gtest/gtest.h>

namespace vp {
namespace {

constexpr std::string_view kHex = "00ff10a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d";

TEST(DocumentIdTest, HexadecimalRoundTrip) {
  const Result<DocumentId> id = parse_document_id(kHex);
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(to_string(*id), kHex);
}

TEST(DocumentIdTest, UpperCaseDigitsGiveTheSameId) {
  std::string upper(kHex);
  for (char& c : upper)
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(*parse_document_id(upper), *parse_document_id(kHex));
}

TEST(DocumentIdTest, WrongLengthAndWrongDigitAreNamed) {
  EXPECT_EQ(parse_document_id("00ff").error().what, "a document id has 64 hexadecimal digits, found 4");
  std::string bad(kHex);
  bad[10] = 'g';
  EXPECT_EQ(parse_document_id(bad).error().what, "not a hexadecimal digit at place 11");
}

}  // namespace
}  // namespace vp
