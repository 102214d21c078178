-- Passages stand in compressed blocks (index/passage_block.h); words are read from the full-text index itself
-- (index/fts_terms.h), which keeps no text, so that no copy of them is kept either. What older versions stored is not taken
-- over: an emptied index says that it wants `reindex`, as one that was lost does.
DROP TABLE passage_fts;
DROP TABLE passage;
DROP TABLE term;
DROP TABLE term_posting;
DROP TABLE mention;
DELETE FROM document_message;
DELETE FROM document_source;
DELETE FROM page;
DELETE FROM passage_statistics;
DELETE FROM document;
DELETE FROM meta;

-- The row ids of a document's passages are a range of their own, so that document, ordinal and row id lead to each other
-- without an index. They are never given twice (meta: rows_given).
CREATE TABLE passage_block (
  first      INTEGER PRIMARY KEY,  -- row id of its first passage
  passages   INTEGER NOT NULL,     -- how many, one row id each
  document   INTEGER NOT NULL REFERENCES document (id),
  first_page INTEGER,              -- null: passages without words
  last_page  INTEGER,
  bytes      BLOB NOT NULL         -- index/passage_block.h
) STRICT;

CREATE TABLE mention (
  passage        INTEGER NOT NULL,  -- row id
  position       INTEGER NOT NULL,
  document       INTEGER NOT NULL REFERENCES document (id),
  kind           INTEGER NOT NULL,  -- of the passage
  indicator      TEXT NOT NULL,
  span_begin     INTEGER NOT NULL,
  span_end       INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  strength       INTEGER NOT NULL,
  pattern        TEXT NOT NULL,
  voices         INTEGER NOT NULL,  -- bits: polarity with role of who says it
  suggestions    BLOB NOT NULL,     -- index/suggestion_codec.h
  PRIMARY KEY (passage, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_indicator ON mention (indicator, passage, voices);

-- The passages that mention an indicator, as they stood when they were last gathered (index/mention_postings.h).
CREATE TABLE mention_posting (
  indicator TEXT PRIMARY KEY,
  postings  BLOB NOT NULL  -- index/posting_codec.h
) STRICT;

-- Lengths are kept in passage_statistics, so no column sizes here.
CREATE VIRTUAL TABLE passage_fts USING fts5 (
  text, content = '', tokenize = 'vindplaats', detail = full, columnsize = 0
);
-- Made for bulk: a batch of documents becomes one segment, and segments are merged late; optimize() merges the rest.
INSERT INTO passage_fts (passage_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO passage_fts (passage_fts, rank) VALUES ('automerge', 16);
INSERT INTO passage_fts (passage_fts, rank) VALUES ('crisismerge', 32);
