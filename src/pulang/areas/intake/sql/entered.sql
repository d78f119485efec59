-- Cases that a workbook entered, with the act that did it; worked on is one that a later act is about.
SELECT e.case_id, c.number, e.act_id,
       EXISTS (
           SELECT 1 FROM audit_act a
           WHERE a.subject = c.number AND a.seq > e.act_id
           AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.seq)
       )
FROM intake_entry e
JOIN cases_case c ON c.id = e.case_id
WHERE e.number = %(number)s
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = e.act_id)
ORDER BY e.line, e.id
