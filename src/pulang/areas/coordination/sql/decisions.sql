-- The lines of a programme's decisions that count, as known at a moment, in the order of their acts; which of them
-- stands on a day is the rules' to say (assessment.lay).
SELECT d.act_id, d.event, d.happened_on, d.code, coalesce(m.code, ''), coalesce(m.kind, ''), d.outcome, d.in_force_on,
       d.until, d.supersedes, d.holder, d.due_on, d.reason, d.item
FROM coordination_decision d
LEFT JOIN coordination_meeting m ON m.id = d.meeting_id
WHERE d.programme_id = %(programme)s AND d.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id AND s.recorded_at < %(known)s)
ORDER BY d.act_id
