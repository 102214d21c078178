-- What tells this index from every other, and its states apart: readers share what they keep in memory of one state
-- (index/index_view.h).
INSERT INTO meta (key, value) VALUES ('index_id', lower(hex(randomblob(16)))), ('changes', '0');
