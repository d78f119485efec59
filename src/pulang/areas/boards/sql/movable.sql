-- The cases of a programme that are with an institution on a day and not at an end, in the order of their numbers, with
-- the day her consent to be accompanied ends, whether it stands, and where she goes home.
SELECT c.id, c.number, coalesce(k.event = 'GIVEN' AND (k.until IS NULL OR k.until > %(day)s), false), k.until, c.home
FROM (
    SELECT DISTINCT ON (a.case_id) a.case_id, a.event, a.until
    FROM cases_assignment a
    WHERE a.agency_id = %(agency)s AND a.programme_id = %(programme)s AND a.purpose = 'PARTNER'
      AND a.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.case_id, a.happened_on DESC, a.act_id DESC
) l
JOIN cases_case c ON c.id = l.case_id
LEFT JOIN LATERAL (
    SELECT x.event, x.until FROM cases_consent x
    WHERE x.case_id = l.case_id AND x.purpose = 'PARTNER' AND x.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id)
    ORDER BY x.happened_on DESC, x.act_id DESC
    LIMIT 1
) k ON true
LEFT JOIN LATERAL (
    SELECT v.move FROM cases_move v
    WHERE v.case_id = l.case_id AND v.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = v.act_id)
    ORDER BY v.happened_on DESC, v.act_id DESC
    LIMIT 1
) m ON true
WHERE l.event = 'GIVEN' AND (l.until IS NULL OR l.until > %(day)s)
  AND coalesce(m.move, '') NOT IN ('CLOSED', 'WITHDRAWN')
ORDER BY c.number
LIMIT %(limit)s
