-- The cases of a programme that stand and are open to the view, as a register is compared.
SELECT c.id, c.number, c.person_id, c.home
FROM cases_case c
WHERE c.programme_id = %(programme)s AND pulang_is_open(c.id)
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
ORDER BY c.number
