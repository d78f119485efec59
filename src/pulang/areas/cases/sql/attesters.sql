-- The groups that may attest on a day, as known at a moment.
SELECT l.code, l.name, l.happened_on
FROM (
    SELECT DISTINCT ON (t.code) t.code, t.name, t.event, t.happened_on
    FROM cases_attester t
    WHERE t.programme_id = %(programme)s AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s)
    ORDER BY t.code, t.happened_on DESC, t.act_id DESC
) l
WHERE l.event = 'LISTED'
ORDER BY l.code
