-- Words are read from the full-text index itself (index/fts_terms.h), so no copy of them is kept; of the mentions a copy
-- stays, made anew at the next optimize.
DROP TABLE term;
DROP TABLE term_posting;
CREATE TABLE mention_posting (
  indicator TEXT PRIMARY KEY,
  postings  BLOB NOT NULL  -- index/posting_codec.h
) STRICT;
UPDATE meta SET value = '0' WHERE key = 'postings_passages';
INSERT OR REPLACE INTO meta (key, value) SELECT 'rows_given', value FROM meta WHERE key = 'postings_last_row';
UPDATE meta SET value = '0' WHERE key = 'postings_last_row';
