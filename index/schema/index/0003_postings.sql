-- The postings of all terms of passage_fts, and of the indicators that are mentioned, as they stood when they were last
-- gathered (index/posting_store.h): what answers most questions, read in one go.
CREATE TABLE term (
  term     TEXT PRIMARY KEY,
  passages INTEGER NOT NULL,
  postings BLOB,     -- index/posting_codec.h; null: too long to stand here
  posting  INTEGER   -- where it stands then
) STRICT, WITHOUT ROWID;
CREATE TABLE term_posting (
  id       INTEGER PRIMARY KEY,
  postings BLOB NOT NULL
) STRICT;
