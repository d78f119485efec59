-- The latest listing of some cases as of a day, as known at a moment, whichever decree it speaks of.
SELECT DISTINCT ON (l.case_id) l.case_id, l.decree, l.event, l.happened_on
FROM aid_listing l
WHERE l.case_id = ANY (%(cases)s)
  AND l.happened_on <= %(day)s AND l.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id AND s.recorded_at < %(known)s)
ORDER BY l.case_id, l.happened_on DESC, l.act_id DESC
