-- Findings with the places they stand on. As with submissions, every change is a row of `log`, written by triggers:
-- there is no way around it inside the program, and the state can be made again from the log (finding_check.cc does).
CREATE TABLE finding (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  revision           INTEGER NOT NULL CHECK (revision >= 1),  -- counts the changes: a change names the one it was made from
  municipality       TEXT NOT NULL CHECK (municipality <> ''),
  approach           TEXT NOT NULL,
  round              TEXT NOT NULL,
  indicators         TEXT NOT NULL CHECK (json_array_length(indicators) >= 1),  -- JSON list of ids
  verdict            TEXT NOT NULL CHECK (verdict IN ('voldoet', 'verbeterpunt', 'onbekend')),
  text               TEXT NOT NULL,
  note               TEXT,           -- LET OP; null when there is none
  state              TEXT NOT NULL CHECK (state IN ('concept', 'vastgesteld', 'vervallen')),
  origin             TEXT NOT NULL CHECK (origin IN ('person', 'factsheet')),
  printed_document   BLOB CHECK (printed_document IS NULL OR length(printed_document) = 32),  -- null: never printed
  printed_group      INTEGER,        -- number of the printed row
  printed_indicators TEXT,           -- JSON list: all indicators of that row
  printed_marks      TEXT,
  printed_one_to_one INTEGER CHECK (printed_one_to_one IN (0, 1)),
  printed_match      TEXT,
  created_at         TEXT NOT NULL,
  created_by         TEXT NOT NULL,
  changed_at         TEXT NOT NULL,
  changed_by         TEXT NOT NULL,
  CHECK ((printed_document IS NULL) = (printed_group IS NULL) AND (printed_document IS NULL) = (printed_indicators IS NULL)
     AND (printed_document IS NULL) = (printed_marks IS NULL) AND (printed_document IS NULL) = (printed_one_to_one IS NULL)
     AND (printed_document IS NULL) = (printed_match IS NULL))
) STRICT;

-- Which finding holds a field of the matrix; derived from `finding` by the triggers below, and at most one each.
CREATE TABLE finding_cell (
  municipality TEXT NOT NULL,
  approach     TEXT NOT NULL,
  round        TEXT NOT NULL,
  indicator    TEXT NOT NULL,
  finding      INTEGER NOT NULL REFERENCES finding (id),
  PRIMARY KEY (municipality, approach, round, indicator)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_cell_by_finding ON finding_cell (finding);

-- One row as the log tells it. The triggers write these fields, and the check compares with them.
CREATE VIEW finding_as_logged AS
SELECT id, 'finding ' || id AS subject, revision,
       json_object('revision', revision, 'municipality', municipality, 'approach', approach, 'round', round,
                   'indicators', json(indicators), 'verdict', verdict, 'text', text, 'note', note, 'state', state,
                   'origin', origin, 'printed_document', lower(hex(printed_document)), 'printed_group', printed_group,
                   'printed_indicators', json(printed_indicators), 'printed_marks', printed_marks,
                   'printed_one_to_one', printed_one_to_one, 'printed_match', printed_match) AS told
FROM finding;

CREATE TRIGGER finding_is_logged AFTER INSERT ON finding
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.changed_at, new.changed_by, 'finding added', subject, told FROM finding_as_logged WHERE id = new.id;
  INSERT INTO finding_cell (municipality, approach, round, indicator, finding)
  SELECT new.municipality, new.approach, new.round, value, new.id FROM json_each(new.indicators)
  WHERE new.state <> 'vervallen';
END;

-- What was before is what the log said last: a state that the log does not know of cannot slip in between.
CREATE TRIGGER finding_change_is_logged AFTER UPDATE ON finding
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, 'finding changed', f.subject,
         (SELECT l.after FROM log l WHERE l.subject = f.subject ORDER BY l.id DESC LIMIT 1), f.told
  FROM finding_as_logged f WHERE f.id = new.id;
  DELETE FROM finding_cell WHERE finding = new.id;
  INSERT INTO finding_cell (municipality, approach, round, indicator, finding)
  SELECT new.municipality, new.approach, new.round, value, new.id FROM json_each(new.indicators)
  WHERE new.state <> 'vervallen';
END;

CREATE TRIGGER finding_changes_one_by_one BEFORE UPDATE ON finding
WHEN new.revision IS NOT old.revision + 1 OR new.id IS NOT old.id OR new.created_at IS NOT old.created_at
  OR new.created_by IS NOT old.created_by
BEGIN
  SELECT RAISE(ABORT, 'a change of a finding counts its revision up by one and leaves its origin alone');
END;

CREATE TRIGGER finding_is_never_removed BEFORE DELETE ON finding
BEGIN
  SELECT RAISE(ABORT, 'a finding is withdrawn, never removed');
END;

-- Places in submitted documents (core/anchor.h). Never changed: what a new reading finds stands beside it.
CREATE TABLE anchor (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  document   BLOB NOT NULL CHECK (length(document) = 32),
  places     TEXT NOT NULL,      -- JSON: [{"page": 1-based, "rects": [[x0, y0, x1, y1], ...]}, ...], first the page it is named by
  quote      TEXT NOT NULL,
  prefix     TEXT NOT NULL,
  suffix     TEXT NOT NULL,
  text_kind  TEXT NOT NULL CHECK (text_kind IN ('passages', 'page')),
  first_text INTEGER NOT NULL,   -- passage ordinal or page index, 0-based
  last_text  INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,   -- bytes in the texts first to last, joined by line ends
  span_end   INTEGER NOT NULL,
  text_hash  TEXT NOT NULL,      -- of those texts, 16 hexadecimal digits
  extractor  TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX anchor_by_place
  ON anchor (document, extractor, text_kind, first_text, last_text, span_begin, span_end, text_hash, places);

CREATE TRIGGER anchor_is_never_changed BEFORE UPDATE ON anchor
BEGIN
  SELECT RAISE(ABORT, 'an anchor is never changed: a new reading gets one of its own');
END;

CREATE TRIGGER anchor_is_never_removed BEFORE DELETE ON anchor
BEGIN
  SELECT RAISE(ABORT, 'an anchor is never removed');
END;

CREATE TABLE evidence (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  finding    INTEGER NOT NULL REFERENCES finding (id),
  anchor     INTEGER NOT NULL REFERENCES anchor (id),
  stance     TEXT NOT NULL CHECK (stance IN ('voor', 'tegen', 'kanttekening', 'bron')),
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX evidence_by_finding ON evidence (finding, anchor, stance) WHERE is_removed = 0;
CREATE INDEX evidence_by_anchor ON evidence (anchor);

CREATE VIEW evidence_as_logged AS
SELECT id, 'evidence ' || id AS subject,
       json_object('finding', finding, 'anchor', anchor, 'stance', stance, 'is_removed', is_removed) AS told
FROM evidence;

CREATE TRIGGER evidence_is_logged AFTER INSERT ON evidence
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.changed_at, new.changed_by, 'evidence linked', subject, told FROM evidence_as_logged WHERE id = new.id;
END;

CREATE TRIGGER evidence_change_is_logged AFTER UPDATE ON evidence
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, iif(new.is_removed, 'evidence unlinked', 'evidence linked'), e.subject,
         (SELECT l.after FROM log l WHERE l.subject = e.subject ORDER BY l.id DESC LIMIT 1), e.told
  FROM evidence_as_logged e WHERE e.id = new.id;
END;

CREATE TRIGGER evidence_is_never_removed BEFORE DELETE ON evidence
BEGIN
  SELECT RAISE(ABORT, 'a link to evidence is marked as removed, never taken away');
END;
