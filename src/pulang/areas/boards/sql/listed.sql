-- Cases that stand in beneficiary decrees of a programme as of a day, as known at a moment: the latest word on each case.
SELECT l.decree, c.id, c.number
FROM (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.decree, b.event
    FROM aid_listing b
    WHERE b.programme_id = %(programme)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.case_id, b.happened_on DESC, b.act_id DESC
) l
JOIN cases_case c ON c.id = l.case_id
WHERE l.event = 'LISTED'
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
