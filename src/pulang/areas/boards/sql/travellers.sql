-- Where every case of a programme wants to go, with whom and how, as of a day and as known at a moment; no identity.
SELECT c.id, c.number, c.site, c.home, 1 + c.children_with + c.adults_with AS seats, c.opened_on,
       coalesce(wi.discreet, false), coalesce(wi.escort, false), wi.not_before, wi.not_after
FROM cases_case c
LEFT JOIN LATERAL (
    SELECT b.discreet, b.escort, b.not_before, b.not_after
    FROM cases_travelwish b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) wi ON true
WHERE c.programme_id = %(programme)s AND c.opened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.number
