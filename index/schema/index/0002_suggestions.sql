-- Beside each mention what is said there of its indicator, and who says so (index/suggestion_codec.h). Rows from before
-- are empty until the document is read again, which another analysis version asks for.
ALTER TABLE mention ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;        -- bits: polarity with role of who says it
ALTER TABLE mention ADD COLUMN suggestions BLOB NOT NULL DEFAULT x'';
DROP INDEX mention_by_indicator;
CREATE INDEX mention_by_indicator ON mention (indicator, passage, voices);
