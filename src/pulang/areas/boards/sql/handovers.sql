-- Every line of a programme's handovers that the view reaches, as of a day and as known at a moment: both sides of each
-- number, and whether whoever differs was heard of since, the newest handover first.
SELECT h.number, h.event, c.number, h.final, h.place, h.agency_id, h.to_id, h.actor, h.witness, h.why, h.happened_on,
       h.why <> '' AND coalesce((
           SELECT m.move FROM cases_move m
           WHERE m.case_id = h.case_id AND m.happened_on <= %(day)s AND m.recorded_at < %(known)s
             AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = m.act_id AND s.recorded_at < %(known)s)
           ORDER BY m.happened_on DESC, m.act_id DESC
           LIMIT 1
       ), '') <> 'DEPARTED',
       min(h.happened_on) OVER (PARTITION BY h.number) AS given_on
FROM journeys_handover h JOIN cases_case c ON c.id = h.case_id
WHERE h.programme_id = %(programme)s AND h.happened_on <= %(day)s AND h.recorded_at < %(known)s
  AND (%(number)s = '' OR h.number = %(number)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = h.act_id AND s.recorded_at < %(known)s)
ORDER BY given_on DESC, h.number, c.number, h.act_id
LIMIT %(limit)s
