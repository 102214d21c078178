-- What each part of a file is called: the bookmarks of a PDF that holds many documents. Rows from before have none until
-- the document is read again, which another extractor version asks for.
CREATE TABLE bookmark (
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,   -- in the file's order
  title    TEXT NOT NULL,
  page     INTEGER NOT NULL,   -- 0-based
  level    INTEGER NOT NULL,   -- 1 is the highest
  top_pt   REAL NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
ALTER TABLE document ADD COLUMN bookmarks_reason TEXT NOT NULL DEFAULT '';
