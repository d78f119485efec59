-- Functions the guards rest on. Everything is owned by the owner; the application only calls them.

CREATE TABLE IF NOT EXISTS pulang_context_key (
    id text PRIMARY KEY,
    inner_key bytea NOT NULL,
    outer_key bytea NOT NULL
);

-- Who looks, as signed by the application: key | actor | agency | reach | names | day | end | looks | HMAC-SHA-256.
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
    IF secret.id IS NULL OR array_length(parts, 1) <> 9 OR parts[9] <> encode(sha256(secret.outer_key || sha256(
        secret.inner_key || convert_to(left(token, length(token) - length(parts[9]) - 1), 'UTF8'))), 'hex') THEN
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
    IF reach NOT IN ('ALL', 'PROGRAMMES', 'CASES', 'PERSON', 'NONE') THEN
        RAISE EXCEPTION 'no such reach' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN reach;
END $$;

-- PL/pgSQL keeps the plan of its statement with the connection, which SQL makes anew for every question.
CREATE OR REPLACE FUNCTION pulang_programmes() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
DECLARE
    agency text := pulang_ctx('agency');
BEGIN
    RETURN (SELECT coalesce(array_agg(p.code::text), '{}')
            FROM programmes_programme p WHERE agency IN (p.lead_id, p.ministry_id));
END $$;

-- The case of the person herself, who looks under its number; nothing for anybody else. SECURITY DEFINER because the
-- policy on cases asks it.
CREATE OR REPLACE FUNCTION pulang_own_case() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    claims text[] := pulang_claims();
BEGIN
    RETURN (SELECT c.id FROM cases_case c WHERE claims[4] = 'PERSON' AND c.number = claims[2]);
END $$;

-- Whether whoever looks may see what is kept apart: how she was screened (`care`), the act book (`acts`).
CREATE OR REPLACE FUNCTION pulang_looks(what text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT what = ANY (string_to_array((public.pulang_claims())[8], ' '))
$$;

-- Cases in the agency's care for one of these purposes, today. The consent itself is asked, and not only the assignment
-- that rests on it: one that was withdrawn or has run out shows nothing, whatever was or was not written about it.
-- SECURITY DEFINER because the policies on both tables ask this function.
CREATE OR REPLACE FUNCTION pulang_in_care(purposes text[]) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(l.case_id), '{}')
    FROM (
        SELECT DISTINCT ON (a.case_id, a.purpose) a.case_id, a.purpose, a.event, a.until
        FROM cases_assignment a
        WHERE a.agency_id = (SELECT pulang_ctx('agency')) AND a.purpose::text = ANY (purposes)
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
        ORDER BY a.case_id, a.purpose, a.happened_on DESC, a.act_id DESC
    ) l
    CROSS JOIN LATERAL (
        SELECT c.event, c.until
        FROM cases_consent c
        WHERE c.case_id = l.case_id AND c.purpose = l.purpose
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
        ORDER BY c.happened_on DESC, c.act_id DESC
        LIMIT 1
    ) k
    WHERE l.event = 'GIVEN' AND (l.until IS NULL OR l.until > (SELECT pulang_today()))
      AND k.event = 'GIVEN' AND k.until > (SELECT pulang_today())
$$;

-- Whether a case is open to whoever looks: not locked, or locked to her. It answers about one case at a time, and gives
-- no list, because whoever may ask a policy's question may also ask it by hand. The reach does not matter: likeness
-- checks ask it as well. The system itself, which replays and judges, goes past locks.
CREATE OR REPLACE FUNCTION pulang_is_open(looked_at uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    latest record;
    who text;
BEGIN
    SELECT k.event, k.first, k.second INTO latest
    FROM cases_lock k
    WHERE k.case_id = looked_at AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = k.act_id)
    ORDER BY k.happened_on DESC, k.act_id DESC
    LIMIT 1;
    IF latest.event IS DISTINCT FROM 'SET' THEN
        RETURN true;
    END IF;
    who := pulang_ctx('actor');
    -- Her own case is never locked to herself.
    RETURN who IN (latest.first, latest.second, 'pulang') OR looked_at IS NOT DISTINCT FROM pulang_own_case();
END $$;

-- Whether no lock need be asked about row by row: there is none anywhere, or the reach is everything (the system, and
-- counts, from which nobody learns who).
CREATE OR REPLACE FUNCTION pulang_unlocked() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM cases_lock) OR pulang_reach() = 'ALL';
END $$;

-- Whether no locked case is named in an act, as its subject or in what was asked, however the number was typed.
CREATE OR REPLACE FUNCTION pulang_act_is_open(subject text, payload jsonb) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1
        FROM (
            SELECT subject UNION ALL SELECT payload ->> 'case' UNION ALL SELECT payload ->> 'other' UNION ALL
            SELECT jsonb_array_elements_text(CASE jsonb_typeof(payload -> 'cases') WHEN 'array' THEN payload -> 'cases' END)
        ) said (number)
        CROSS JOIN LATERAL translate(upper(regexp_replace(said.number, '[^0-9A-Za-z]', '', 'g')), 'ILOU', '110V') f (folded)
        JOIN cases_case c ON c.number = concat(left(f.folded, 1), '-', substr(f.folded, 2, 4), '-', substr(f.folded, 6))
        WHERE NOT pulang_is_open(c.id)
    )
$$;

-- Whether a person may be entered or added to by whoever looks: she is new, or has a case in one of her programmes.
-- SECURITY DEFINER because a case elsewhere is hidden, and that is the very thing to be found.
CREATE OR REPLACE FUNCTION pulang_may_enter(whose uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = whose)
        OR EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = whose
                   AND c.programme_id = ANY (pulang_programmes()) AND pulang_is_open(c.id));
END $$;

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
          AND e.closes_at > clock_timestamp() AND pulang_is_open(e.case_id)
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
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    who text := (pulang_claims())[2];  -- in this language because its plan is kept with the connection
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM reveals_reveal r
        WHERE r.actor = who AND r.person_id = whose AND r.closes_at > clock_timestamp()
          AND (part = '' OR part = ANY (r.fields))
          AND r.written_in <> coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)
          AND urgent = (r.basis = 'EMERGENCY')
          AND (NOT urgent OR pulang_is_emergency(r.case_id, whose))
    );
END $$;

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

-- Two things may end, and the row itself says that they may, whoever asks: a line of the book of sign-ins after two
-- years, and the alias of somebody who was erased.
CREATE OR REPLACE FUNCTION pulang_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'accounts_signin' THEN
        IF (to_jsonb(OLD) ->> 'recorded_at')::timestamptz < now() - interval '730 days' THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'cases_case' THEN
        IF to_jsonb(NEW) = to_jsonb(OLD) || '{"alias": ""}' AND EXISTS (
            SELECT 1 FROM people_erasure e WHERE e.person_id::text = to_jsonb(OLD) ->> 'person_id'
        ) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is a book: it is added to and never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- A payment and the word on it bear the names of those who stand behind them, whatever the statement says.
CREATE OR REPLACE FUNCTION pulang_sign_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_TABLE_NAME = 'funds_payment' THEN
        NEW.asked_by := pulang_ctx('actor');
        RETURN NEW;
    END IF;
    NEW.decided_by := pulang_ctx('actor');
    SELECT p.asked_by INTO NEW.asked_by FROM funds_payment p WHERE p.number = NEW.number;
    IF NEW.asked_by IS NULL THEN
        RAISE EXCEPTION 'nobody asked for payment %', NEW.number
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payment_was_asked_for';
    END IF;
    RETURN NEW;
END $$;

-- The lines of a batch are written in the act that asks for the payment, and amount to it.
CREATE OR REPLACE FUNCTION pulang_check_batch() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM funds_payment a WHERE a.number = NEW.payment AND a.act_id = NEW.act_id
          AND a.amount = (SELECT sum(l.amount) FROM payments_line l WHERE l.payment = NEW.payment)
    ) THEN
        RAISE EXCEPTION 'the lines of payment % do not amount to it', NEW.payment
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_amounts_to_its_lines';
    END IF;
    RETURN NULL;
END $$;

-- One kind of aid has no second try for a person before the first is over without having reached her.
CREATE OR REPLACE FUNCTION pulang_pay_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.attempt <> 1 + coalesce((SELECT max(i.attempt) FROM payments_item i
                                    WHERE i.case_id = NEW.case_id AND i.kind = NEW.kind), 0)
       OR EXISTS (
        SELECT 1 FROM payments_item i JOIN payments_line l ON l.token = i.token
        WHERE i.case_id = NEW.case_id AND i.kind = NEW.kind
          AND NOT EXISTS (SELECT 1 FROM funds_paymentverdict v WHERE v.number = l.payment AND v.verdict = 'REFUSED')
          AND NOT EXISTS (SELECT 1 FROM payments_result r
                          WHERE r.token = i.token AND r.outcome NOT IN ('PAID', 'COLLECTED'))
    ) THEN
        RAISE EXCEPTION 'somebody is asked to be paid twice'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'aid_is_paid_once';
    END IF;
    RETURN NEW;
END $$;

-- A row about a case names the programme of that very case: the policies go by the programme that stands in the row, and
-- nobody learns from a refusal whether a case of another programme is there.
CREATE OR REPLACE FUNCTION pulang_bind_to_case(name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    looser text;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'pulang_in_its_programme') THEN
        ALTER TABLE cases_case ADD CONSTRAINT pulang_in_its_programme UNIQUE (id, programme_id);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'pulang_of_its_case' AND conrelid = name::regclass) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT pulang_of_its_case FOREIGN KEY (case_id, programme_id) '
                   'REFERENCES cases_case (id, programme_id) DEFERRABLE INITIALLY DEFERRED', name);
    FOR looser IN  -- says less than the new one, and would cost as much for every row
        SELECT f.conname FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND f.conkey = ARRAY[a.attnum]
        WHERE f.conrelid = name::regclass AND f.contype = 'f'
          AND (a.attname = 'case_id' OR (a.attname = 'programme_id' AND EXISTS (
              SELECT 1 FROM pg_attribute c WHERE c.attrelid = f.conrelid AND c.attname = 'case_id' AND c.attnotnull)))
    LOOP
        EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, looser);
    END LOOP;
END $$;

-- Policies are set anew as a whole: one that was added by hand, or that nobody decides any more, goes.
CREATE OR REPLACE FUNCTION pulang_drop_policies(name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    policy text;
BEGIN
    FOR policy IN SELECT p.polname FROM pg_policy p WHERE p.polrelid = name::regclass LOOP
        EXECUTE format('DROP POLICY %I ON %I', policy, name);
    END LOOP;
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

REVOKE ALL ON FUNCTION pulang_grant_sequences(text, text), pulang_bind_to_case(text), pulang_drop_policies(text)
FROM PUBLIC;
REVOKE ALL ON FUNCTION
    pulang_claims(), pulang_in_care(text[]), pulang_is_open(uuid), pulang_unlocked(), pulang_act_is_open(text, jsonb),
    pulang_may_enter(uuid), pulang_state(text), pulang_own_case()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    pulang_claims(), pulang_in_care(text[]), pulang_is_open(uuid), pulang_unlocked(), pulang_act_is_open(text, jsonb),
    pulang_may_enter(uuid), pulang_state(text), pulang_own_case()
TO pulang_app, pulang_jobs;
REVOKE ALL ON FUNCTION pulang_is_revealed(uuid, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_is_revealed(uuid, text, boolean) TO pulang_app, pulang_jobs;
REVOKE ALL ON FUNCTION pulang_is_emergency(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_is_emergency(uuid, uuid) TO pulang_app, pulang_jobs;
REVOKE ALL ON FUNCTION pulang_may_reveal(uuid, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_may_reveal(uuid, uuid, text, text) TO pulang_app, pulang_jobs;
REVOKE ALL ON FUNCTION pulang_open_reveal() FROM PUBLIC;

-- What else would bring her back out of an older copy: what she wrote and how she is reached, what still waits to be
-- told her, and the card that opens her page. Part of erasing, and asked again where a copy is restored.
CREATE OR REPLACE FUNCTION pulang_silence_person(erased uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    DELETE FROM contacts_text t
    USING (
        SELECT x.address AS id FROM contacts_contact x JOIN cases_case c ON c.id = x.case_id WHERE c.person_id = erased
        UNION ALL
        SELECT q.words FROM contacts_question q JOIN cases_case c ON c.id = q.case_id WHERE c.person_id = erased
    ) s
    WHERE t.id = s.id;
    UPDATE contacts_notice n SET state = 'DROPPED'
    FROM cases_case c
    WHERE c.id = n.case_id AND c.person_id = erased AND n.state IN ('WAITING', 'SENDING');
    DELETE FROM cards_card k
    USING audit_act a, cases_case c
    WHERE a.seq = k.act_id AND a.subject = c.number AND c.person_id = erased;
END $$;
REVOKE ALL ON FUNCTION pulang_silence_person(uuid) FROM PUBLIC;

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
    UPDATE cases_case c SET alias = '' WHERE c.person_id = erased AND c.alias <> '';  -- somebody may have typed a name
    PERFORM pulang_silence_person(erased);
    DELETE FROM people_key k WHERE k.person_id = erased;
    RETURN FOUND;
END $$;
-- The only way to end lines of the book of sign-ins, which the application may only add to. SECURITY DEFINER for that
-- reason; younger ones stay whatever day is said.
CREATE OR REPLACE FUNCTION pulang_forget_sign_ins(up_to date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM accounts_signin s WHERE s.recorded_at < least(up_to::timestamptz, now() - interval '730 days');
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION pulang_forget_sign_ins(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_forget_sign_ins(date) TO pulang_app, pulang_jobs;
REVOKE ALL ON FUNCTION pulang_erase_person(uuid, text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_erase_person(uuid, text, date, timestamptz) TO pulang_app, pulang_jobs;
