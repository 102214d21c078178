-- What is said with a change of a finding, and searches that found nothing to link. As with findings, every change is
-- a row of `log`, written by triggers.
CREATE TABLE comment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  finding  INTEGER NOT NULL REFERENCES finding (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),  -- of the finding, when it was said
  kind     TEXT NOT NULL CHECK (kind IN ('opmerking', 'afwijzing')),
  text     TEXT NOT NULL CHECK (text <> ''),
  at       TEXT NOT NULL,
  who      TEXT NOT NULL
) STRICT;

CREATE INDEX comment_by_finding ON comment (finding);

CREATE VIEW comment_as_logged AS
SELECT id, 'comment ' || id AS subject,
       json_object('finding', finding, 'revision', revision, 'kind', kind, 'text', text) AS told
FROM comment;

CREATE TRIGGER comment_is_logged AFTER INSERT ON comment
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, 'comment added', subject, told FROM comment_as_logged WHERE id = new.id;
END;

CREATE TRIGGER comment_is_never_changed BEFORE UPDATE ON comment
BEGIN
  SELECT RAISE(ABORT, 'a comment is never changed');
END;

CREATE TRIGGER comment_is_never_removed BEFORE DELETE ON comment
BEGIN
  SELECT RAISE(ABORT, 'a comment is never removed');
END;

-- "Gezocht, niet gevonden": what was run for one cell, over which documents, and what could not be read. A later search
-- of the same cell stands beside the earlier one; the last that is not taken back counts.
CREATE TABLE recorded_search (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  municipality    TEXT NOT NULL CHECK (municipality <> ''),
  approach        TEXT NOT NULL,
  round           TEXT NOT NULL,
  indicator       TEXT NOT NULL CHECK (indicator <> ''),
  queries         TEXT NOT NULL,  -- JSON list of texts, as typed
  patterns        TEXT NOT NULL,  -- JSON list of ids of rows in the framework file
  documents       TEXT NOT NULL,  -- JSON list of SHA-256
  unread          TEXT NOT NULL,  -- JSON: [{"document": SHA-256 or null, "path": ..., "pages": [1-based, ...], "reason": ...}, ...]
  hits            INTEGER NOT NULL CHECK (hits >= 0),
  analysis        TEXT NOT NULL,  -- versions that the index was made with
  word_list_hash  TEXT NOT NULL,
  framework_hash  TEXT NOT NULL,
  extractor       TEXT NOT NULL,
  names_hash      TEXT NOT NULL,
  comment         TEXT NOT NULL,
  is_removed      INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at      TEXT NOT NULL,
  changed_by      TEXT NOT NULL,
  CHECK (json_array_length(queries) + json_array_length(patterns) >= 1)
) STRICT;

CREATE INDEX recorded_search_by_cell ON recorded_search (municipality, approach, round, indicator);

CREATE VIEW recorded_search_as_logged AS
SELECT id, 'search ' || id AS subject,
       json_object('municipality', municipality, 'approach', approach, 'round', round, 'indicator', indicator,
                   'queries', json(queries), 'patterns', json(patterns), 'documents', json(documents),
                   'unread', json(unread), 'hits', hits, 'analysis', analysis, 'word_list_hash', word_list_hash,
                   'framework_hash', framework_hash, 'extractor', extractor, 'names_hash', names_hash,
                   'comment', comment, 'is_removed', is_removed) AS told
FROM recorded_search;

CREATE TRIGGER recorded_search_is_logged AFTER INSERT ON recorded_search
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.changed_at, new.changed_by, 'search recorded', subject, told FROM recorded_search_as_logged WHERE id = new.id;
END;

CREATE TRIGGER recorded_search_change_is_logged AFTER UPDATE ON recorded_search
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, iif(new.is_removed, 'search taken back', 'search recorded'), s.subject,
         (SELECT l.after FROM log l WHERE l.subject = s.subject ORDER BY l.id DESC LIMIT 1), s.told
  FROM recorded_search_as_logged s WHERE s.id = new.id;
END;

CREATE TRIGGER recorded_search_is_never_removed BEFORE DELETE ON recorded_search
BEGIN
  SELECT RAISE(ABORT, 'a recorded search is taken back, never removed');
END;
