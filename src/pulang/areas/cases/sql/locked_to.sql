-- The two people a case is locked to, none when it is open.
SELECT CASE l.event WHEN 'SET' THEN ARRAY[l.first::text, l.second::text] ELSE '{}' END
FROM cases_lock l
WHERE l.case_id = %(case)s AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id)
ORDER BY l.happened_on DESC, l.act_id DESC
LIMIT 1
