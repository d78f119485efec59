-- The lines of the conditions of a programme's decisions that count, as known at a moment, in the order of their acts.
SELECT c.act_id, c.event, c.happened_on, c.decision, c.code, c.text, c.holder, c.due_on
FROM coordination_condition c
WHERE c.programme_id = %(programme)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.act_id, c.code
