-- What was computed from the originals. Disposable: `reindex` makes it anew. Numbers for kinds, states and verdicts
-- are those of the enumerations in core/document.h and core/passage.h.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A document's passages have the row ids first_passage + ordinal: a range of their own, so that document, ordinal and
-- row id lead to each other without an index.
CREATE TABLE document (
  id                INTEGER PRIMARY KEY,
  sha256            BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  first_passage     INTEGER NOT NULL,
  passage_count     INTEGER NOT NULL,
  page_count        INTEGER NOT NULL,  -- as the file declares
  state             INTEGER NOT NULL,
  reason            TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  message_count     INTEGER NOT NULL,
  first_path        TEXT NOT NULL,     -- of the first source; orders lists of evidence
  title TEXT NOT NULL, author TEXT NOT NULL, subject TEXT NOT NULL, keywords TEXT NOT NULL, creator TEXT NOT NULL,
  producer TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, format_version TEXT NOT NULL,
  is_tagged         INTEGER NOT NULL
) STRICT;

-- Per passage a varint: tokens * 64 + 32 for a title + 16 for boilerplate + the number of its kind. All that ranking needs
-- to know of a passage, in few enough bytes to hold for the whole index in memory.
CREATE TABLE passage_statistics (
  document    INTEGER PRIMARY KEY REFERENCES document (id),
  token_count INTEGER NOT NULL,
  facts       BLOB NOT NULL
) STRICT;

CREATE TABLE document_message (
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_source (
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  municipality TEXT NOT NULL, approach TEXT NOT NULL, submitter TEXT NOT NULL, role TEXT NOT NULL,
  received_date TEXT NOT NULL, evidence_date TEXT NOT NULL, round TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_source_by_municipality ON document_source (municipality, approach, role);

CREATE TABLE page (
  document   INTEGER NOT NULL REFERENCES document (id),
  page       INTEGER NOT NULL,  -- 0-based
  label      TEXT NOT NULL,
  width_pt   REAL NOT NULL,
  height_pt  REAL NOT NULL,
  rotation_degrees INTEGER NOT NULL,
  verdict    INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
  id            INTEGER PRIMARY KEY,
  document      INTEGER NOT NULL REFERENCES document (id),
  kind          INTEGER NOT NULL,
  heading_level INTEGER NOT NULL,
  heading       INTEGER,           -- ordinal in the same document
  boilerplate   INTEGER NOT NULL,
  first_page    INTEGER,           -- null: a passage without words
  last_page     INTEGER,
  text          TEXT NOT NULL,     -- reading text
  sentences     BLOB NOT NULL,     -- index/span_codec.h
  words         BLOB NOT NULL      -- index/word_box_codec.h
) STRICT;

CREATE TABLE mention (
  passage        INTEGER NOT NULL REFERENCES passage (id),
  position       INTEGER NOT NULL,
  indicator      TEXT NOT NULL,
  span_begin     INTEGER NOT NULL,
  span_end       INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  strength       INTEGER NOT NULL,
  pattern        TEXT NOT NULL,
  PRIMARY KEY (passage, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_indicator ON mention (indicator, passage);

-- Lengths are kept in passage_statistics, so no column sizes here.
CREATE VIRTUAL TABLE passage_fts USING fts5 (
  text, content = 'passage', content_rowid = 'id', tokenize = 'vindplaats', detail = full, columnsize = 0
);
-- Made for bulk: a batch of documents becomes one segment, and segments are merged late; optimize() merges the rest.
INSERT INTO passage_fts (passage_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO passage_fts (passage_fts, rank) VALUES ('automerge', 16);
INSERT INTO passage_fts (passage_fts, rank) VALUES ('crisismerge', 32);
