-- What people handed in and decided. Never rebuilt: every change is a row of `log`, written by triggers so that
-- no way around them exists inside the program.
CREATE TABLE log (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,  -- ISO 8601, UTC, from the caller's clock
  who     TEXT NOT NULL,
  what    TEXT NOT NULL,  -- 'submission added', 'submission changed', ...
  subject TEXT NOT NULL,  -- 'submission 12'
  before  TEXT,           -- JSON; null when there was nothing
  after   TEXT            -- JSON; null when nothing is left
) STRICT;

CREATE INDEX log_by_subject ON log (subject);

CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only: no entry is ever changed');
END;

CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only: no entry is ever removed');
END;

CREATE TABLE submission (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  path          TEXT NOT NULL,
  document      BLOB CHECK (document IS NULL OR length(document) = 32),  -- SHA-256; null: the file could not be read
  municipality  TEXT NOT NULL,
  approach      TEXT NOT NULL,
  submitter     TEXT NOT NULL,
  role          TEXT NOT NULL,
  received_date TEXT NOT NULL,
  evidence_date TEXT NOT NULL,
  round         TEXT NOT NULL,
  own_state     TEXT,            -- name of a state of core/document.h; null: the document's state counts
  reason        TEXT NOT NULL,
  is_superseded INTEGER NOT NULL DEFAULT 0 CHECK (is_superseded IN (0, 1)),  -- an unreadable file that was read later
  recorded_at   TEXT NOT NULL,
  recorded_by   TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX submission_by_path ON submission (path, coalesce(document, x''));
CREATE INDEX submission_by_document ON submission (document) WHERE document IS NOT NULL;

CREATE TRIGGER submission_is_logged AFTER INSERT ON submission
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  VALUES (new.recorded_at, new.recorded_by, 'submission added', 'submission ' || new.id,
          json_object('path', new.path, 'document', lower(hex(new.document)), 'municipality', new.municipality,
                      'approach', new.approach, 'submitter', new.submitter, 'role', new.role,
                      'received_date', new.received_date, 'evidence_date', new.evidence_date, 'round', new.round,
                      'own_state', new.own_state, 'reason', new.reason, 'is_superseded', new.is_superseded));
END;

CREATE TRIGGER submission_change_is_logged AFTER UPDATE ON submission
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  VALUES (new.recorded_at, new.recorded_by, 'submission changed', 'submission ' || new.id,
          json_object('path', old.path, 'document', lower(hex(old.document)), 'municipality', old.municipality,
                      'approach', old.approach, 'submitter', old.submitter, 'role', old.role,
                      'received_date', old.received_date, 'evidence_date', old.evidence_date, 'round', old.round,
                      'own_state', old.own_state, 'reason', old.reason, 'is_superseded', old.is_superseded),
          json_object('path', new.path, 'document', lower(hex(new.document)), 'municipality', new.municipality,
                      'approach', new.approach, 'submitter', new.submitter, 'role', new.role,
                      'received_date', new.received_date, 'evidence_date', new.evidence_date, 'round', new.round,
                      'own_state', new.own_state, 'reason', new.reason, 'is_superseded', new.is_superseded));
END;

CREATE TRIGGER submission_is_never_removed BEFORE DELETE ON submission
BEGIN
  SELECT RAISE(ABORT, 'a submission is never removed');
END;
