-- Every line of a programme's handovers that the view reaches, as of a day and as known at a moment: both sides of each
-- number, the newest handover first.
SELECT h.number, h.event, c.number, h.final, h.place, h.agency_id, h.to_id, h.actor, h.witness, h.why, h.happened_on,
       min(h.happened_on) OVER (PARTITION BY h.number) AS given_on
FROM journeys_handover h JOIN cases_case c ON c.id = h.case_id
WHERE h.programme_id = %(programme)s AND h.happened_on <= %(day)s AND h.recorded_at < %(known)s
  AND (%(number)s = '' OR h.number = %(number)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = h.act_id AND s.recorded_at < %(known)s)
ORDER BY given_on DESC, h.number, c.number, h.act_id
LIMIT %(limit)s
