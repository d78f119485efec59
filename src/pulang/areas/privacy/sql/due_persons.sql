-- Cases whose person's identity has been kept long enough: every case of hers ended before `cut_on`, or stood still
-- since before `unmoved_on`, and she has not asked that her data be kept and not used.
WITH ends AS (
    SELECT c.id, c.person_id, c.number, c.programme_id, c.opened_on,
           coalesce(m.happened_on, c.opened_on) AS last_on,
           coalesce(m.move NOT IN ('DEPARTED', 'REOPENED'), false) AS ended
    FROM cases_case c
    LEFT JOIN LATERAL (
        SELECT x.move, x.happened_on FROM cases_move x
        WHERE x.case_id = c.id AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id)
        ORDER BY x.happened_on DESC, x.act_id DESC LIMIT 1
    ) m ON true
    WHERE NOT EXISTS (SELECT 1 FROM people_erasure k WHERE k.person_id = c.person_id)
      AND c.opened_on <= %(cut_on)s
)
SELECT e.id, e.person_id, e.number, e.opened_on
FROM ends e
WHERE e.programme_id = %(programme)s
  AND NOT EXISTS (
    SELECT 1 FROM cases_case o WHERE o.person_id = e.person_id AND NOT EXISTS (
        SELECT 1 FROM ends x
        WHERE x.id = o.id AND (x.ended AND x.last_on < %(cut_on)s OR NOT x.ended AND x.last_on < %(unmoved_on)s)
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM (
        SELECT DISTINCT ON (r.case_id, r.ref) r.kind, r.event FROM privacy_request r
        WHERE r.case_id = e.id AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id)
        ORDER BY r.case_id, r.ref, r.happened_on DESC, r.act_id DESC
    ) l
    WHERE l.kind IN ('RESTRICTION', 'OBJECTION') AND l.event NOT IN ('REFUSED', 'LIFTED')
  )
ORDER BY e.number
LIMIT %(most)s
