// template_finder.h - finds prose that stands in the documents of many submitters alike: the opening of a form, the
// explanation of an inspection. It is no evidence of what happens in one municipality.
// Way: runs of kRun words, and in how many families of documents each stands. Copies, versions and other prints of one
// document are one family, so that handing something in twice makes no template of it.
// Threads: none shared. Memory: four bytes a word and at most 64 MB while it works: the runs are sorted a share at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vp::index {

class TemplateFinder {
 public:
  static constexpr std::size_t kRun = 4;           ///< words
  static constexpr std::size_t kFewestWords = 12;  ///< shorter passages may well be written alike by chance
  static constexpr std::size_t kFewestFamilies = 3;
  static constexpr double kLeastShare = 0.85;  ///< of a passage's runs

  /// A document with its municipalities (empty: not told); returns its number, from 0.
  std::size_t add_document(std::vector<std::string> municipalities);
  /// A passage of the last document.
  void add_passage(std::string_view text);

  /// For each passage, in the order of adding: 1 when it is a template.
  [[nodiscard]] std::vector<char> find() const;

 private:
  struct Passage {
    std::uint32_t document = 0;
    std::size_t first_run = 0;
    std::size_t run_count = 0;
  };
  struct RunInDocument {
    std::uint32_t run = 0;
    std::uint32_t document = 0;
    auto operator<=>(const RunInDocument&) const = default;
  };
  /// Runs whose hash falls in share `share` of `shares`, each once a document, in order.
  [[nodiscard]] std::vector<RunInDocument> list_runs(std::size_t share, std::size_t shares) const;
  static void sort_by_run(std::vector<RunInDocument>& runs);
  [[nodiscard]] std::vector<std::uint32_t> find_families(std::size_t shares) const;
  [[nodiscard]] std::vector<std::uint32_t> find_common_runs(std::size_t shares) const;
  [[nodiscard]] bool may_be_versions(std::size_t a, std::size_t b) const;

  std::vector<std::vector<std::string>> municipalities_;  // by document, each ascending
  std::vector<Passage> passages_;
  std::vector<std::uint32_t> runs_;  // hashes
};

}  // namespace vp::index
