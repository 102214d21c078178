// reanchoring.h - every place that a finding stands on, looked for in what the index holds now: in a new reading of its
// document, or in a document that was handed in for it later. What is not beyond doubt waits in a queue for a person.
// The links and their anchors stay as they are: what was found stands beside them.
// Errors: of the stores; kNotFound, kInvalidArgument, kConflict where said. Threads: one thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/anchor.h"
#include "core/result.h"
#include "index/anchor_match.h"
#include "index/change_stamp.h"
#include "index/database.h"
#include "index/engine.h"
#include "nlp/word_list.h"

namespace vp::index {

/// One row: what became of an anchor in a document.
struct AnchorReading {
  std::int64_t id = 0;  ///< 0: nothing had to be stored
  std::int64_t anchor_id = 0;
  Anchor anchor;
  DocumentId document;  ///< in which it was looked for
  AnchorOutcome outcome = AnchorOutcome::kLost;
  std::optional<Anchor> found;
  std::vector<Anchor> candidates;
  std::string reason;
  bool is_decision = false;  ///< by a person
  std::string at, who;
  std::string extractor;               ///< that read the document
  std::vector<std::int64_t> findings;  ///< that stand on the anchor, ascending
};

/// How many ended how, by AnchorOutcome.
struct ReanchorCounts {
  std::array<std::uint64_t, 4> outcomes{};
  std::uint64_t stored = 0;  ///< rows that were new
};

/// A document that was handed in for an earlier one.
struct Resubmission {
  DocumentId from, to;
  std::string path;             ///< of the later one
  std::uint64_t anchors = 0;    ///< of findings, in the earlier one
  bool is_looked_into = false;  ///< they were looked for in the later one already
};

class Reanchoring {
 public:
  /// All three must outlive it.
  Reanchoring(Database& judgements, Engine& engine, const nlp::WordList& words)
      : database_(&judgements), engine_(&engine), words_(&words) {}

  /// Every anchor of a standing link, in its own document. Stores a row where something is new; doing it twice stores
  /// nothing. A person's choice stays as long as its place stands unchanged.
  Result<ReanchorCounts> run(const ChangeStamp& stamp);
  /// The anchors of `from`, in `to`. kNotFound when one of them is not in the index.
  Result<ReanchorCounts> run(const DocumentId& from, const DocumentId& to, const ChangeStamp& stamp);

  /// Documents with linked places that seem to have been handed in again: the same path, or the same file name for the
  /// same municipality and approach, later. Ascending by path.
  Result<std::vector<Resubmission>> find_resubmissions();

  /// The last reading of every anchor in every document; `only_open`: what waits for a person. Ascending by anchor.
  enum class Which { kAll, kOpen };
  Result<std::vector<AnchorReading>> list(Which which);

  /// One reading, also one that is no longer the last of its anchor; without `findings`. kNotFound.
  Result<AnchorReading> load(std::int64_t reading);

  /// A person's choice for the reading: candidate `choice`, counted from 1, or none of them (0: lost). kNotFound;
  /// kConflict when it is no longer the last of its anchor, or not open.
  Result<void> resolve(std::int64_t reading, std::size_t choice, const ChangeStamp& stamp);

 private:
  struct Wanted {
    std::int64_t id = 0;
    Anchor anchor;
  };
  Result<std::vector<Wanted>> load_wanted(const std::optional<DocumentId>& document);
  Result<std::unique_ptr<ReadText>> load_text(const DocumentId& document);
  Result<std::optional<AnchorReading>> find_last(std::int64_t anchor, const DocumentId& document);
  /// True when a row was stored.
  Result<bool> store(std::int64_t anchor, const DocumentId& document, const std::string& extractor,
                     const AnchorMatch& match, bool is_decision, const ChangeStamp& stamp);
  Result<Anchor> load_anchor(std::int64_t id);
  Result<AnchorReading> to_reading(const Statement& row);
  Result<AnchorMatch> match_again(const Wanted& wanted, const std::optional<AnchorReading>& last,
                                  const ReadText* now);

  Database* database_;
  Engine* engine_;
  const nlp::WordList* words_;
};

}  // namespace vp::index
