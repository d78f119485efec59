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

-- Whether danger to life lets whoever looks open this person now; a second person's no ends it.
CREATE OR REPLACE FUNCTION pulang_is_emergency(of_case uuid, whose uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM reveals_emergency e
        WHERE e.actor = (SELECT pulang_ctx('actor')) AND e.case_id = of_case AND e.person_id = whose
          AND e.closes_at > clock_timestamp()
          AND NOT EXISTS (
              SELECT 1 FROM reveals_emergencyword n
              WHERE n.emergency_id = e.id AND n.step = 'CONFIRM' AND NOT n.upheld
          )
    )
$$;

-- Whether a reveal of one field of a person (or, for an empty text, of any field) lives for whoever looks. One written
-- in this very transaction does not count: what was opened could be undone with it. SECURITY DEFINER because reveals
-- are read for every row of an identity; it answers about nobody but the one who looks.
CREATE OR REPLACE FUNCTION pulang_is_revealed(whose uuid, part text, urgent boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM reveals_reveal r
        WHERE r.actor = (SELECT pulang_ctx('actor')) AND r.person_id = whose AND r.closes_at > clock_timestamp()
          AND (part = '' OR part = ANY (r.fields))
          AND r.written_in <> coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)
          AND urgent = (r.basis = 'EMERGENCY')
          AND (NOT urgent OR pulang_is_emergency(r.case_id, whose))
    )
$$;

-- Whether whoever looks may write a reveal: the case is within reach and has this person; casework belongs to the lead
-- office; a sample opens only what was drawn; an emergency stands by itself. Not SECURITY DEFINER: the policies on
-- cases decide what is within reach.
CREATE OR REPLACE FUNCTION pulang_may_reveal(of_case uuid, whose uuid, of_programme text, on_basis text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT CASE WHEN on_basis = 'EMERGENCY' THEN pulang_is_emergency(of_case, whose)
    ELSE EXISTS (
        SELECT 1 FROM cases_case c WHERE c.id = of_case AND c.person_id = whose AND c.programme_id = of_programme
    ) AND (on_basis <> 'CASEWORK' OR EXISTS (
        SELECT 1 FROM programmes_programme p
        WHERE p.code = of_programme AND p.lead_id = (SELECT pulang_ctx('agency'))
    )) AND (on_basis <> 'SAMPLE' OR EXISTS (
        SELECT 1 FROM reveals_drawn d WHERE d.case_id = of_case AND d.happened_on > pulang_today() - 30
    )) END
$$;

-- When something opens is said by this clock and not by the statement; and one account opens so many people a day,
-- one after the other, so that two at once cannot both be the last.
CREATE OR REPLACE FUNCTION pulang_open_reveal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    NEW.opened_at := clock_timestamp();
    PERFORM pg_advisory_xact_lock(71002, hashtext(NEW.actor));
    IF TG_TABLE_NAME = 'reveals_emergency' THEN
        IF EXISTS (
            SELECT 1 FROM reveals_emergency e WHERE e.actor = NEW.actor AND pulang_is_emergency(e.case_id, e.person_id)
        ) THEN
            RAISE EXCEPTION 'another emergency of this account still stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'one_emergency_at_a_time';
        END IF;
        RETURN NEW;
    END IF;
    NEW.written_in := pg_current_xact_id()::text::bigint;
    NEW.happened_on := pulang_today();
    IF NEW.basis <> 'EMERGENCY' AND NEW.people_a_day <= (
        SELECT count(DISTINCT r.person_id) FROM reveals_reveal r
        WHERE r.actor = NEW.actor AND r.happened_on = NEW.happened_on AND r.basis <> 'EMERGENCY'
          AND r.person_id <> NEW.person_id
    ) THEN
        RAISE EXCEPTION 'this account has opened as many people as it may today'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'people_a_day_are_capped';
    END IF;
    RETURN NEW;
END $$;

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
REVOKE ALL ON FUNCTION pulang_is_revealed(uuid, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_is_revealed(uuid, text, boolean) TO pulang_app;
REVOKE ALL ON FUNCTION pulang_is_emergency(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_is_emergency(uuid, uuid) TO pulang_app;
REVOKE ALL ON FUNCTION pulang_may_reveal(uuid, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_may_reveal(uuid, uuid, text, text) TO pulang_app;
REVOKE ALL ON FUNCTION pulang_open_reveal() FROM PUBLIC;

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
