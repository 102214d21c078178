-- Who may do what, kept by the server and not only by the pages. Rights are given to groups (index/member_store.h); these rules
-- see to it that nobody writes in another's name. They hold for everybody but the owner of the tables.

-- The framework that the dossier is judged by; the copies in folders are compared with it.
CREATE TABLE framework (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  content_hash bytea NOT NULL,
  content      bytea NOT NULL  -- framework.toml
);

-- Who acts, and whether as administrator.
CREATE FUNCTION acting_person() RETURNS bytea LANGUAGE sql STABLE AS $$ SELECT convert_to(current_user::text, 'UTF8') $$;
CREATE FUNCTION is_administrator() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  administrators name := current_schema() || '_beheer';
BEGIN
  RETURN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = administrators)
     AND pg_has_role(current_user, administrators, 'MEMBER');
END $$;
CREATE FUNCTION may_write_as(person bytea) RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT person = acting_person() OR is_administrator() $$;

DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN SELECT * FROM (VALUES ('finding', 'changed_by', true), ('evidence', 'changed_by', true),
      ('saved_query', 'changed_by', true), ('recorded_search', 'changed_by', true), ('privacy_decision', 'changed_by', true),
      ('comment', 'who', false), ('anchor_reading', 'who', false), ('review', 'who', false)) AS t (name, person, changes)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept.name);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING (true)', kept.name);
    EXECUTE format('CREATE POLICY add ON %I FOR INSERT WITH CHECK (may_write_as(%I))', kept.name, kept.person);
    IF kept.changes THEN
      EXECUTE format('CREATE POLICY change ON %I FOR UPDATE USING (true) WITH CHECK (may_write_as(%I))', kept.name, kept.person);
    END IF;
  END LOOP;
END $$;

-- The log, the cells and the numbers are written by the rules alone, whoever makes the change.
DO $$
DECLARE
  rule text;
BEGIN
  FOREACH rule IN ARRAY ARRAY['log_submission()', 'log_finding()', 'log_evidence()', 'log_saved_query()', 'log_comment()',
      'log_recorded_search()', 'log_anchor_reading()', 'log_review()', 'log_privacy_decision()', 'next_number(text)']
  LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path FROM CURRENT', rule);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION next_number(text) FROM PUBLIC;

-- Who was given which role is told in the log too. Callable by whom the rights are given to (index/member_store.cc).
CREATE FUNCTION log_member(happened_at bytea, happened bytea, member bytea, role_before bytea, role_after bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  INSERT INTO log (at, who, what, subject, before, after)
  VALUES (happened_at, convert_to(session_user::text, 'UTF8'), happened, 'member '::bytea || member,
          CASE WHEN role_before <> '' THEN '{"role":'::bytea || json_text(role_before) || '}' END,
          CASE WHEN role_after <> '' THEN '{"role":'::bytea || json_text(role_after) || '}' END) $$;
REVOKE EXECUTE ON FUNCTION log_member(bytea, bytea, bytea, bytea, bytea) FROM PUBLIC;
