-- Facts of every case in scope as of a day, as known at a moment: one line of text a case, and since when.
-- {scope} limits the cases, {rows} limits every book to the same cases; the order of the line is that of CaseFacts.
-- A struck act's rows count no more: `struck` is tiny, so each book is checked against it by a hashed anti-join.
WITH struck AS MATERIALIZED (
    SELECT s.struck_id AS act_id FROM audit_strike s WHERE s.recorded_at < %(known)s
)
SELECT c.id AS case_id,
       concat(
           ch.choice, '|', ch.informed, '|', co.purposes, '|', at.evidence, '|', at.attesters, '|',
           sc.outcome, '|', sc.trained, '|', du.is_open, '|', li.listed, '|', cn.kind, '|', cn.own_name, '|',
           it.event, '|', left(it.reaches, 5) = left(c.home, 5), '|',
           coalesce(it.departs_on >= wi.not_before, true) AND coalesce(it.departs_on <= wi.not_after, true), '|',
           re.acknowledged, '|', wi.discreet, '|', ob.is_open, '|', mo.move, '|', wa.gates
       ) AS line,
       c.opened_on, ch.happened_on AS choice_on, co.lost_on AS consent_lost_on, du.since AS duplicate_on,
       ob.since AS objection_on, it.happened_on AS itinerary_on, mo.happened_on AS move_on,
       least(co.good_until, wa.good_until) AS good_until, c.programme_id, c.origin, c.number
FROM cases_case c
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.choice, b.informed, b.happened_on
    FROM cases_choice b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) ch ON ch.case_id = c.id
LEFT JOIN (
    SELECT l.case_id,
           string_agg(l.purpose, ',' ORDER BY l.purpose) FILTER (WHERE l.event = 'GIVEN' AND l.until > %(day)s) AS purposes,
           min(l.until) FILTER (WHERE l.event = 'GIVEN' AND l.until > %(day)s) AS good_until,
           max(CASE WHEN l.event = 'GIVEN' THEN l.until ELSE l.happened_on END)
               FILTER (WHERE NOT (l.event = 'GIVEN' AND l.until > %(day)s)) AS lost_on
    FROM (
        SELECT DISTINCT ON (b.case_id, b.purpose) b.case_id, b.purpose, b.event, b.until, b.happened_on
        FROM cases_consent b
        WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
          AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
        ORDER BY b.case_id, b.purpose, b.happened_on DESC, b.act_id DESC
    ) l
    GROUP BY l.case_id
) co ON co.case_id = c.id
LEFT JOIN (
    -- The best attempt counts: any accepted one before any other; being missed once takes nothing away.
    SELECT l.case_id, substr(max(l.best), 2) AS evidence, max(l.attesters) AS attesters
    FROM (
        SELECT b.case_id,
               CASE b.outcome WHEN 'ACCEPTED' THEN '3ACCEPTED:' || b.kind WHEN 'NOT_YET' THEN '1NOT_YET' ELSE '2' || b.outcome END
                   COLLATE "C" AS best,
               CASE WHEN b.outcome = 'ACCEPTED' AND b.kind = 'ATTESTED' THEN cardinality(b.attesters) ELSE 0 END AS attesters
        FROM cases_attempt b
        WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
          AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ) l
    GROUP BY l.case_id
) at ON at.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.outcome, b.trained
    FROM cases_screening b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) sc ON sc.case_id = c.id
LEFT JOIN (
    SELECT l.case_id, bool_or(l.event = 'FLAGGED') AS is_open, min(l.happened_on) FILTER (WHERE l.event = 'FLAGGED') AS since
    FROM (
        SELECT DISTINCT ON (b.case_id, b.other_id) b.case_id, b.event, b.happened_on
        FROM cases_duplicate b
        WHERE b.event <> 'HINTED' AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
          AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
        ORDER BY b.case_id, b.other_id, b.happened_on DESC, b.act_id DESC
    ) l
    GROUP BY l.case_id
) du ON du.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.event = 'LISTED' AS listed
    FROM aid_listing b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) li ON li.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, CASE WHEN b.event = 'READY' THEN b.kind END AS kind, b.own_name
    FROM aid_channel b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) cn ON cn.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.event, b.reaches, b.departs_on, b.happened_on
    FROM journeys_itinerary b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) it ON it.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.discreet, b.not_before, b.not_after
    FROM cases_travelwish b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) wi ON wi.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.event = 'ACKNOWLEDGED' AS acknowledged
    FROM journeys_receiver b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) re ON re.case_id = c.id
LEFT JOIN (
    SELECT l.case_id, bool_or(l.event IN ('RAISED', 'APPEALED')) AS is_open,
           min(l.happened_on) FILTER (WHERE l.event IN ('RAISED', 'APPEALED')) AS since
    FROM (
        SELECT DISTINCT ON (b.case_id, b.ref) b.case_id, b.event, b.happened_on
        FROM cases_objection b
        WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
          AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
        ORDER BY b.case_id, b.ref, b.happened_on DESC, b.act_id DESC
    ) l
    GROUP BY l.case_id
) ob ON ob.case_id = c.id
LEFT JOIN (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.move, b.happened_on
    FROM cases_move b
    WHERE b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
      AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) mo ON mo.case_id = c.id
LEFT JOIN (
    SELECT l.case_id, string_agg(l.gate, ',' ORDER BY l.gate) AS gates, min(l.until) AS good_until
    FROM (
        SELECT DISTINCT ON (b.case_id, b.gate) b.case_id, b.gate, b.event, b.until
        FROM readiness_waiver b
        WHERE b.case_id IS NOT NULL AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s AND {rows}
          AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = b.act_id)
        ORDER BY b.case_id, b.gate, b.happened_on DESC, b.act_id DESC
    ) l
    WHERE l.event = 'GIVEN' AND l.until > %(day)s
    GROUP BY l.case_id
) wa ON wa.case_id = c.id
WHERE c.opened_on <= %(day)s AND c.recorded_at < %(known)s AND {scope}
  AND NOT EXISTS (SELECT 1 FROM struck s WHERE s.act_id = c.act_id)
