-- The index of one dossier, in a schema of its own. Disposable: `reindex` makes it anew. The tables are those of
-- schema/index, so that the same statements read and write them; numbers for kinds, states and verdicts are those of the
-- enumerations in core/document.h and core/passage.h.
-- Texts are bytea: file names and what is found in files need not be UTF-8, may hold a NUL, and are to be ordered by their
-- bytes whatever the server's locale. convert_from(title, 'UTF8') reads one by hand.

-- What SQLite has under these names.
CREATE FUNCTION hex(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT upper(encode(bytes, 'hex')) $$;
CREATE FUNCTION json_each(list bytea) RETURNS TABLE (value bytea) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN QUERY SELECT convert_to(e.text, 'UTF8')
    FROM json_array_elements_text(convert_from(list, 'UTF8')::json) AS e (text);
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN;  -- what is no text is the id of nothing
END $$;

CREATE TABLE meta (
  key   bytea PRIMARY KEY,
  value bytea NOT NULL
);
-- One row: grows with each transaction that changes the index, so that readers know when to look again. Begins beyond what
-- an index that stood here before can have come to.
CREATE TABLE index_state (changes bigint NOT NULL);
INSERT INTO index_state VALUES ((extract(epoch FROM clock_timestamp()) * 1000000)::bigint);

CREATE TABLE document (
  id                bigint PRIMARY KEY,
  sha256            bytea NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
  first_passage     bigint NOT NULL,
  passage_count     bigint NOT NULL,
  page_count        bigint NOT NULL,
  state             bigint NOT NULL,
  reason            bytea NOT NULL,
  extractor_version bytea NOT NULL,
  message_count     bigint NOT NULL,
  first_path        bytea NOT NULL,
  title bytea NOT NULL, author bytea NOT NULL, subject bytea NOT NULL, keywords bytea NOT NULL, creator bytea NOT NULL,
  producer bytea NOT NULL, created bytea NOT NULL, modified bytea NOT NULL, format_version bytea NOT NULL,
  is_tagged         bigint NOT NULL,
  bookmarks_reason  bytea NOT NULL DEFAULT ''
);

CREATE TABLE passage_statistics (
  document    bigint PRIMARY KEY REFERENCES document (id),
  token_count bigint NOT NULL,
  facts       bytea NOT NULL
);

CREATE TABLE document_message (
  document bigint NOT NULL REFERENCES document (id),
  position bigint NOT NULL,
  text     bytea NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE document_source (
  document bigint NOT NULL REFERENCES document (id),
  position bigint NOT NULL,
  path bytea NOT NULL,
  municipality bytea NOT NULL, approach bytea NOT NULL, submitter bytea NOT NULL, role bytea NOT NULL,
  received_date bytea NOT NULL, evidence_date bytea NOT NULL, round bytea NOT NULL,
  PRIMARY KEY (document, position)
);
CREATE INDEX document_source_by_municipality ON document_source (municipality, approach, role);

CREATE TABLE page (
  document   bigint NOT NULL REFERENCES document (id),
  page       bigint NOT NULL,
  label      bytea NOT NULL,
  width_pt   double precision NOT NULL,
  height_pt  double precision NOT NULL,
  rotation_degrees bigint NOT NULL,
  verdict    bigint NOT NULL,
  reason     bytea NOT NULL,
  word_count bigint NOT NULL,
  PRIMARY KEY (document, page)
);

CREATE TABLE bookmark (
  document bigint NOT NULL REFERENCES document (id),
  position bigint NOT NULL,
  title    bytea NOT NULL,
  page     bigint NOT NULL,
  level    bigint NOT NULL,
  top_pt   double precision NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE passage_block (
  first      bigint PRIMARY KEY,
  passages   bigint NOT NULL,
  document   bigint NOT NULL,
  first_page bigint,
  last_page  bigint,
  bytes      bytea NOT NULL
);
ALTER TABLE passage_block ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- compressed already

CREATE TABLE mention (
  passage        bigint NOT NULL,
  position       bigint NOT NULL,
  document       bigint NOT NULL,
  kind           bigint NOT NULL,
  indicator      bytea NOT NULL,
  span_begin     bigint NOT NULL,
  span_end       bigint NOT NULL,
  sentence_begin bigint NOT NULL,
  sentence_end   bigint NOT NULL,
  strength       bigint NOT NULL,
  pattern        bytea NOT NULL,
  voices         bigint NOT NULL,
  suggestions    bytea NOT NULL,
  PRIMARY KEY (passage, position)
);
CREATE INDEX mention_by_indicator ON mention (indicator, passage, voices);

CREATE TABLE mention_posting (
  indicator bytea PRIMARY KEY,
  postings  bytea NOT NULL
);

-- The words: for each term the passages that hold it, with every place (index/postgres_terms.h; decision 0020 says why this is
-- no tsvector). A term is key followed by rest; the key is as much of it as a B-tree takes.
CREATE TABLE term_chunk (
  key       bytea NOT NULL,
  rest      bytea NOT NULL,
  first_row bigint NOT NULL,  -- of the passages in this chunk; the chunks of a term ascend and are disjoint
  rows      bigint NOT NULL,
  bytes     bytea NOT NULL
);
ALTER TABLE term_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX term_chunk_by_key ON term_chunk (key, first_row);
