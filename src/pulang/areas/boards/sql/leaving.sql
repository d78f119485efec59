-- Who of a programme has a planned or ticketed way that leaves between two days, or left since an earlier one and is
-- still on the way; with whom, how, and whether she is there, has left or stays; as of a day and as known at a moment; no identity.
SELECT c.id, c.number, it.event, it.departs_on, it.arrives_on, it.legs, it.reaches,
       1 + c.children_with + c.adults_with AS seats, coalesce(wi.discreet, false) AS discreet,
       coalesce(ti.plan, ''), coalesce(ti.escort, ''), coalesce(ti.meets, ''), ci.happened_on IS NOT NULL AS here,
       coalesce(mo.move, '') AS move, array_to_string(wi.needs, ',')
FROM cases_case c
JOIN LATERAL (
    SELECT b.event, b.departs_on, b.arrives_on, b.legs, b.reaches
    FROM journeys_itinerary b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) it ON it.event <> 'DROPPED' AND it.departs_on BETWEEN %(since)s AND %(last)s
LEFT JOIN LATERAL (
    SELECT b.discreet, b.needs
    FROM cases_travelwish b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) wi ON true
LEFT JOIN LATERAL (
    SELECT b.plan, b.escort, b.meets, b.event
    FROM journeys_ticket b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) ti ON ti.event <> 'RETURNED'
LEFT JOIN LATERAL (
    SELECT b.happened_on
    FROM journeys_checkin b
    WHERE b.case_id = c.id AND b.happened_on = it.departs_on AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.act_id DESC
    LIMIT 1
) ci ON true
LEFT JOIN LATERAL (
    SELECT b.move
    FROM cases_move b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) mo ON true
WHERE (it.departs_on >= %(first)s OR mo.move = 'DEPARTED')
  AND c.programme_id = %(programme)s AND c.opened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY it.departs_on, c.number
LIMIT %(limit)s
