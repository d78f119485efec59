-- How money moves, in one call: a pocket gives and another takes, the entry and its two lines are written.

-- What a source's entries amount to, by kind, pocket and day, as known at a moment: the folded days and the lines written
-- since. One road through the keys, however many lines there are: from a source's lines to the entry of each, which
-- OFFSET 0 keeps the planner from turning round. Lines are compared by both their keys at once, because only the index
-- of both fits that: for a source without lines the planner would walk through everybody's. A plan made for any value
-- would read them all, and compile itself and start workers for the few that there are.
CREATE OR REPLACE FUNCTION pulang_moves(of_source text, known timestamptz)
RETURNS TABLE (kind text, account text, day date, amount bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET enable_seqscan = off SET enable_hashjoin = off
SET enable_mergejoin = off SET jit = off SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
    folded funds_folded;
BEGIN
    SELECT f.* INTO folded FROM funds_folded f WHERE f.source_id = of_source;
    IF folded.learned < known THEN
        RETURN QUERY SELECT d.kind::text, d.account::text, d.day, d.amount FROM funds_daysum d WHERE d.source_id = of_source;
    ELSE
        folded.through := 0;
    END IF;
    RETURN QUERY SELECT e.kind::text, p.account::text, e.happened_on, p.amount
    FROM (
        SELECT x.entry_id, x.account, x.amount FROM funds_posting x
        WHERE (x.source_id, x.id) > (of_source, coalesce(folded.through, 0))
          AND (x.source_id, x.id) <= (of_source, 9223372036854775807) OFFSET 0
    ) p
    CROSS JOIN LATERAL (
        SELECT x.kind, x.happened_on FROM funds_entry x WHERE x.id = p.entry_id AND x.recorded_at < known OFFSET 0
    ) e;
END $$;

-- What a source holds stands in several parts, so that those who move money at once need not wait for one another: each
-- takes from the part its connection falls on. The condition stands in the same statement as the change. What is done
-- all day, tying and paying today from a part that holds plenty, has a short statement of its own: the server puts every
-- statement together anew, and once more for whoever waited for the row. Plenty and today, because a row that was waited
-- for and then does not fit stays locked until the end, which is in the way of those who take all parts; everything else
-- takes care. Tables are named with their schema and the functions of this road have no search path of their own: to set
-- one and put it back costs as much as a small statement.
CREATE OR REPLACE FUNCTION pulang_post(
    of_source text, of_kind text, out_of text, into_of text, moved bigint, on_day date, learned timestamptz,
    of_document text, of_note text, of_text text, of_act bigint, parts integer,
    OUT entry bigint, OUT act bigint, OUT held bigint, OUT held_on date
) LANGUAGE plpgsql AS $$
DECLARE
    mine integer := mod(pg_backend_pid(), parts);
BEGIN
    IF out_of = 'RELEASED' AND into_of = 'COMMITTED' AND on_day >= learned::date THEN
        UPDATE public.funds_balance b SET released = b.released - moved, committed = b.committed + moved, latest = on_day
        WHERE b.source_id = of_source AND b.part = mine AND b.latest <= on_day AND moved <= b.released / 16;
    ELSIF out_of = 'COMMITTED' AND into_of = 'SPENT' AND on_day >= learned::date THEN
        UPDATE public.funds_balance b SET committed = b.committed - moved, spent = b.spent + moved, latest = on_day
        WHERE b.source_id = of_source AND b.part = mine AND b.latest <= on_day AND moved <= b.committed / 16;
    END IF;
    IF NOT FOUND THEN
        SELECT s.held, s.held_on INTO held, held_on
        FROM public.pulang_post_with_care(of_source, out_of, into_of, moved, on_day, mine) s;
        IF held < moved THEN
            RETURN;
        END IF;
    END IF;
    act := coalesce(nullif(of_act, 0), nextval('public.audit_act_seq_seq'));
    INSERT INTO public.funds_entry (act_id, happened_on, recorded_at, kind, document, note, source_text)
    VALUES (act, on_day, learned, of_kind, of_document, of_note, of_text) RETURNING id INTO entry;
    INSERT INTO public.funds_posting (entry_id, source_id, account, amount)
    VALUES (entry, of_source, out_of, -moved), (entry, of_source, into_of, moved);
END $$;

-- Any move, from a part that may hold too little. When it does, or the entry is dated before the latest one, all parts are
-- taken, one after the other, looked at together and shared out anew. What was locked on the way to "too little" is let go
-- with the inner block, so that of two who come to take all parts none holds one the other waits for.
CREATE OR REPLACE FUNCTION pulang_post_with_care(
    of_source text, out_of text, into_of text, moved bigint, on_day date, mine integer, OUT held bigint, OUT held_on date
) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE funds_balance b SET
        payer = b.payer + CASE 'PAYER' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END,
        allocated = b.allocated + CASE 'ALLOCATED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END,
        released = b.released + CASE 'RELEASED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END,
        committed = b.committed + CASE 'COMMITTED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END,
        spent = b.spent + CASE 'SPENT' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END,
        latest = greatest(b.latest, on_day)
    WHERE b.source_id = of_source AND b.part = mine
      AND (out_of = 'PAYER' OR (b.latest <= on_day AND moved <= CASE out_of
          WHEN 'ALLOCATED' THEN b.allocated WHEN 'RELEASED' THEN b.released
          WHEN 'COMMITTED' THEN b.committed WHEN 'SPENT' THEN b.spent END));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the part holds too little' USING ERRCODE = 'PL001';
    END IF;
EXCEPTION WHEN SQLSTATE 'PL001' THEN
    SELECT s.held, s.held_on INTO held, held_on FROM pulang_post_from_all(of_source, out_of, into_of, moved, on_day) s;
END $$;

-- Takes all parts of a source, in one order, and moves the money if there is enough today and was on every day since;
-- says what there is, and on which day, if there is not.
CREATE OR REPLACE FUNCTION pulang_post_from_all(
    of_source text, out_of text, into_of text, moved bigint, on_day date, OUT held bigint, OUT held_on date
) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    stands record;
    least record;
BEGIN
    PERFORM 1 FROM funds_balance b WHERE b.source_id = of_source ORDER BY b.part FOR UPDATE;
    SELECT sum(b.payer)::bigint AS payer, sum(b.allocated)::bigint AS allocated, sum(b.released)::bigint AS released,
           sum(b.committed)::bigint AS committed, sum(b.spent)::bigint AS spent, max(b.latest) AS latest, count(*) AS parts
    INTO stands FROM funds_balance b WHERE b.source_id = of_source;
    IF stands.parts = 0 THEN
        RAISE EXCEPTION 'source % was opened without its pockets', of_source;
    END IF;
    held := CASE out_of WHEN 'PAYER' THEN moved WHEN 'ALLOCATED' THEN stands.allocated WHEN 'RELEASED' THEN stands.released
                        WHEN 'COMMITTED' THEN stands.committed WHEN 'SPENT' THEN stands.spent END;
    IF held < moved THEN
        RETURN;
    END IF;
    IF out_of <> 'PAYER' AND stands.latest > on_day THEN
        -- Counted back from what it holds now: what it held at the end of each day since.
        SELECT e.day, e.held INTO least FROM (
            SELECT on_day AS day, stands_now.held - coalesce(sum(m.amount), 0) AS held
            FROM (SELECT pulang_post_from_all.held) stands_now (held)
            LEFT JOIN pulang_moves(of_source, 'infinity') m ON m.account = out_of AND m.day > on_day
            GROUP BY stands_now.held
            UNION ALL
            SELECT d.day, pulang_post_from_all.held - coalesce(sum(d.change) OVER (
                ORDER BY d.day DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
            FROM (SELECT m.day, sum(m.amount) AS change FROM pulang_moves(of_source, 'infinity') m
                  WHERE m.account = out_of AND m.day > on_day GROUP BY m.day) d
        ) e ORDER BY e.held, e.day LIMIT 1;
        IF least.held < moved THEN
            held := least.held;
            held_on := least.day;
            RETURN;
        END IF;
    END IF;
    UPDATE funds_balance b SET
        payer = s.payer / s.parts + CASE b.part WHEN 0 THEN mod(s.payer, s.parts) ELSE 0 END,
        allocated = s.allocated / s.parts + CASE b.part WHEN 0 THEN mod(s.allocated, s.parts) ELSE 0 END,
        released = s.released / s.parts + CASE b.part WHEN 0 THEN mod(s.released, s.parts) ELSE 0 END,
        committed = s.committed / s.parts + CASE b.part WHEN 0 THEN mod(s.committed, s.parts) ELSE 0 END,
        spent = s.spent / s.parts + CASE b.part WHEN 0 THEN mod(s.spent, s.parts) ELSE 0 END,
        latest = greatest(stands.latest, on_day)
    FROM (
        SELECT stands.parts,
            stands.payer + CASE 'PAYER' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END AS payer,
            stands.allocated + CASE 'ALLOCATED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END AS allocated,
            stands.released + CASE 'RELEASED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END AS released,
            stands.committed + CASE 'COMMITTED' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END AS committed,
            stands.spent + CASE 'SPENT' WHEN out_of THEN -moved WHEN into_of THEN moved ELSE 0 END AS spent
    ) s
    WHERE b.source_id = of_source;
END $$;

-- Adds lines of a source that were written since the last time, so many at most, to the sums of their days. All parts are
-- held for it, so no line is on its way: every line up to the highest number is there and is counted once.
CREATE OR REPLACE FUNCTION pulang_fold(of_source text, most integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public SET enable_seqscan = off SET enable_hashjoin = off
SET enable_mergejoin = off AS $$
DECLARE
    before bigint;
    last bigint;
    latest timestamptz;
    counted bigint;
BEGIN
    PERFORM 1 FROM funds_balance b WHERE b.source_id = of_source ORDER BY b.part FOR UPDATE;
    before := coalesce((SELECT f.through FROM funds_folded f WHERE f.source_id = of_source), 0);
    SELECT max(p.id), max(e.recorded_at), count(*) INTO last, latest, counted
    FROM (SELECT x.id, x.entry_id FROM funds_posting x
          WHERE (x.source_id, x.id) > (of_source, before) AND (x.source_id, x.id) <= (of_source, 9223372036854775807)
          ORDER BY x.source_id, x.id LIMIT most) p JOIN funds_entry e ON e.id = p.entry_id;
    IF counted = 0 THEN
        RETURN 0;
    END IF;
    INSERT INTO funds_daysum AS d (source_id, kind, account, day, amount)
    SELECT of_source, e.kind, p.account, e.happened_on, sum(p.amount)
    FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id
    WHERE (p.source_id, p.id) > (of_source, before) AND (p.source_id, p.id) <= (of_source, last)
    GROUP BY e.kind, p.account, e.happened_on
    ON CONFLICT (source_id, kind, account, day) DO UPDATE SET amount = d.amount + EXCLUDED.amount;
    INSERT INTO funds_folded AS f (source_id, through, learned) VALUES (of_source, last, latest)
    ON CONFLICT (source_id) DO UPDATE SET through = EXCLUDED.through, learned = greatest(f.learned, EXCLUDED.learned);
    RETURN counted;
END $$;

-- The lines that one statement adds to an entry sum to zero; it is asked at once, whatever is added later. Mostly they are
-- the lines of one entry, and one sum without groups tells.
CREATE OR REPLACE FUNCTION pulang_check_postings() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    sound boolean;
    wrong bigint;
BEGIN
    SELECT min(a.entry_id) = max(a.entry_id) AND sum(a.amount) = 0 INTO sound FROM added a;
    IF sound THEN
        RETURN NULL;
    END IF;
    SELECT a.entry_id INTO wrong FROM added a GROUP BY a.entry_id HAVING sum(a.amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % does not sum to zero', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_sums_to_zero';
    END IF;
    RETURN NULL;
END $$;

-- What is asked of one kind of entry alone stands in a branch of its own: a condition with a question in it opens all the
-- tables of the question, whatever the entry is.
CREATE OR REPLACE FUNCTION pulang_check_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    sound boolean;
BEGIN
    SELECT sum(p.amount) = 0 AND count(*) > 1 INTO sound FROM public.funds_posting p WHERE p.entry_id = NEW.id;
    IF sound IS NOT TRUE THEN
        RAISE EXCEPTION 'entry % does not sum to zero', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_sums_to_zero';
    END IF;
    IF NEW.kind = 'PAY' THEN
        -- Money leaves only in the act in which a second person approved exactly this payment.
        PERFORM FROM public.funds_paymentverdict v JOIN public.funds_payment a ON a.number = v.number
        JOIN public.funds_posting p ON p.entry_id = NEW.id AND p.source_id = a.source_id AND p.amount = a.amount
        WHERE v.act_id = NEW.act_id AND v.verdict = 'APPROVED' AND p.account = 'SPENT';
        IF NOT FOUND THEN
            RAISE EXCEPTION 'entry % pays what no second person approved', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_is_approved';
        END IF;
    ELSIF NEW.kind = 'RETURN' THEN
        -- Money of a batch is tied again by exactly the lines that came back in this act.
        PERFORM FROM public.payments_result r JOIN public.payments_line l ON l.token = r.token
        JOIN public.funds_payment a ON a.number = l.payment
        JOIN public.funds_posting p ON p.entry_id = NEW.id AND p.source_id = a.source_id AND p.account = 'COMMITTED'
        WHERE r.act_id = NEW.act_id AND r.outcome IN ('HELD', 'FAILED', 'RETURNED')
        GROUP BY p.amount HAVING sum(l.amount) = p.amount;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'entry % ties money again that did not come back', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'money_came_back';
        END IF;
    END IF;
    RETURN NULL;
END $$;
