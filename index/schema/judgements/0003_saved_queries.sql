-- Questions that are kept under a name, to be asked again. As with findings, every change is a row of `log`, written by
-- triggers, and nothing is taken away.
CREATE TABLE saved_query (
  name       TEXT PRIMARY KEY CHECK (name <> ''),
  query      TEXT NOT NULL CHECK (query <> ''),  -- as typed
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW saved_query_as_logged AS
SELECT name, 'query ' || name AS subject, json_object('query', query, 'is_removed', is_removed) AS told
FROM saved_query;

CREATE TRIGGER saved_query_is_logged AFTER INSERT ON saved_query
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.changed_at, new.changed_by, 'query saved', subject, told FROM saved_query_as_logged WHERE name = new.name;
END;

-- What was before is what the log said last.
CREATE TRIGGER saved_query_change_is_logged AFTER UPDATE ON saved_query
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, iif(new.is_removed, 'query removed', 'query saved'), q.subject,
         (SELECT l.after FROM log l WHERE l.subject = q.subject ORDER BY l.id DESC LIMIT 1), q.told
  FROM saved_query_as_logged q WHERE q.name = new.name;
END;

CREATE TRIGGER saved_query_keeps_its_name BEFORE UPDATE ON saved_query WHEN new.name IS NOT old.name
BEGIN
  SELECT RAISE(ABORT, 'a saved query keeps its name: save it under the other one');
END;

CREATE TRIGGER saved_query_is_never_removed BEFORE DELETE ON saved_query
BEGIN
  SELECT RAISE(ABORT, 'a saved query is marked as removed, never taken away');
END;
