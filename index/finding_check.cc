#include "index/finding_check.h"

#include <algorithm>

#include "index/anchor_rows.h"

namespace vp::index {
namespace {

/// A line for each row of a fixed statement whose first column is a text.
Result<void> add_lines(Database& judgements, const char* sql, std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows, judgements.prepare(sql));
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    faults.emplace_back(rows.column_text(0));
  }
}

/// Entries of what this file checks; others stand in the log too.
#define VP_JUDGED                                                                                       \
  "(subject LIKE 'finding %' OR subject LIKE 'evidence %' OR subject LIKE 'comment %' OR subject LIKE " \
  "'search %' OR subject LIKE 'reading %' OR subject LIKE 'review %' OR subject LIKE 'privacy %')"

constexpr const char* kStateAgainstLog =
    "WITH state AS (SELECT subject, told FROM finding_as_logged UNION ALL "
    "               SELECT subject, told FROM evidence_as_logged UNION ALL "
    "               SELECT subject, told FROM comment_as_logged UNION ALL "
    "               SELECT subject, told FROM recorded_search_as_logged UNION ALL "
    "               SELECT subject, told FROM anchor_reading_as_logged UNION ALL "
    "               SELECT subject, told FROM review_as_logged UNION ALL "
    "               SELECT subject, told FROM privacy_decision_as_logged), "
    "last AS (SELECT subject, max(id) AS id FROM log WHERE " VP_JUDGED
    " GROUP BY subject) "
    "SELECT s.subject || ': has no entry in the log' FROM state s WHERE NOT EXISTS "
    "  (SELECT 1 FROM last WHERE last.subject = s.subject) "
    "UNION ALL "
    "SELECT s.subject || ': says something else than the last entry of its log' FROM state s "
    "  JOIN last ON last.subject = s.subject JOIN log l ON l.id = last.id WHERE l.after IS DISTINCT FROM "
    "s.told "
    "UNION ALL "
    "SELECT last.subject || ': is in the log, but no longer there' FROM last WHERE NOT EXISTS "
    "  (SELECT 1 FROM state s WHERE s.subject = last.subject)";

constexpr const char* kLogChain =
    "WITH entry AS (SELECT id, subject, before, after, lag(after) OVER (PARTITION BY subject ORDER BY id) AS "
    "known "
    "               FROM log WHERE " VP_JUDGED
    ") "
    "SELECT 'log entry ' || id || ': does not follow on the entry before it of ' || subject FROM entry "
    "  WHERE before IS DISTINCT FROM known "
    "UNION ALL "
    "SELECT f.subject || ': has revision ' || f.revision || ', but ' || count(l.id) || ' entries in the log' "
    "  FROM finding_as_logged f LEFT JOIN log l ON l.subject = f.subject "
    "  GROUP BY f.id, f.subject, f.revision "
    "  HAVING count(l.id) <> f.revision";

constexpr const char* kCells =
    "WITH wanted AS (SELECT f.municipality, f.approach, f.round, j.value AS indicator, f.id AS finding "
    "                FROM finding f, json_each(f.indicators) j WHERE f.state <> 'vervallen') "
    "SELECT 'finding ' || finding || ': does not hold its cell ' || indicator FROM "
    "  (SELECT * FROM wanted EXCEPT "
    "   SELECT municipality, approach, round, indicator, finding FROM finding_cell) AS lacking "
    "UNION ALL "
    "SELECT 'finding ' || finding || ': holds the cell ' || indicator || ', which is not its own' FROM "
    "  (SELECT municipality, approach, round, indicator, finding FROM finding_cell EXCEPT SELECT * FROM "
    "wanted) AS foreign_cell";

struct StoredAnchor {
  std::int64_t id = 0;
  Anchor anchor;
};

Result<std::vector<StoredAnchor>> load_anchors(Database& judgements) {
  VP_ASSIGN(Statement rows,
            judgements.prepare(
                "SELECT id, document, places, quote, prefix, suffix, text_kind, first_text, last_text, "
                "span_begin, span_end, text_hash, extractor FROM anchor ORDER BY document, id"));
  std::vector<StoredAnchor> anchors;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return anchors;
    VP_ASSIGN(Anchor anchor, to_anchor(rows, 1));
    anchors.push_back({rows.column_integer(0), std::move(anchor)});
  }
}

std::string of_anchor(const StoredAnchor& stored) {
  return "anchor " + std::to_string(stored.id) + ": ";
}

/// False also when the text has changed, or the index does not keep the text that the anchor counts in.
bool has_lost_quote(const Anchor& anchor, const std::vector<Passage>& passages) {
  const AnchorPosition& position = anchor.position;
  if (position.text != AnchorText::kPassages || position.first > position.last ||
      position.last >= passages.size()) {
    return false;
  }
  const std::string text = anchored_text(passages, position.first, position.last);
  if (hash_text(text) != position.text_hash) return false;
  return position.span.begin > text.size() || position.span.in(text) != anchor.quote;
}

}  // namespace

Result<void> add_finding_faults(Database& judgements, std::vector<std::string>& faults) {
  VP_TRY(add_lines(judgements, kStateAgainstLog, faults));
  VP_TRY(add_lines(judgements, kLogChain, faults));
  return add_lines(judgements, kCells, faults);
}

Result<void> add_anchor_faults(const OriginalStore& originals, Database& judgements,
                               std::vector<std::string>& faults) {
  VP_ASSIGN(const std::vector<DocumentId> stored, originals.list());
  VP_ASSIGN(const std::vector<StoredAnchor> anchors, load_anchors(judgements));
  for (const StoredAnchor& anchor : anchors) {
    if (std::binary_search(stored.begin(), stored.end(), anchor.anchor.document)) continue;
    faults.push_back(of_anchor(anchor) + "its document " + to_string(anchor.anchor.document) +
                     " is not among the originals");
  }
  return add_lines(
      judgements,
      "SELECT 'anchor ' || a.id || ': its document ' || lower(hex(a.document)) || ' was never submitted' "
      "FROM anchor a WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.document = a.document)",
      faults);
}

Result<void> add_quote_faults(Engine& engine, Database& judgements, std::vector<std::string>& faults) {
  VP_ASSIGN(const std::vector<StoredAnchor> anchors, load_anchors(judgements));
  const DocumentId* loaded = nullptr;  // anchors come document by document
  std::vector<Passage> passages;
  for (const StoredAnchor& anchor : anchors) {
    if (loaded == nullptr || *loaded != anchor.anchor.document) {
      loaded = &anchor.anchor.document;
      // A document that the index does not have is another check's to tell.
      Result<std::vector<Passage>> found = engine.load_passages(*loaded, std::nullopt);
      if (!found && found.error().code != ErrorCode::kNotFound) return std::move(found).error();
      passages = found ? std::move(*found) : std::vector<Passage>();
    }
    if (!has_lost_quote(anchor.anchor, passages)) continue;
    faults.push_back(of_anchor(anchor) +
                     "its quote does not stand where it says, in a text that has not changed");
  }
  return {};
}

}  // namespace vp::index
