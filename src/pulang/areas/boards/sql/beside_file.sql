-- What other areas' books say last about one case as of a day, and who did what: one row beside its own history.
-- Names are given for the agencies the file speaks of, and for no others.
WITH acts AS MATERIALIZED (
    SELECT a.seq, a.agency FROM audit_act a WHERE a.subject = %(number)s ORDER BY a.seq DESC LIMIT 2000
)
SELECT it.event, it.reaches, it.departs_on, re.event, re.agency_id, cn.event, cn.kind,
       ARRAY(SELECT t.seq FROM acts t), ARRAY(SELECT t.agency FROM acts t),
       ARRAY(
           SELECT ARRAY[g.code, g.name]::text[]
           FROM accounts_agency g
           WHERE g.code IN (
               SELECT t.agency FROM acts t
               UNION SELECT n.agency_id FROM cases_assignment n WHERE n.case_id = %(case)s
               UNION SELECT re.agency_id
           )
       ),
       (
           SELECT CASE b.event WHEN 'SET' THEN ARRAY[b.first, b.second]::text[] END
           FROM cases_lock b
           WHERE b.case_id = %(case)s AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id)
           ORDER BY b.happened_on DESC, b.act_id DESC
           LIMIT 1
       ),
       EXISTS (
           SELECT 1 FROM (
               SELECT DISTINCT ON (r.ref) r.kind, r.event
               FROM privacy_request r
               WHERE r.case_id = %(case)s AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s
                 AND NOT EXISTS (
                     SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id AND s.recorded_at < %(known)s
                 )
               ORDER BY r.ref, r.happened_on DESC, r.act_id DESC
           ) l
           WHERE l.kind IN ('RESTRICTION', 'OBJECTION') AND l.event NOT IN ('REFUSED', 'LIFTED')
       )
FROM (SELECT 1) here
LEFT JOIN LATERAL (
    SELECT b.event, b.reaches, b.departs_on
    FROM journeys_itinerary b
    WHERE b.case_id = %(case)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) it ON true
LEFT JOIN LATERAL (
    SELECT b.event, b.agency_id
    FROM journeys_receiver b
    WHERE b.case_id = %(case)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) re ON true
LEFT JOIN LATERAL (
    SELECT b.event, b.kind
    FROM aid_channel b
    WHERE b.case_id = %(case)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) cn ON true
