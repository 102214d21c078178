// sample_gold.h - what a careful reader finds in corpus/samples, as its gold tables give it (see the README
// there). Errors: a missing table or a row that is too short ends the test run with a message; gold is never
// half read. Units: pages are 1-based; documents are paths below corpus/samples.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vp::eval {

/// A sentence that is evidence for an indicator.
struct GoldEvidence {
  std::string document;
  std::uint32_t page = 0;
  std::string indicator, quote, polarity, speaker, remark;
  bool is_readable = false;  ///< without OCR or a password
};

/// Words that look like evidence and are none; or, when doubtful, of which careful readers may differ.
struct GoldTrap {
  std::string document;
  std::set<std::string> indicators;
  std::string text, remark;
  [[nodiscard]] bool is_doubtful() const { return remark.starts_with("twijfel"); }
};

/// A hyphen at a line end and the word as it should be read.
struct GoldHyphen {
  std::string document;
  std::uint32_t page = 0;
  std::string left, right, resolution, reading;
};

/// What is expected of a file: its state, and the verdict on each of its pages.
struct GoldStatus {
  std::string document, state;
  std::vector<std::string> verdicts;  ///< page by page; empty where the file cannot be opened
};

std::filesystem::path sample_folder();
std::vector<GoldEvidence> load_gold_evidence();
std::vector<GoldTrap> load_gold_traps();
std::vector<GoldHyphen> load_gold_hyphens();
std::vector<GoldStatus> load_gold_status();

/// The text without white space, hyphens and soft hyphens, ligatures spelled out: equal for a quote however
/// its lines were broken.
std::string squash(std::string_view text);

}  // namespace vp::eval
