-- For each case that was decided to be the same person as others: those others, also by way of a third.
WITH RECURSIVE pair AS (
    SELECT l.case_id, l.other_id
    FROM (
        SELECT DISTINCT ON (d.case_id, d.other_id) d.case_id, d.other_id, d.event
        FROM cases_duplicate d
        WHERE d.programme_id = %(programme)s AND d.event <> 'HINTED'
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id)
        ORDER BY d.case_id, d.other_id, d.happened_on DESC, d.act_id DESC
    ) l
    WHERE l.event = 'SAME'
), both_ways AS (
    SELECT case_id, other_id FROM pair UNION SELECT other_id, case_id FROM pair
), reached AS (
    SELECT case_id, other_id FROM both_ways WHERE case_id = ANY (%(cases)s::uuid[])
    UNION
    SELECT r.case_id, b.other_id FROM reached r JOIN both_ways b ON b.case_id = r.other_id
)
SELECT case_id, other_id FROM reached WHERE other_id <> case_id
