-- Where each term stands in each passage, beside its postings: phrases and words near each other are answered from these
-- (index/phrase_reader.h). Null for what is no word: indicators, notions. The copy is made anew at the next optimize.
ALTER TABLE term ADD COLUMN places BLOB;     -- index/posting_codec.h; null: too long to stand here, or none
ALTER TABLE term ADD COLUMN place INTEGER;   -- where they stand then, in term_posting
DELETE FROM term;
DELETE FROM term_posting;
UPDATE meta SET value = '0' WHERE key IN ('postings_last_row', 'postings_passages');
