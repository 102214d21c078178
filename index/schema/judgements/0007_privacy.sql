-- What people decided on words in quotes and findings that may tell of a person: leave them out of what is published, or
-- show them. As with findings, every decision is a row of `log`, written by triggers.
CREATE TABLE privacy_decision (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  scope      TEXT NOT NULL CHECK (scope <> ''),  -- document (SHA-256 in hexadecimal), 'finding 12' or 'approach A, B'
  text       TEXT NOT NULL CHECK (text <> ''),   -- the words, wherever they stand in that scope
  decision   TEXT NOT NULL CHECK (decision IN ('weglaten', 'tonen', 'vervallen')),
  reason     TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  UNIQUE (scope, text)
) STRICT;

CREATE VIEW privacy_decision_as_logged AS
SELECT id, 'privacy ' || id AS subject,
       json_object('scope', scope, 'text', text, 'decision', decision, 'reason', reason) AS told
FROM privacy_decision;

CREATE TRIGGER privacy_decision_is_logged AFTER INSERT ON privacy_decision
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.changed_at, new.changed_by, 'privacy decided', subject, told FROM privacy_decision_as_logged
  WHERE id = new.id;
END;

CREATE TRIGGER privacy_change_is_logged AFTER UPDATE ON privacy_decision
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, 'privacy decided', p.subject,
         (SELECT l.after FROM log l WHERE l.subject = p.subject ORDER BY l.id DESC LIMIT 1), p.told
  FROM privacy_decision_as_logged p WHERE p.id = new.id;
END;

CREATE TRIGGER privacy_decision_is_never_removed BEFORE DELETE ON privacy_decision
BEGIN
  SELECT RAISE(ABORT, 'a decision lapses, it is never removed');
END;
