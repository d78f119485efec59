-- How many cases the filters leave, counted no further than a limit: beyond it nobody leafs, and counting costs.
-- {narrowed} is that of listing.sql.
SELECT count(*)
FROM (
    SELECT 1
    FROM cases_case c
    WHERE c.programme_id = %(programme)s {narrowed}
      -- As a value and not as a join: the planner then expects that most cases count, and reads them in order.
      AND coalesce((SELECT false FROM audit_strike s WHERE s.struck_id = c.act_id), true)
    LIMIT %(most)s
) counted
