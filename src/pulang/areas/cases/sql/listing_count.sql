-- How many cases the filters leave, counted no further than a limit: beyond it nobody pages, and counting costs.
-- {narrowed} is that of listing.sql.
SELECT count(*)
FROM (
    SELECT 1
    FROM cases_case c
    LEFT JOIN readiness_assessment a ON a.case_id = c.id
    WHERE c.programme_id = %(programme)s {narrowed}
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
    LIMIT %(most)s
) counted
