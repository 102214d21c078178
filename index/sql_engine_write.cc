// The writing half of SqlEngine: a document in, a document out.
#include <algorithm>
#include <limits>

#include "index/bookmark_rows.h"
#include "index/meta_rows.h"
#include "index/sql_engine.h"
#include "index/suggestion_codec.h"
#include "index/varint.h"

namespace vp::index {
namespace {

constexpr const char* kRowsGiven = "rows_given";  // the highest row id of a passage that is gone

Error bad_passage(const Passage& passage, std::string_view what) {
  return Error{ErrorCode::kInvalidArgument,
               "passage " + std::to_string(passage.ordinal) + ": " + std::string(what), ""};
}

/// What verify() promises of stored passages is asked of them before anything is written.
Result<void> check_passage(const Passage& passage, std::size_t ordinal, std::size_t passage_count) {
  const auto is_in_text = [&](TextSpan span) {
    return span.begin <= span.end && span.end <= passage.text.size();
  };
  if (passage.ordinal != ordinal) return bad_passage(passage, "ordinals must count from 0");
  if (passage.text.size() > std::numeric_limits<std::int32_t>::max()) {
    return bad_passage(passage, "text beyond 2 GiB");
  }
  if (passage.heading && *passage.heading >= passage_count)
    return bad_passage(passage, "its heading is missing");
  for (const PassageWord& word : passage.words) {
    if (!is_in_text(word.span)) return bad_passage(passage, "a word lies outside the text");
  }
  std::uint32_t last_end = 0;
  for (const TextSpan sentence : passage.sentences) {
    if (!is_in_text(sentence) || sentence.begin < last_end) {
      return bad_passage(passage, "sentences must ascend inside the text");
    }
    last_end = sentence.end;
  }
  for (const Mention& mention : passage.mentions) {
    if (!is_in_text(mention.span) || !is_in_text(mention.sentence)) {
      return bad_passage(passage, "a mention lies outside the text");
    }
    for (const PolaritySuggestion& suggestion : mention.suggestions) {
      const bool is_inside =
          is_in_text(suggestion.clause) && std::all_of(suggestion.cues.begin(), suggestion.cues.end(),
                                                       [&](const Cue& cue) { return is_in_text(cue.span); });
      if (!is_inside) return bad_passage(passage, "a suggestion lies outside the text");
    }
  }
  return {};
}

}  // namespace

Result<void> SqlEngine::replace_document(const DocumentRecord& document, std::span<const Passage> passages) {
  for (std::size_t i = 0; i < passages.size(); ++i)
    VP_TRY(check_passage(passages[i], i, passages.size()));
  VP_TRY(tokenizer_->analyzer());  // says what is wrong with the word list, which a store could not
  return in_transaction([&]() -> Result<void> {
    VP_ASSIGN(const auto old, find_stored(document.id));
    if (old) VP_TRY(remove_stored(*old));
    StoredDocument stored;
    stored.passage_count = std::ssize(passages);
    {
      VP_ASSIGN(const StatementLease next,
                database_.cached("SELECT coalesce((SELECT max(id) FROM document), 0), "
                                 "coalesce((SELECT first + passages - 1 FROM passage_block "
                                 "ORDER BY first DESC LIMIT 1), 0)"));
      VP_TRY(next->step());
      VP_ASSIGN(const std::int64_t given, load_meta_number(database_, kRowsGiven));
      stored.row = next->column_integer(0) + 1;
      stored.first_passage = std::max(next->column_integer(1), given) + 1;
    }
    VP_TRY(insert_document(document, stored));
    VP_TRY(insert_pages(document, stored.row));
    VP_TRY(insert_bookmarks(database_, stored.row, document.outline));
    VP_TRY(insert_sources(stored.row, document.sources));
    return insert_passages(stored, passages);
  });
}

Result<void> SqlEngine::replace_sources(const DocumentId& id, std::span<const DocumentSource> sources) {
  return in_transaction([&]() -> Result<void> {
    VP_ASSIGN(const StoredDocument stored, load_stored(id));
    {
      VP_ASSIGN(const StatementLease remove,
                database_.cached("DELETE FROM document_source WHERE document = ?1"));
      remove->bind(1, stored.row);
      VP_TRY(remove->run());
    }
    VP_ASSIGN(const StatementLease name,
              database_.cached("UPDATE document SET first_path = ?2 WHERE id = ?1"));
    name->bind(1, stored.row).bind(2, sources.empty() ? std::string_view() : sources.front().path);
    VP_TRY(name->run());
    // Whether two documents may be versions of one depends on whose they are.
    VP_TRY(remove_meta(database_, "templates_state"));
    return insert_sources(stored.row, sources);
  });
}

Result<void> SqlEngine::remove_document(const DocumentId& id) {
  return in_transaction([&]() -> Result<void> {
    VP_ASSIGN(const auto stored, find_stored(id));
    if (!stored) return {};
    return remove_stored(*stored);
  });
}

Result<void> SqlEngine::remove_stored(const StoredDocument& stored) {
  const std::int64_t last = stored.first_passage + stored.passage_count - 1;
  {
    // Row ids are never given twice: postings and segments that still name these then name nothing.
    VP_ASSIGN(const std::int64_t given, load_meta_number(database_, kRowsGiven));
    if (last > given) VP_TRY(store_meta(database_, kRowsGiven, std::to_string(last)));
  }
  VP_TRY(forget_words(stored.first_passage, last));
  {
    VP_ASSIGN(const StatementLease remove,
              database_.cached("DELETE FROM mention WHERE passage BETWEEN ?1 AND ?2"));
    remove->bind(1, stored.first_passage).bind(2, last);
    VP_TRY(remove->run());
  }
  VP_TRY(passages_.remove(stored.first_passage, last));
  for (const char* sql :
       {"DELETE FROM passage_statistics WHERE document = ?1",
        "DELETE FROM document_message WHERE document = ?1", "DELETE FROM document_source WHERE document = ?1",
        "DELETE FROM page WHERE document = ?1", "DELETE FROM bookmark WHERE document = ?1",
        "DELETE FROM document WHERE id = ?1"}) {
    VP_ASSIGN(const StatementLease remove, database_.cached(sql));
    remove->bind(1, stored.row);
    VP_TRY(remove->run());
  }
  return {};
}

Result<void> SqlEngine::insert_document(const DocumentRecord& document, const StoredDocument& stored) {
  const DocumentMetadata& meta = document.metadata;
  {
    VP_ASSIGN(
        const StatementLease insert,
        database_.cached("INSERT INTO document (id, sha256, first_passage, passage_count, page_count, state, "
                         "reason, extractor_version, message_count, first_path, title, author, subject, "
                         "keywords, creator, producer, created, modified, format_version, is_tagged) VALUES "
                         "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)"));
    insert->bind(1, stored.row).bind(2, Blob(document.id.bytes)).bind(3, stored.first_passage);
    insert->bind(4, stored.passage_count).bind(5, std::int64_t{document.page_count});
    insert->bind(6, static_cast<std::int64_t>(document.state)).bind(7, document.reason);
    insert->bind(8, document.extractor_version).bind(9, static_cast<std::int64_t>(document.message_count));
    insert->bind(10, document.sources.empty() ? std::string_view() : document.sources.front().path);
    insert->bind(11, meta.title).bind(12, meta.author).bind(13, meta.subject).bind(14, meta.keywords);
    insert->bind(15, meta.creator).bind(16, meta.producer).bind(17, meta.created).bind(18, meta.modified);
    insert->bind(19, meta.format_version).bind(20, std::int64_t{meta.tagged ? 1 : 0});
    VP_TRY(insert->run());
  }
  VP_ASSIGN(const StatementLease insert,
            database_.cached("INSERT INTO document_message (document, position, text) VALUES (?1, ?2, ?3)"));
  for (std::size_t i = 0; i < document.messages.size(); ++i) {
    insert->bind(1, stored.row).bind(2, static_cast<std::int64_t>(i)).bind(3, document.messages[i]);
    VP_TRY(insert->run());
  }
  return {};
}

Result<void> SqlEngine::insert_pages(const DocumentRecord& document, std::int64_t row) {
  VP_ASSIGN(
      const StatementLease insert,
      database_.cached("INSERT INTO page (document, page, label, width_pt, height_pt, rotation_degrees, "
                       "verdict, reason, word_count) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)"));
  for (const PageRecord& page : document.pages) {
    insert->bind(1, row).bind(2, std::int64_t{page.index.value}).bind(3, page.label);
    insert->bind(4, static_cast<double>(page.width_pt)).bind(5, static_cast<double>(page.height_pt));
    insert->bind(6, std::int64_t{page.rotation_degrees}).bind(7, static_cast<std::int64_t>(page.verdict));
    insert->bind(8, page.reason).bind(9, std::int64_t{page.word_count});
    VP_TRY(insert->run());
  }
  return {};
}

Result<void> SqlEngine::insert_sources(std::int64_t row, std::span<const DocumentSource> sources) {
  VP_ASSIGN(const StatementLease insert,
            database_.cached("INSERT INTO document_source (document, position, path, municipality, approach, "
                             "submitter, role, received_date, evidence_date, round) "
                             "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"));
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const SubmissionLabels& labels = sources[i].labels;
    insert->bind(1, row).bind(2, static_cast<std::int64_t>(i)).bind(3, sources[i].path);
    insert->bind(4, labels.municipality).bind(5, labels.approach).bind(6, labels.submitter);
    insert->bind(7, labels.role).bind(8, labels.received_date).bind(9, labels.evidence_date);
    insert->bind(10, labels.round);
    VP_TRY(insert->run());
  }
  return {};
}

Result<void> SqlEngine::insert_passages(const StoredDocument& stored, std::span<const Passage> passages) {
  VP_TRY(passages_.insert(stored.row, stored.first_passage, passages));
  std::vector<std::uint8_t> facts;
  std::uint64_t token_count = 0;
  for (const Passage& passage : passages) {
    VP_ASSIGN(const std::uint64_t words, insert_words(stored.first_passage + passage.ordinal, passage.text));
    append_varint(facts, to_passage_facts(passage, words));
    token_count += words;
    VP_TRY(insert_mentions(stored, passage));
  }
  VP_ASSIGN(
      const StatementLease insert,
      database_.cached("INSERT INTO passage_statistics (document, token_count, facts) VALUES (?1, ?2, ?3)"));
  insert->bind(1, stored.row).bind(2, static_cast<std::int64_t>(token_count)).bind(3, Blob(facts));
  return insert->run();
}

Result<void> SqlEngine::insert_mentions(const StoredDocument& stored, const Passage& passage) {
  if (passage.mentions.empty()) return {};
  VP_ASSIGN(const StatementLease insert,
            database_.cached("INSERT INTO mention (passage, position, indicator, span_begin, span_end, "
                             "sentence_begin, sentence_end, strength, pattern, voices, suggestions, "
                             "document, kind) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)"));
  std::vector<std::uint8_t> suggestions;
  for (std::size_t i = 0; i < passage.mentions.size(); ++i) {
    const Mention& mention = passage.mentions[i];
    insert->bind(1, stored.first_passage + passage.ordinal).bind(2, static_cast<std::int64_t>(i));
    insert->bind(3, mention.indicator);
    insert->bind(4, std::int64_t{mention.span.begin}).bind(5, std::int64_t{mention.span.end});
    insert->bind(6, std::int64_t{mention.sentence.begin}).bind(7, std::int64_t{mention.sentence.end});
    insert->bind(8, static_cast<std::int64_t>(mention.strength)).bind(9, mention.pattern);
    suggestions.clear();
    append_suggestions(suggestions, mention.sentence, mention.suggestions);
    insert->bind(10, to_voice_bits(mention.suggestions)).bind(11, Blob(suggestions));
    insert->bind(12, stored.row).bind(13, static_cast<std::int64_t>(passage.kind));
    VP_TRY(insert->run());
  }
  return {};
}

}  // namespace vp::index
