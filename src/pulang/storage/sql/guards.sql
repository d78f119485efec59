-- Functions the guards rest on. Everything is owned by the owner; the application only calls them.

CREATE TABLE IF NOT EXISTS pulang_context_key (
    id text PRIMARY KEY,
    inner_key bytea NOT NULL,
    outer_key bytea NOT NULL
);

-- Who looks, as signed by the application: key | actor | agency | reach | names | day | end | HMAC-SHA-256.
-- A statement may set the setting to anything; without the key, which only the owner can read, it does not count.
CREATE OR REPLACE FUNCTION pulang_claims() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    token text := current_setting('pulang.context', true);
    parts text[] := string_to_array(token, '|');
    secret pulang_context_key;
BEGIN
    -- After a transaction the setting reads '' and not NULL; both mean that nobody said for whom this is.
    IF token IS NULL OR token = '' THEN
        RAISE EXCEPTION 'no context: nobody said for whom these rows are read'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT k.* INTO secret FROM pulang_context_key k WHERE k.id = parts[1];
    IF secret.id IS NULL OR array_length(parts, 1) <> 8 OR parts[8] <> encode(sha256(secret.outer_key || sha256(
        secret.inner_key || convert_to(left(token, length(token) - length(parts[8]) - 1), 'UTF8'))), 'hex') THEN
        RAISE EXCEPTION 'this context is not signed by the application' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF parts[7]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'this context has ended' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN parts;
END $$;

CREATE OR REPLACE FUNCTION pulang_ctx(key text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT (pulang_claims())[CASE key WHEN 'actor' THEN 2 WHEN 'agency' THEN 3 WHEN 'reach' THEN 4 WHEN 'names' THEN 5 END]
$$;

CREATE OR REPLACE FUNCTION pulang_today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT coalesce(nullif((pulang_claims())[6], '')::date, current_date)
$$;

-- Asked once a table and statement, so it goes to the claims directly; names are qualified instead of a search path.
CREATE OR REPLACE FUNCTION pulang_reach() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    reach text := (public.pulang_claims())[4];
BEGIN
    IF reach NOT IN ('ALL', 'PROGRAMMES', 'CASES', 'NONE') THEN
        RAISE EXCEPTION 'no such reach' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN reach;
END $$;

CREATE OR REPLACE FUNCTION pulang_programmes() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(p.code::text), '{}')
    FROM programmes_programme p
    WHERE (SELECT pulang_ctx('agency')) IN (p.lead_id, p.ministry_id)  -- a subquery is asked once, not once a row
$$;

-- SECURITY DEFINER because the policy on cases_assignment itself asks this function.
CREATE OR REPLACE FUNCTION pulang_cases() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(l.case_id), '{}')
    FROM (
        SELECT DISTINCT ON (a.case_id, a.purpose) a.case_id, a.event, a.until
        FROM cases_assignment a
        WHERE a.agency_id = (SELECT pulang_ctx('agency'))
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
        ORDER BY a.case_id, a.purpose, a.happened_on DESC, a.act_id DESC
    ) l
    WHERE l.event = 'GIVEN' AND (l.until IS NULL OR l.until > (SELECT pulang_today()))
$$;

-- A number that grows with every act that can have changed a programme's answer. SECURITY DEFINER because everybody may
-- know that something happened, and only some may know what.
CREATE OR REPLACE FUNCTION pulang_state(programme_code text) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(sum(l.seq), 0) FROM (
        (SELECT a.seq FROM audit_act a WHERE a.programme = programme_code ORDER BY a.seq DESC LIMIT 200)
        UNION ALL
        (SELECT a.seq FROM audit_act a WHERE a.programme = '' ORDER BY a.seq DESC LIMIT 200)
    ) l
$$;

CREATE OR REPLACE FUNCTION pulang_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% is a book: it is added to and never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE FUNCTION pulang_check_balance() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    entry bigint := CASE TG_TABLE_NAME WHEN 'funds_entry' THEN (to_jsonb(NEW) ->> 'id') ELSE to_jsonb(NEW) ->> 'entry_id' END;
    total numeric;
    sides integer;
BEGIN
    SELECT coalesce(sum(p.amount), 0), count(*) INTO total, sides FROM funds_posting p WHERE p.entry_id = entry;
    IF total <> 0 OR sides < 2 THEN
        RAISE EXCEPTION 'entry % does not sum to zero', entry
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_sums_to_zero';
    END IF;
    RETURN NULL;
END $$;

DROP FUNCTION IF EXISTS pulang_grant_sequences(text);
CREATE OR REPLACE FUNCTION pulang_grant_sequences(name text, who text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    sequence text;
BEGIN
    FOR sequence IN
        SELECT s.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid
        WHERE s.relkind = 'S' AND d.refobjid = name::regclass
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO %I', sequence, who);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION pulang_grant_sequences(text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION pulang_cases() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_cases() TO pulang_app;
REVOKE ALL ON FUNCTION pulang_claims() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_claims() TO pulang_app;
REVOKE ALL ON FUNCTION pulang_state(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_state(text) TO pulang_app;

-- The only way to destroy a person's key. SECURITY DEFINER because the application may delete nothing by itself, so no
-- key can go without its line in the ledger. Only within the system's reach, which no user's context has.
CREATE OR REPLACE FUNCTION pulang_erase_person(erased uuid, under_act text, happened date, recorded timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF pulang_reach() <> 'ALL' THEN
        RAISE EXCEPTION 'a person is erased by the system alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO people_erasure (person_id, act, happened_on, recorded_at)
    VALUES (erased, under_act, happened, recorded) ON CONFLICT (person_id) DO NOTHING;
    DELETE FROM people_blindindex b WHERE b.person_id = erased;
    DELETE FROM people_key k WHERE k.person_id = erased;
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION pulang_erase_person(uuid, text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_erase_person(uuid, text, date, timestamptz) TO pulang_app;
