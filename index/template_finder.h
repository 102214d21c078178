// template_finder.h - finds prose that stands in the documents of many submitters alike: the opening of a form, the
// explanation of an inspection. It is no evidence of what happens in one municipality.
// Way: runs of kRun words, and in how many families of documents each stands. Copies, versions and other prints of one
// document are one family, so that handing something in twice makes no template of it.
// Threads: none shared. Memory: some bytes a passage and at most 80 MB: the runs wait in a file (run_shelf.h) and are looked at a
// shelf at a time. Errors: those of RunShelf.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/run_shelf.h"

namespace vp::index {

class TemplateFinder {
 public:
  static constexpr std::size_t kRun = 4;           ///< words
  static constexpr std::size_t kFewestWords = 12;  ///< shorter passages may well be written alike by chance
  static constexpr std::size_t kFewestFamilies = 3;
  static constexpr double kLeastShare = 0.85;  ///< of a passage's runs

  /// `folder`: where there is room for eight bytes a word, for as long as it works.
  explicit TemplateFinder(std::filesystem::path folder) : runs_(std::move(folder)) {}

  /// A document with its municipalities (empty: not told); returns its number, from 0.
  std::size_t add_document(std::vector<std::string> municipalities);
  /// A passage of the last document.
  void add_passage(std::string_view text);

  /// For each passage, in the order of adding: 1 when it is a template.
  Result<std::vector<char>> find();

 private:
  using Group = std::span<const PlacedRun>;  ///< all places of one run, ascending
  /// Calls visit(group) for each run.
  template <class Visit>
  Result<void> for_each_run(Visit visit);
  /// Documents that have the run, ascending.
  void list_documents(Group group, std::vector<std::uint32_t>& documents) const;
  /// By document: the number of its family.
  Result<std::vector<std::uint32_t>> find_families();
  [[nodiscard]] bool may_be_versions(std::size_t a, std::size_t b) const;

  std::map<std::string, std::uint32_t> names_;              // of municipalities
  std::vector<std::vector<std::uint32_t>> municipalities_;  // by document, each ascending
  std::vector<std::uint32_t> documents_;                    // by passage
  std::vector<std::uint32_t> run_counts_;                   // by passage
  std::vector<std::uint64_t> words_;                        // of the passage that is added
  RunShelf runs_;
};

}  // namespace vp::index
