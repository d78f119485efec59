-- Decisions of a programme as of a day, as known at a moment, with what ended each. A code may be used again after
-- its decision was struck; what ended the struck one was written before the new one and does not end it.
SELECT d.code, m.code, m.kind, d.outcome, d.happened_on, d.in_force_on, d.until, w.happened_on,
       coalesce(n.code, ''), n.in_force_on, d.holder, d.due_on, d.reason
FROM coordination_decision d
JOIN coordination_meeting m ON m.id = d.meeting_id
LEFT JOIN LATERAL (
    SELECT min(x.happened_on) AS happened_on FROM coordination_decision x
    WHERE x.programme_id = d.programme_id AND x.code = d.code AND x.event = 'WITHDRAWN'
      AND x.act_id > d.act_id
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
) w ON true
LEFT JOIN LATERAL (
    SELECT x.code, x.in_force_on FROM coordination_decision x
    WHERE x.programme_id = d.programme_id AND x.supersedes = d.code AND x.event = 'MADE'
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
      -- One that was withdrawn before its own day never took anything's place.
      AND NOT EXISTS (
          SELECT 1 FROM coordination_decision y
          WHERE y.programme_id = x.programme_id AND y.code = x.code AND y.event = 'WITHDRAWN'
            AND y.act_id > x.act_id
            AND y.happened_on < x.in_force_on AND y.happened_on <= %(day)s AND y.recorded_at < %(known)s
            AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = y.act_id AND s.recorded_at < %(known)s)
      )
    ORDER BY x.in_force_on, x.act_id
    LIMIT 1
) n ON true
WHERE d.programme_id = %(programme)s AND d.event = 'MADE'
  AND d.happened_on <= %(day)s AND d.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id AND s.recorded_at < %(known)s)
ORDER BY d.happened_on, d.act_id
