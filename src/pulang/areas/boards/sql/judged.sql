-- Pairs of cases that are flagged or decided about, whichever of the two it was noted in.
SELECT DISTINCT d.case_id, d.other_id
FROM cases_duplicate d
WHERE d.programme_id = %(programme)s
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id)
