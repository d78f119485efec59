-- The cases of a programme that stood on a list as known at a moment, and are open to the view.
SELECT c.id, c.number, c.person_id, c.home, c.act_id
FROM cases_case c
WHERE c.programme_id = %(programme)s AND c.opened_on <= %(day)s AND c.recorded_at < %(known)s AND pulang_is_open(c.id)
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.number
