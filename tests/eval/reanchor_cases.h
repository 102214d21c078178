// reanchor_cases.h - changed resubmissions of real documents, made by a seeded generator, and what becomes of the places
// that were linked in the first one. The first document is read from its PDF; the second is set anew by another
// "producer" (typeset.h) with the change in it, and goes through the same analysis.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "index/anchor_match.h"
#include "nlp/document_analyzer.h"
#include "tests/eval/typeset.h"

namespace vp::eval {

enum class Mutation : std::uint8_t {
  kProducer,  ///< other width and pages, nothing else
  kHyphens,   ///< narrow lines with hyphens
  kPageInserted,
  kPageDropped,
  kEdited,      ///< a quarter of the sentences: a word in, out or another one, another figure, a negation
  kAlikeKept,   ///< a quarter of the sentences stand a second time, elsewhere
  kAlikeOnly,   ///< a quarter of the sentences are gone, and stand elsewhere, among other words
  kRead,        ///< letters are read wrong, as by OCR
  kEditedRead,  ///< edited, and read wrong
  kEverything,  ///< page inserted, a quarter of the sentences elsewhere, narrow lines with hyphens
};
inline constexpr std::size_t kMutations = 10;
std::string_view to_string(Mutation mutation);

/// What became of the quotes; by index::AnchorOutcome.
struct ReanchorTally {
  std::uint64_t documents = 0;
  std::array<std::uint64_t, 4>
      unchanged{};  ///< quotes that stand in the second document, at the place that is right
  std::array<std::uint64_t, 4> changed{};  ///< quotes that are others now or gone
  std::uint64_t wrong = 0;                 ///< exact or moved, to a place that is not the quote's
  std::vector<std::string> faults;         ///< the first of those, in words
};
ReanchorTally& operator+=(ReanchorTally& sum, const ReanchorTally& more);

class ReanchorTrial {
 public:
  /// Both must outlive the trial.
  ReanchorTrial(const nlp::DocumentAnalyzer& analyzer, const nlp::WordList& words)
      : analyzer_(analyzer), words_(words) {}

  /// Reads a PDF; false when it has too little text to be tried.
  bool open(const std::filesystem::path& pdf);
  /// Changes the document that was opened, `seed` says how, and looks for its quotes.
  [[nodiscard]] ReanchorTally run(Mutation mutation, std::uint64_t seed) const;

 private:
  struct Quote {
    std::uint32_t paragraph = 0;
    TextSpan span;
    index::AnchorOutcome outcome = index::AnchorOutcome::kLost;
    Anchor anchor;
    bool is_changed = false;
  };
  [[nodiscard]] std::vector<Quote> choose_quotes(std::mt19937_64& random) const;
  void change(Mutation mutation, std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
              std::vector<Quote>& quotes) const;
  static void insert_page(std::mt19937_64& random, std::vector<Paragraph>& paragraphs);
  void drop_page(std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                 std::vector<Quote>& quotes) const;
  static void edit(std::mt19937_64& random, std::vector<Paragraph>& paragraphs, std::vector<Quote>& quotes);
  static void put_elsewhere(std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                            std::vector<Quote>& quotes, bool is_kept);

  const nlp::DocumentAnalyzer& analyzer_;
  const nlp::WordList& words_;
  std::string name_;
  std::unique_ptr<index::ReadText> before_;
};

/// Every PDF of the samples and of the layouts, in order of path.
std::vector<std::filesystem::path> list_trial_documents();

/// All mutations of all documents.
std::array<ReanchorTally, kMutations> run_reanchor_trials();

/// A table, a row a mutation; "wrong" must be 0.
std::string describe(const std::array<ReanchorTally, kMutations>& tallies);

}  // namespace vp::eval
