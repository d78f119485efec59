-- One case by its number, as far as the view reaches.
SELECT c.id, c.number, c.programme_id, c.person_id, c.opened_on,
       c.alias, c.site, c.block, c.origin, c.home, c.children_with, c.adults_with
FROM cases_case c
WHERE c.number = %(number)s AND %(programme)s IN ('', c.programme_id)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
  AND pulang_is_open(c.id)  -- not even where a wider view looks for one number
