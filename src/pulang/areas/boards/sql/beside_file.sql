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
       ),
       ap.event, ap.code, ap.round, ap.meets_on, ap.starts, ap.place, ap.capacity,
       ro.code, ro.opens_on, ro.closes_on, ro.late_until,
       (SELECT p.papers FROM people_person p WHERE p.id = here.person_id),
       ARRAY(
           SELECT ARRAY[l.kind, l.state, l.holder_id, l.expected_on::text, l.happened_on::text]::text[]
           FROM (
               SELECT DISTINCT ON (t.kind) t.kind, t.state, t.holder_id, t.expected_on, t.happened_on
               FROM papers_task t
               WHERE t.case_id = %(case)s AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
                 AND NOT EXISTS (
                     SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s
                 )
               ORDER BY t.kind, t.happened_on DESC, t.act_id DESC
           ) l
       ),
       ARRAY(
           SELECT ARRAY[l.kind, l.state, l.agency_id, l.happened_on::text]::text[]
           FROM (
               SELECT DISTINCT ON (t.kind) t.kind, t.state, t.agency_id, t.happened_on
               FROM journeys_support t
               WHERE t.case_id = %(case)s AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
                 AND NOT EXISTS (
                     SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s
                 )
               ORDER BY t.kind, t.happened_on DESC, t.act_id DESC
           ) l
       ),
       coalesce(si.name, ''), coalesce(bl.name, '')
FROM (SELECT c.programme_id, c.person_id, c.site, c.block FROM cases_case c WHERE c.id = %(case)s) here
LEFT JOIN programmes_site si ON si.programme_id = here.programme_id AND si.code = here.site
LEFT JOIN programmes_block bl ON bl.site_id = si.id AND bl.code = here.block
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
LEFT JOIN LATERAL (
    SELECT a.event, t.code, t.round, t.meets_on, t.starts, t.place, t.capacity
    FROM rounds_appointment a
    JOIN rounds_slot t ON t.id = a.slot_id
    WHERE a.case_id = %(case)s AND a.happened_on <= %(day)s AND a.recorded_at < %(known)s
      AND NOT EXISTS (
          SELECT 1 FROM audit_strike s WHERE s.struck_id IN (a.act_id, t.act_id) AND s.recorded_at < %(known)s
      )
    ORDER BY a.act_id DESC
    LIMIT 1
) ap ON true
LEFT JOIN LATERAL (
    SELECT r.code, r.opens_on, r.closes_on, r.late_until
    FROM cases_round r
    WHERE r.programme_id = here.programme_id AND r.closes_on >= %(day)s
    ORDER BY r.opens_on, r.code
    LIMIT 1
) ro ON true
