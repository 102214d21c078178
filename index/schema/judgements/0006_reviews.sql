-- Second readings: the verdict that somebody else gives on a cell without having seen the first, and what was decided
-- where the two differ. The last row of a cell, a reader and a kind counts.
CREATE TABLE review (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  municipality TEXT NOT NULL CHECK (municipality <> ''),
  approach     TEXT NOT NULL,
  round        TEXT NOT NULL,
  indicator    TEXT NOT NULL CHECK (indicator <> ''),
  kind         TEXT NOT NULL CHECK (kind IN ('tweede lezing', 'beslissing')),
  verdict      TEXT NOT NULL CHECK (verdict IN ('voldoet', 'verbeterpunt', 'onbekend')),
  first        TEXT NOT NULL CHECK (first IN ('voldoet', 'verbeterpunt', 'onbekend')),  -- the finding's own, then
  finding      INTEGER NOT NULL REFERENCES finding (id),
  revision     INTEGER NOT NULL,  -- of the finding, then
  comment      TEXT NOT NULL,
  at           TEXT NOT NULL,
  who          TEXT NOT NULL
) STRICT;

CREATE INDEX review_by_cell ON review (municipality, approach, round, indicator);

CREATE VIEW review_as_logged AS
SELECT id, 'review ' || id AS subject,
       json_object('municipality', municipality, 'approach', approach, 'round', round, 'indicator', indicator,
                   'kind', kind, 'verdict', verdict, 'first', first, 'finding', finding, 'revision', revision,
                   'comment', comment) AS told
FROM review;

CREATE TRIGGER review_is_logged AFTER INSERT ON review
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, iif(new.kind = 'beslissing', 'review decided', 'review given'), subject, told
  FROM review_as_logged WHERE id = new.id;
END;

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN
  SELECT RAISE(ABORT, 'a review is never changed');
END;

CREATE TRIGGER review_is_never_removed BEFORE DELETE ON review
BEGIN
  SELECT RAISE(ABORT, 'a review is never removed');
END;
