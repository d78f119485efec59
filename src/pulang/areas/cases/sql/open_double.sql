-- One row while a likely double of a case is undecided, in whichever of the two cases it was noted.
SELECT 1
FROM (
    SELECT DISTINCT ON (d.case_id, d.other_id) d.event
    FROM cases_duplicate d
    WHERE (d.case_id = %(case)s OR d.other_id = %(case)s)
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id)
    ORDER BY d.case_id, d.other_id, d.happened_on DESC, d.act_id DESC
) l
WHERE l.event = 'FLAGGED'
