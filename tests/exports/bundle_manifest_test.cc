#include "exports/bundle_manifest.h"

#include "exports/sha256.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vp::exports {
namespace {

using testing::HasSubstr;

BundleManifest make_manifest() {
  BundleManifest manifest;
  manifest.program_version = "1.2";
  manifest.dossier = "d1";
  manifest.framework = "kader";
  manifest.framework_version = "3";
  manifest.log_position = 12;
  manifest.files = {{"a/één.pdf", 3, to_sha256("abc")}, {"b.txt", 0, to_sha256("")}};
  return manifest;
}

TEST(Sha256Test, KnownBytesHaveTheKnownSum) {
  EXPECT_EQ(to_string(to_sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 hash;
  hash.add("a");
  hash.add("bc");
  EXPECT_EQ(hash.finish(), to_sha256("abc"));
}

TEST(BundleManifestTest, ReadsBackWhatItWrote) {
  const auto read = parse_manifest(to_json(make_manifest()), "m");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, make_manifest());
}

TEST(BundleManifestTest, OnlyPathsThatStayWithinTheBundleAreSafe) {
  for (const char* const safe : {"a", "a/b.txt", "originelen/plan-3fa2b1c4.pdf", "één.pdf", ".hidden"})
    EXPECT_TRUE(is_safe_path(safe)) << safe;
  for (const char* const unsafe : {"", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "./a", "a/.", "a\\b",
                                   "C:a", "a\nb", "a.", "a /b", "a|b"})
    EXPECT_FALSE(is_safe_path(unsafe)) << unsafe;
  EXPECT_FALSE(is_safe_path(std::string("a\0b", 3)));
  EXPECT_FALSE(is_safe_path(std::string(241, 'a')));
}

TEST(BundleManifestTest, WhatIsWrongIsNamed) {
  const std::string good = to_json(make_manifest());
  struct Case {
    const char* from;
    const char* to;
    const char* error;
  };
  constexpr Case kCases[] = {
      {"b.txt", "../b.txt", "m: files[1]: '../b.txt' is no path that stays within a bundle"},
      {"b.txt", "a/a", "m: files[1]: 'a/a' does not follow 'a/één.pdf' in order"},
      {"b.txt", "manifest.json", "m: files[1]: the manifest cannot list itself"},
      {"\"bytes\": 3", "\"bytes\": -3", "m: files[0].bytes: should be a whole number"},
      {"ba7816bf", "xx7816bf", "m: files[0].sha256: should be 64 hexadecimal digits"},
      {"\"format\": 1", "\"format\": 2", "m: was written by a newer program (format 2)"},
      {"\"files\"", "\"fils\"", "m: has no 'files'"},
      {"{", "", "m: is no JSON"},
  };
  for (const Case& row : kCases) {
    std::string changed = good;
    changed.replace(changed.find(row.from), std::string(row.from).size(), row.to);
    const auto read = parse_manifest(changed, "m");
    ASSERT_FALSE(read) << row.to;
    EXPECT_THAT(to_string(read.error()), HasSubstr(row.error));
  }
}

}  // namespace
}  // namespace vp::exports
