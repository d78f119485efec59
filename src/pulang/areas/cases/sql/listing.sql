-- One page of a programme's cases in the order of their numbers, with the stored answer of each.
-- The page is cut before the answers are joined; whoever may not see the facts finds none. {narrowed} holds the conditions of the filters in use.
SELECT p.number, p.alias, p.origin, p.home, p.site, p.block, coalesce(a.choice, '') AS choice,
       coalesce(a.stage, '') AS stage, coalesce(a.unmet[1], '') AS waits_for, p.opened_on,
       coalesce(f.facts, '') AS facts, p.id
FROM (
    SELECT c.id, c.number, c.alias, c.origin, c.home, c.site, c.block, c.opened_on
    FROM cases_case c
    WHERE c.programme_id = %(programme)s {narrowed}
      -- As a value and not as a join: the planner then expects that most cases count, and reads them in order.
      AND coalesce((SELECT false FROM audit_strike s WHERE s.struck_id = c.act_id), true)
    ORDER BY c.number
    LIMIT %(limit)s OFFSET %(offset)s
) p
LEFT JOIN readiness_assessment a ON a.case_id = p.id AND a.basis = %(basis)s
LEFT JOIN readiness_situation f ON f.case_id = a.case_id
ORDER BY p.number
