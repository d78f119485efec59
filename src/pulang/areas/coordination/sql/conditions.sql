-- Conditions of a programme's decisions as of a day: the words they were set with, and since when they are met.
SELECT c.decision, c.code, c.text, c.holder,
       CASE WHEN latest.event = 'MET' THEN latest.happened_on END AS met_on
FROM coordination_condition c
LEFT JOIN LATERAL (
    SELECT x.event, x.happened_on FROM coordination_condition x
    WHERE x.programme_id = c.programme_id AND x.decision = c.decision AND x.code = c.code AND x.event <> 'SET'
      AND x.act_id > c.act_id -- not what was said of a struck decision of the same code
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
    ORDER BY x.happened_on DESC, x.act_id DESC
    LIMIT 1
) latest ON true
WHERE c.programme_id = %(programme)s AND c.event = 'SET'
  AND c.happened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.decision, c.code
