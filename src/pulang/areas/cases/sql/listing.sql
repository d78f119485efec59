-- One page of a programme's cases with the stored answer of each, in the order of their numbers.
-- {narrowed} holds the conditions of the filters in use, so that each combination gets its own plan.
SELECT c.number, c.alias, c.origin, c.home, c.site, c.block, coalesce(a.choice, '') AS choice,
       coalesce(a.stage, '') AS stage, coalesce(a.unmet[1], '') AS waits_for, c.opened_on
FROM cases_case c
LEFT JOIN readiness_assessment a ON a.case_id = c.id
WHERE c.programme_id = %(programme)s {narrowed}
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
ORDER BY c.number
LIMIT %(limit)s OFFSET %(offset)s
