-- What became of an anchor in a later reading of its document, or in a document that came in its place. The anchor itself
-- never changes; the last row for an anchor and a document counts, a person's choice among them.
CREATE TABLE anchor_reading (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  anchor      INTEGER NOT NULL REFERENCES anchor (id),
  document    BLOB NOT NULL CHECK (length(document) = 32),  -- in which it was looked for
  extractor   TEXT NOT NULL,                                -- that read it
  outcome     TEXT NOT NULL CHECK (outcome IN ('exact', 'moved', 'ambiguous', 'lost')),
  found       INTEGER REFERENCES anchor (id),               -- where it stands now
  candidates  TEXT NOT NULL,                                -- JSON list of anchors to choose from, best first
  reason      TEXT NOT NULL,
  is_decision INTEGER NOT NULL CHECK (is_decision IN (0, 1)),  -- made by a person
  at          TEXT NOT NULL,
  who         TEXT NOT NULL,
  CHECK ((outcome IN ('exact', 'moved')) = (found IS NOT NULL))
) STRICT;

CREATE INDEX anchor_reading_by_anchor ON anchor_reading (anchor, document);

CREATE VIEW anchor_reading_as_logged AS
SELECT id, 'reading ' || id AS subject,
       json_object('anchor', anchor, 'document', lower(hex(document)), 'extractor', extractor, 'outcome', outcome,
                   'found', found, 'candidates', json(candidates), 'reason', reason, 'is_decision', is_decision) AS told
FROM anchor_reading;

CREATE TRIGGER anchor_reading_is_logged AFTER INSERT ON anchor_reading
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, iif(new.is_decision, 'anchor decided', 'anchor read again'), subject, told
  FROM anchor_reading_as_logged WHERE id = new.id;
END;

CREATE TRIGGER anchor_reading_is_never_changed BEFORE UPDATE ON anchor_reading
BEGIN
  SELECT RAISE(ABORT, 'a reading of an anchor is never changed');
END;

CREATE TRIGGER anchor_reading_is_never_removed BEFORE DELETE ON anchor_reading
BEGIN
  SELECT RAISE(ABORT, 'a reading of an anchor is never removed');
END;
