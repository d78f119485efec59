-- Consents whose latest word was yes and whose end has come, while an office, a receiving office's word or a payment
-- channel still rests on them.
SELECT c.id, c.number, c.programme_id, l.purpose
FROM (
    SELECT DISTINCT ON (x.case_id, x.purpose) x.case_id, x.purpose, x.event, x.until
    FROM cases_consent x
    WHERE x.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id)
    ORDER BY x.case_id, x.purpose, x.happened_on DESC, x.act_id DESC
) l
JOIN cases_case c ON c.id = l.case_id
WHERE l.event = 'GIVEN' AND l.until <= %(day)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
  AND (
    EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT ON (a.agency_id) a.event FROM cases_assignment a
            WHERE a.case_id = l.case_id AND a.purpose = l.purpose
              AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
            ORDER BY a.agency_id, a.happened_on DESC, a.act_id DESC
        ) g WHERE g.event = 'GIVEN'
    )
    OR l.purpose = 'RECEIVING_OFFICE' AND 'ACKNOWLEDGED' = (
        SELECT r.event FROM journeys_receiver r
        WHERE r.case_id = l.case_id AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id)
        ORDER BY r.happened_on DESC, r.act_id DESC LIMIT 1
    )
    OR l.purpose = 'PAYMENT' AND 'READY' = (
        SELECT h.event FROM aid_channel h
        WHERE h.case_id = l.case_id AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = h.act_id)
        ORDER BY h.happened_on DESC, h.act_id DESC LIMIT 1
    )
  )
ORDER BY c.number, l.purpose
LIMIT %(most)s
