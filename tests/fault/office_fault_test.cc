// office_fault_test.cc - what becomes of an office program that hangs, floods, crashes or reaches out. The program is a
// script, so that these need no LibreOffice.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "ingest/office_converter.h"

namespace vp::ingest {
namespace {

namespace fs = std::filesystem;

/// Whether a process is there and has not ended; one that nothing has waited for yet is listed as a zombie ("Z").
bool is_alive(pid_t process) {
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::string id;
  std::string name;
  std::string state;
  return (stat >> id >> name >> state) && state != "Z" && state != "X";
}

class OfficeFaultTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "vp_office_XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::create_directories(root_ / "program");
    fs::create_directories(root_ / "work");
    std::ofstream(root_ / "stuk.rtf") << "{\\rtf1 tekst}";
    std::ofstream(root_ / "geheim") << "geheim";
    limits_.wall_time = std::chrono::milliseconds(1500);
    limits_.file_bytes = 1U << 20U;
  }
  void TearDown() override { fs::remove_all(root_); }

  /// What converting says when the program does what the script says; the script begins in its own folder.
  std::string convert(const std::string& script) {
    const fs::path program = root_ / "program" / "soffice.bin";
    std::ofstream(program) << "#!/bin/sh\n" << script;
    fs::permissions(program, fs::perms::owner_all);
    ::setenv("VINDPLAATS_OFFICE", program.c_str(), 1);
    const auto converter = OfficeConverter::find();
    ::unsetenv("VINDPLAATS_OFFICE");
    if (!converter) return "not found";
    const auto pdf =
        converter->convert(root_ / "stuk.rtf", "stuk.rtf", FileKind::kRtf, root_ / "work", limits_);
    return pdf ? "made " + pdf->filename().string() : pdf.error().what;
  }

  fs::path root_;
  OfficeLimits limits_;
};

TEST_F(OfficeFaultTest, OneThatWorksGivesItsPdf) {
  EXPECT_EQ(convert("echo %PDF-1.4 > out/stuk.pdf"), "made stuk.pdf");
}

TEST_F(OfficeFaultTest, OneThatHangsIsStoppedWithAllThatItStarted) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(convert("(sleep 60; echo late > out/late) & echo $! > out/child; sleep 60"),
            "LibreOffice was stopped after 1 s");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  std::ifstream stream(root_ / "work" / "out" / "child");
  pid_t child = 0;
  ASSERT_TRUE(stream >> child);
  // It sleeps for a minute: gone within seconds is killed. The kernel may take a moment to carry the kill out.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (is_alive(child) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(is_alive(child));
}

TEST_F(OfficeFaultTest, OneThatFloodsIsStoppedAtTheLimit) {
  EXPECT_EQ(convert("while :; do echo vloed vloed vloed vloed vloed vloed; done > out/stuk.pdf"),
            "LibreOffice makes too big a PDF of it");
  EXPECT_LE(fs::file_size(root_ / "work" / "out" / "stuk.pdf"), limits_.file_bytes);
}

TEST_F(OfficeFaultTest, OneThatCrashesOrGivesNothingSaysSo) {
  EXPECT_EQ(convert("kill -SEGV $$"), "LibreOffice crashed on it");
  fs::remove_all(root_ / "work");
  fs::create_directories(root_ / "work");
  EXPECT_EQ(convert("exit 0"), "LibreOffice cannot read it");
}

TEST_F(OfficeFaultTest, ItReadsNothingOfTheUserAndWritesNowhereElse) {
  const std::string secret = (root_ / "geheim").string();
  EXPECT_EQ(convert("cat " + secret + " > out/stuk.pdf || rm -f out/stuk.pdf; echo x > " + secret),
            "LibreOffice cannot read it");
  std::string text;
  std::ifstream(secret) >> text;
  EXPECT_EQ(text, "geheim");
}

}  // namespace
}  // namespace vp::ingest
