-- For each programme, the cases in a partner's care on a day: how many, how many of them nobody tried to verify in time,
-- and how many days the first try took. What was closed or withdrawn is in nobody's care.
SELECT c.programme_id, count(*), count(*) FILTER (WHERE t.first IS NULL AND l.happened_on <= %(late)s),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY t.first - l.happened_on)
FROM (
    SELECT DISTINCT ON (a.case_id) a.case_id, a.event, a.until, a.happened_on
    FROM cases_assignment a
    WHERE a.agency_id = %(agency)s AND a.purpose = 'PARTNER' AND a.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.case_id, a.happened_on DESC, a.act_id DESC
) l
JOIN cases_case c ON c.id = l.case_id
LEFT JOIN LATERAL (
    SELECT min(x.happened_on) AS first FROM cases_attempt x
    WHERE x.case_id = l.case_id AND x.happened_on BETWEEN l.happened_on AND %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id)
) t ON true
LEFT JOIN LATERAL (
    SELECT v.move FROM cases_move v
    WHERE v.case_id = l.case_id AND v.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = v.act_id)
    ORDER BY v.happened_on DESC, v.act_id DESC
    LIMIT 1
) m ON true
WHERE l.event = 'GIVEN' AND (l.until IS NULL OR l.until > %(day)s)
  AND coalesce(m.move, '') NOT IN ('CLOSED', 'WITHDRAWN')
GROUP BY c.programme_id
ORDER BY c.programme_id
