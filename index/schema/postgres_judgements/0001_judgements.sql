-- What people handed in and decided, of one dossier, in a schema of its own. Never rebuilt and never dropped by the program.
-- The tables are those of schema/judgements, so that the same statements read and write them, and every change is a row of
-- `log` that triggers write, byte for byte the one that SQLite writes. Texts are bytea, for the reasons that
-- schema/postgres/0001_index.sql gives.

-- --- What SQLite has under these names.
CREATE FUNCTION hex(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT upper(encode(bytes, 'hex')) $$;
CREATE FUNCTION json_each(list bytea) RETURNS TABLE (value bytea) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN QUERY SELECT convert_to(e.text, 'UTF8')
    FROM json_array_elements_text(convert_from(list, 'UTF8')::json) AS e (text);
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN;  -- what is no text is the id of nothing
END $$;
-- Of an entry of the log, which may hold bytes that are no UTF-8: read as if each byte were a letter, and turned back. A NUL,
-- which no text of PostgreSQL can hold, is read as another control character: no name by which entries are looked for has one.
CREATE FUNCTION entry_json(entry bytea) RETURNS json LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT replace(convert_from(entry, 'LATIN1'), '\u0000', '\u001a')::json $$;
CREATE FUNCTION json_field(entry bytea, name text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT convert_to(entry_json(entry) ->> name, 'LATIN1') $$;
CREATE FUNCTION json_item(list bytea, place integer) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT convert_to(convert_from(list, 'LATIN1')::json ->> place, 'LATIN1') $$;
CREATE FUNCTION json_each(entry bytea, path text) RETURNS TABLE (value bytea) LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT convert_to(e.text, 'LATIN1')
  FROM json_array_elements_text(entry_json(entry) -> substr(path, 3)) AS e (text) $$;
CREATE OPERATOR ->> (LEFTARG = bytea, RIGHTARG = text, FUNCTION = json_field);
CREATE OPERATOR ->> (LEFTARG = bytea, RIGHTARG = integer, FUNCTION = json_item);
-- Texts put together from columns and numbers stay bytes.
CREATE FUNCTION join_number(words bytea, number bigint) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT words || convert_to(number::text, 'UTF8') $$;
CREATE FUNCTION join_bytes(words text, bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT convert_to(words, 'UTF8') || bytes $$;
CREATE FUNCTION is_same_text(bytes bytea, words text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT bytes = convert_to(words, 'UTF8') $$;
CREATE OPERATOR || (LEFTARG = bytea, RIGHTARG = bigint, FUNCTION = join_number);
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = bytea, FUNCTION = join_bytes);
CREATE OPERATOR = (LEFTARG = bytea, RIGHTARG = text, FUNCTION = is_same_text);

-- --- JSON as SQLite's json_object writes it.
CREATE FUNCTION json_text(bytes bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest bytea := bytes;
  at integer;
  told bytea := '"';
BEGIN
  IF bytes IS NULL THEN RETURN 'null'; END IF;
  LOOP
    at := position('\x00'::bytea IN rest);  -- which no text of PostgreSQL can hold
    EXIT WHEN at = 0;
    told := told || json_inner(substr(rest, 1, at - 1)) || '\\u0000'::bytea;
    rest := substr(rest, at + 1);
  END LOOP;
  RETURN told || json_inner(rest) || '"'::bytea;
END $$;
CREATE FUNCTION json_inner(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT substr(quoted, 2, length(quoted) - 2)
  FROM (SELECT convert_to(to_json(convert_from(bytes, 'LATIN1'))::text, 'LATIN1') AS quoted) AS q $$;
CREATE FUNCTION json_number(number bigint) RETURNS bytea LANGUAGE sql IMMUTABLE
  AS $$ SELECT coalesce(convert_to(number::text, 'UTF8'), 'null') $$;
CREATE FUNCTION json_raw(list bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(list, 'null') $$;
CREATE FUNCTION json_hash(hash bytea) RETURNS bytea LANGUAGE sql IMMUTABLE
  AS $$ SELECT convert_to('"' || encode(coalesce(hash, ''), 'hex') || '"', 'UTF8') $$;

-- --- Numbers follow each other without gaps, also where a change was taken back. Writers take turns (postgres_driver.h).
CREATE TABLE last_number (
  of_table text PRIMARY KEY,
  number   bigint NOT NULL
);
CREATE FUNCTION next_number(wanted text) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO last_number AS l VALUES (wanted, 1)
  ON CONFLICT (of_table) DO UPDATE SET number = l.number + 1 RETURNING number $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE log (
  id      bigint PRIMARY KEY DEFAULT next_number('log'),
  at      bytea NOT NULL,
  who     bytea NOT NULL,
  what    bytea NOT NULL,
  subject bytea NOT NULL,
  before  bytea,
  after   bytea
);
CREATE INDEX log_by_subject ON log (subject);
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log FOR EACH ROW
  EXECUTE FUNCTION refuse_change('the log is append-only: no entry is ever changed');
CREATE TRIGGER log_is_never_shortened BEFORE DELETE OR TRUNCATE ON log FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('the log is append-only: no entry is ever removed');
-- What was before is what the log said last: a state that the log does not know of cannot slip in between.
CREATE FUNCTION last_told(wanted bytea) RETURNS bytea LANGUAGE sql STABLE
  AS $$ SELECT l.after FROM log l WHERE l.subject = wanted ORDER BY l.id DESC LIMIT 1 $$;

CREATE TABLE submission (
  id            bigint PRIMARY KEY DEFAULT next_number('submission'),
  path          bytea NOT NULL,
  document      bytea CHECK (document IS NULL OR octet_length(document) = 32),
  municipality  bytea NOT NULL,
  approach      bytea NOT NULL,
  submitter     bytea NOT NULL,
  role          bytea NOT NULL,
  received_date bytea NOT NULL,
  evidence_date bytea NOT NULL,
  round         bytea NOT NULL,
  own_state     bytea,
  reason        bytea NOT NULL,
  is_superseded bigint NOT NULL DEFAULT 0 CHECK (is_superseded IN (0, 1)),
  recorded_at   bytea NOT NULL,
  recorded_by   bytea NOT NULL
);
-- Paths can be longer than a B-tree takes.
CREATE UNIQUE INDEX submission_once ON submission (sha256(path), coalesce(document, ''));
CREATE INDEX submission_by_path ON submission USING hash (path);
CREATE INDEX submission_by_document ON submission (document) WHERE document IS NOT NULL;
CREATE FUNCTION tell_submission(s submission) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"path":'::bytea || json_text(s.path) || ',"document":' || json_hash(s.document) || ',"municipality":' ||
    json_text(s.municipality) || ',"approach":' || json_text(s.approach) || ',"submitter":' || json_text(s.submitter) ||
    ',"role":' || json_text(s.role) || ',"received_date":' || json_text(s.received_date) || ',"evidence_date":' ||
    json_text(s.evidence_date) || ',"round":' || json_text(s.round) || ',"own_state":' || json_text(s.own_state) ||
    ',"reason":' || json_text(s.reason) || ',"is_superseded":' || json_number(s.is_superseded) || '}' $$;
CREATE FUNCTION log_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  VALUES (new.recorded_at, new.recorded_by,
          CASE WHEN TG_OP = 'INSERT' THEN 'submission added' ELSE 'submission changed' END::bytea,
          'submission '::bytea || new.id, CASE WHEN TG_OP = 'UPDATE' THEN tell_submission(old) END, tell_submission(new));
  RETURN NULL;
END $$;
CREATE TRIGGER submission_is_logged AFTER INSERT OR UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION log_submission();
CREATE TRIGGER submission_is_never_removed BEFORE DELETE OR TRUNCATE ON submission FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a submission is never removed');

CREATE TABLE finding (
  id                 bigint PRIMARY KEY DEFAULT next_number('finding'),
  revision           bigint NOT NULL CHECK (revision >= 1),
  municipality       bytea NOT NULL CHECK (municipality <> ''),
  approach           bytea NOT NULL,
  round              bytea NOT NULL,
  indicators         bytea NOT NULL CHECK (json_array_length(convert_from(indicators, 'LATIN1')::json) >= 1),
  verdict            bytea NOT NULL CHECK (verdict IN ('voldoet', 'verbeterpunt', 'onbekend')),
  text               bytea NOT NULL,
  note               bytea,
  state              bytea NOT NULL CHECK (state IN ('concept', 'vastgesteld', 'vervallen')),
  origin             bytea NOT NULL CHECK (origin IN ('person', 'factsheet')),
  printed_document   bytea CHECK (printed_document IS NULL OR octet_length(printed_document) = 32),
  printed_group      bigint,
  printed_indicators bytea,
  printed_marks      bytea,
  printed_one_to_one bigint CHECK (printed_one_to_one IN (0, 1)),
  printed_match      bytea,
  created_at         bytea NOT NULL,
  created_by         bytea NOT NULL,
  changed_at         bytea NOT NULL,
  changed_by         bytea NOT NULL,
  CHECK (num_nulls(printed_document, printed_group, printed_indicators, printed_marks, printed_one_to_one, printed_match)
         IN (0, 6))
);
CREATE TABLE finding_cell (
  municipality bytea NOT NULL,
  approach     bytea NOT NULL,
  round        bytea NOT NULL,
  indicator    bytea NOT NULL,
  finding      bigint NOT NULL REFERENCES finding (id),
  PRIMARY KEY (municipality, approach, round, indicator)
);
CREATE INDEX finding_cell_by_finding ON finding_cell (finding);
CREATE VIEW finding_as_logged AS
SELECT id, 'finding '::bytea || id AS subject, revision,
       '{"revision":'::bytea || json_number(revision) || ',"municipality":' || json_text(municipality) || ',"approach":' ||
       json_text(approach) || ',"round":' || json_text(round) || ',"indicators":' || json_raw(indicators) || ',"verdict":' ||
       json_text(verdict) || ',"text":' || json_text(text) || ',"note":' || json_text(note) || ',"state":' ||
       json_text(state) || ',"origin":' || json_text(origin) || ',"printed_document":' || json_hash(printed_document) ||
       ',"printed_group":' || json_number(printed_group) || ',"printed_indicators":' || json_raw(printed_indicators) ||
       ',"printed_marks":' || json_text(printed_marks) || ',"printed_one_to_one":' || json_number(printed_one_to_one) ||
       ',"printed_match":' || json_text(printed_match) || '}' AS told
FROM finding;
CREATE FUNCTION log_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by,
         CASE WHEN TG_OP = 'INSERT' THEN 'finding added' ELSE 'finding changed' END::bytea, f.subject,
         CASE WHEN TG_OP = 'UPDATE' THEN last_told(f.subject) END, f.told
  FROM finding_as_logged f WHERE f.id = new.id;
  DELETE FROM finding_cell WHERE finding = new.id;
  INSERT INTO finding_cell (municipality, approach, round, indicator, finding)
  SELECT new.municipality, new.approach, new.round, j.value, new.id FROM json_each(new.indicators) j
  WHERE new.state <> 'vervallen';
  RETURN NULL;
END $$;
CREATE TRIGGER finding_is_logged AFTER INSERT OR UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION log_finding();
CREATE TRIGGER finding_changes_one_by_one BEFORE UPDATE ON finding FOR EACH ROW
  WHEN (new.revision IS DISTINCT FROM old.revision + 1 OR new.id IS DISTINCT FROM old.id
        OR new.created_at IS DISTINCT FROM old.created_at OR new.created_by IS DISTINCT FROM old.created_by)
  EXECUTE FUNCTION refuse_change('a change of a finding counts its revision up by one and leaves its origin alone');
CREATE TRIGGER finding_is_never_removed BEFORE DELETE OR TRUNCATE ON finding FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a finding is withdrawn, never removed');

CREATE TABLE anchor (
  id         bigint PRIMARY KEY DEFAULT next_number('anchor'),
  document   bytea NOT NULL CHECK (octet_length(document) = 32),
  places     bytea NOT NULL,
  quote      bytea NOT NULL,
  prefix     bytea NOT NULL,
  suffix     bytea NOT NULL,
  text_kind  bytea NOT NULL CHECK (text_kind IN ('passages', 'page')),
  first_text bigint NOT NULL,
  last_text  bigint NOT NULL,
  span_begin bigint NOT NULL,
  span_end   bigint NOT NULL,
  text_hash  bytea NOT NULL,
  extractor  bytea NOT NULL
);
CREATE UNIQUE INDEX anchor_by_place ON anchor
  (document, extractor, text_kind, first_text, last_text, span_begin, span_end, text_hash, sha256(places));
CREATE TRIGGER anchor_is_never_changed BEFORE UPDATE ON anchor FOR EACH ROW
  EXECUTE FUNCTION refuse_change('an anchor is never changed: a new reading gets one of its own');
CREATE TRIGGER anchor_is_never_removed BEFORE DELETE OR TRUNCATE ON anchor FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('an anchor is never removed');

CREATE TABLE evidence (
  id         bigint PRIMARY KEY DEFAULT next_number('evidence'),
  finding    bigint NOT NULL REFERENCES finding (id),
  anchor     bigint NOT NULL REFERENCES anchor (id),
  stance     bytea NOT NULL CHECK (stance IN ('voor', 'tegen', 'kanttekening', 'bron')),
  is_removed bigint NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at bytea NOT NULL,
  changed_by bytea NOT NULL
);
CREATE UNIQUE INDEX evidence_by_finding ON evidence (finding, anchor, stance) WHERE is_removed = 0;
CREATE INDEX evidence_by_anchor ON evidence (anchor);
CREATE VIEW evidence_as_logged AS
SELECT id, 'evidence '::bytea || id AS subject,
       '{"finding":'::bytea || json_number(finding) || ',"anchor":' || json_number(anchor) || ',"stance":' ||
       json_text(stance) || ',"is_removed":' || json_number(is_removed) || '}' AS told
FROM evidence;
CREATE FUNCTION log_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by,
         CASE WHEN TG_OP = 'UPDATE' AND new.is_removed <> 0 THEN 'evidence unlinked' ELSE 'evidence linked' END::bytea,
         e.subject, CASE WHEN TG_OP = 'UPDATE' THEN last_told(e.subject) END, e.told
  FROM evidence_as_logged e WHERE e.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_is_logged AFTER INSERT OR UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION log_evidence();
CREATE TRIGGER evidence_is_never_removed BEFORE DELETE OR TRUNCATE ON evidence FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a link to evidence is marked as removed, never taken away');

CREATE TABLE saved_query (
  name       bytea PRIMARY KEY CHECK (name <> ''),
  query      bytea NOT NULL CHECK (query <> ''),
  is_removed bigint NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at bytea NOT NULL,
  changed_by bytea NOT NULL
);
CREATE VIEW saved_query_as_logged AS
SELECT name, 'query '::bytea || name AS subject,
       '{"query":'::bytea || json_text(query) || ',"is_removed":' || json_number(is_removed) || '}' AS told
FROM saved_query;
CREATE FUNCTION log_saved_query() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by,
         CASE WHEN TG_OP = 'UPDATE' AND new.is_removed <> 0 THEN 'query removed' ELSE 'query saved' END::bytea,
         q.subject, CASE WHEN TG_OP = 'UPDATE' THEN last_told(q.subject) END, q.told
  FROM saved_query_as_logged q WHERE q.name = new.name;
  RETURN NULL;
END $$;
CREATE TRIGGER saved_query_is_logged AFTER INSERT OR UPDATE ON saved_query FOR EACH ROW EXECUTE FUNCTION log_saved_query();
CREATE TRIGGER saved_query_keeps_its_name BEFORE UPDATE ON saved_query FOR EACH ROW
  WHEN (new.name IS DISTINCT FROM old.name)
  EXECUTE FUNCTION refuse_change('a saved query keeps its name: save it under the other one');
CREATE TRIGGER saved_query_is_never_removed BEFORE DELETE OR TRUNCATE ON saved_query FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a saved query is marked as removed, never taken away');

CREATE TABLE comment (
  id       bigint PRIMARY KEY DEFAULT next_number('comment'),
  finding  bigint NOT NULL REFERENCES finding (id),
  revision bigint NOT NULL CHECK (revision >= 1),
  kind     bytea NOT NULL CHECK (kind IN ('opmerking', 'afwijzing')),
  text     bytea NOT NULL CHECK (text <> ''),
  at       bytea NOT NULL,
  who      bytea NOT NULL
);
CREATE INDEX comment_by_finding ON comment (finding);
CREATE VIEW comment_as_logged AS
SELECT id, 'comment '::bytea || id AS subject,
       '{"finding":'::bytea || json_number(finding) || ',"revision":' || json_number(revision) || ',"kind":' ||
       json_text(kind) || ',"text":' || json_text(text) || '}' AS told
FROM comment;
CREATE FUNCTION log_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, 'comment added', c.subject, c.told FROM comment_as_logged c WHERE c.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_is_logged AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION log_comment();
CREATE TRIGGER comment_is_never_changed BEFORE UPDATE ON comment FOR EACH ROW
  EXECUTE FUNCTION refuse_change('a comment is never changed');
CREATE TRIGGER comment_is_never_removed BEFORE DELETE OR TRUNCATE ON comment FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a comment is never removed');

CREATE TABLE recorded_search (
  id              bigint PRIMARY KEY DEFAULT next_number('recorded_search'),
  municipality    bytea NOT NULL CHECK (municipality <> ''),
  approach        bytea NOT NULL,
  round           bytea NOT NULL,
  indicator       bytea NOT NULL CHECK (indicator <> ''),
  queries         bytea NOT NULL,
  patterns        bytea NOT NULL,
  documents       bytea NOT NULL,
  unread          bytea NOT NULL,
  hits            bigint NOT NULL CHECK (hits >= 0),
  analysis        bytea NOT NULL,
  word_list_hash  bytea NOT NULL,
  framework_hash  bytea NOT NULL,
  extractor       bytea NOT NULL,
  names_hash      bytea NOT NULL,
  comment         bytea NOT NULL,
  is_removed      bigint NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  changed_at      bytea NOT NULL,
  changed_by      bytea NOT NULL,
  CHECK (json_array_length(convert_from(queries, 'LATIN1')::json) +
         json_array_length(convert_from(patterns, 'LATIN1')::json) >= 1)
);
CREATE INDEX recorded_search_by_cell ON recorded_search (municipality, approach, round, indicator);
CREATE VIEW recorded_search_as_logged AS
SELECT id, 'search '::bytea || id AS subject,
       '{"municipality":'::bytea || json_text(municipality) || ',"approach":' || json_text(approach) || ',"round":' ||
       json_text(round) || ',"indicator":' || json_text(indicator) || ',"queries":' || json_raw(queries) || ',"patterns":' ||
       json_raw(patterns) || ',"documents":' || json_raw(documents) || ',"unread":' || json_raw(unread) || ',"hits":' ||
       json_number(hits) || ',"analysis":' || json_text(analysis) || ',"word_list_hash":' || json_text(word_list_hash) ||
       ',"framework_hash":' || json_text(framework_hash) || ',"extractor":' || json_text(extractor) || ',"names_hash":' ||
       json_text(names_hash) || ',"comment":' || json_text(comment) || ',"is_removed":' || json_number(is_removed) || '}'
       AS told
FROM recorded_search;
CREATE FUNCTION log_recorded_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by,
         CASE WHEN TG_OP = 'UPDATE' AND new.is_removed <> 0 THEN 'search taken back' ELSE 'search recorded' END::bytea,
         s.subject, CASE WHEN TG_OP = 'UPDATE' THEN last_told(s.subject) END, s.told
  FROM recorded_search_as_logged s WHERE s.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER recorded_search_is_logged AFTER INSERT OR UPDATE ON recorded_search FOR EACH ROW
  EXECUTE FUNCTION log_recorded_search();
CREATE TRIGGER recorded_search_is_never_removed BEFORE DELETE OR TRUNCATE ON recorded_search FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a recorded search is taken back, never removed');

CREATE TABLE anchor_reading (
  id          bigint PRIMARY KEY DEFAULT next_number('anchor_reading'),
  anchor      bigint NOT NULL REFERENCES anchor (id),
  document    bytea NOT NULL CHECK (octet_length(document) = 32),
  extractor   bytea NOT NULL,
  outcome     bytea NOT NULL CHECK (outcome IN ('exact', 'moved', 'ambiguous', 'lost')),
  found       bigint REFERENCES anchor (id),
  candidates  bytea NOT NULL,
  reason      bytea NOT NULL,
  is_decision bigint NOT NULL CHECK (is_decision IN (0, 1)),
  at          bytea NOT NULL,
  who         bytea NOT NULL,
  CHECK ((outcome IN ('exact', 'moved')) = (found IS NOT NULL))
);
CREATE INDEX anchor_reading_by_anchor ON anchor_reading (anchor, document);
CREATE VIEW anchor_reading_as_logged AS
SELECT id, 'reading '::bytea || id AS subject,
       '{"anchor":'::bytea || json_number(anchor) || ',"document":' || json_hash(document) || ',"extractor":' ||
       json_text(extractor) || ',"outcome":' || json_text(outcome) || ',"found":' || json_number(found) || ',"candidates":' ||
       json_raw(candidates) || ',"reason":' || json_text(reason) || ',"is_decision":' || json_number(is_decision) || '}' AS told
FROM anchor_reading;
CREATE FUNCTION log_anchor_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, CASE WHEN new.is_decision <> 0 THEN 'anchor decided' ELSE 'anchor read again' END::bytea,
         r.subject, r.told
  FROM anchor_reading_as_logged r WHERE r.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER anchor_reading_is_logged AFTER INSERT ON anchor_reading FOR EACH ROW EXECUTE FUNCTION log_anchor_reading();
CREATE TRIGGER anchor_reading_is_never_changed BEFORE UPDATE ON anchor_reading FOR EACH ROW
  EXECUTE FUNCTION refuse_change('a reading of an anchor is never changed');
CREATE TRIGGER anchor_reading_is_never_removed BEFORE DELETE OR TRUNCATE ON anchor_reading FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a reading of an anchor is never removed');

CREATE TABLE review (
  id           bigint PRIMARY KEY DEFAULT next_number('review'),
  municipality bytea NOT NULL CHECK (municipality <> ''),
  approach     bytea NOT NULL,
  round        bytea NOT NULL,
  indicator    bytea NOT NULL CHECK (indicator <> ''),
  kind         bytea NOT NULL CHECK (kind IN ('tweede lezing', 'beslissing')),
  verdict      bytea NOT NULL CHECK (verdict IN ('voldoet', 'verbeterpunt', 'onbekend')),
  first        bytea NOT NULL CHECK (first IN ('voldoet', 'verbeterpunt', 'onbekend')),
  finding      bigint NOT NULL REFERENCES finding (id),
  revision     bigint NOT NULL,
  comment      bytea NOT NULL,
  at           bytea NOT NULL,
  who          bytea NOT NULL
);
CREATE INDEX review_by_cell ON review (municipality, approach, round, indicator);
CREATE VIEW review_as_logged AS
SELECT id, 'review '::bytea || id AS subject,
       '{"municipality":'::bytea || json_text(municipality) || ',"approach":' || json_text(approach) || ',"round":' ||
       json_text(round) || ',"indicator":' || json_text(indicator) || ',"kind":' || json_text(kind) || ',"verdict":' ||
       json_text(verdict) || ',"first":' || json_text(first) || ',"finding":' || json_number(finding) || ',"revision":' ||
       json_number(revision) || ',"comment":' || json_text(comment) || '}' AS told
FROM review;
CREATE FUNCTION log_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, after)
  SELECT new.at, new.who, CASE WHEN new.kind = 'beslissing' THEN 'review decided' ELSE 'review given' END::bytea,
         r.subject, r.told
  FROM review_as_logged r WHERE r.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER review_is_logged AFTER INSERT ON review FOR EACH ROW EXECUTE FUNCTION log_review();
CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review FOR EACH ROW
  EXECUTE FUNCTION refuse_change('a review is never changed');
CREATE TRIGGER review_is_never_removed BEFORE DELETE OR TRUNCATE ON review FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a review is never removed');

CREATE TABLE privacy_decision (
  id         bigint PRIMARY KEY DEFAULT next_number('privacy_decision'),
  scope      bytea NOT NULL CHECK (scope <> ''),
  text       bytea NOT NULL CHECK (text <> ''),
  decision   bytea NOT NULL CHECK (decision IN ('weglaten', 'tonen', 'vervallen')),
  reason     bytea NOT NULL,
  changed_at bytea NOT NULL,
  changed_by bytea NOT NULL,
  UNIQUE (scope, text)
);
CREATE VIEW privacy_decision_as_logged AS
SELECT id, 'privacy '::bytea || id AS subject,
       '{"scope":'::bytea || json_text(scope) || ',"text":' || json_text(text) || ',"decision":' || json_text(decision) ||
       ',"reason":' || json_text(reason) || '}' AS told
FROM privacy_decision;
CREATE FUNCTION log_privacy_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (at, who, what, subject, before, after)
  SELECT new.changed_at, new.changed_by, 'privacy decided', p.subject,
         CASE WHEN TG_OP = 'UPDATE' THEN last_told(p.subject) END, p.told
  FROM privacy_decision_as_logged p WHERE p.id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER privacy_decision_is_logged AFTER INSERT OR UPDATE ON privacy_decision FOR EACH ROW
  EXECUTE FUNCTION log_privacy_decision();
CREATE TRIGGER privacy_decision_is_never_removed BEFORE DELETE OR TRUNCATE ON privacy_decision FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change('a decision lapses, it is never removed');
