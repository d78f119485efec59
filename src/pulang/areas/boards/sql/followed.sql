-- Who of a programme has arrived, stayed or left by herself, since when, whether she agrees to be contacted, and what she
-- said in follow-ups; the latest line of a month counts, as of a day and as known at a moment; no identity.
SELECT c.id, c.number, mo.move, ar.since, coalesce(co.agreed, false), coalesce(fu.told, '[]')
FROM cases_case c
JOIN LATERAL (
    SELECT b.move
    FROM cases_move b
    WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) mo ON mo.move IN ('ARRIVED', 'AIDED', 'FOLLOWED_UP', 'STAYED', 'LEFT_ALONE')
JOIN LATERAL (
    SELECT max(b.happened_on) AS since
    FROM cases_move b
    WHERE b.case_id = c.id AND b.move IN ('ARRIVED', 'STAYED', 'LEFT_ALONE')
      AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
) ar ON ar.since IS NOT NULL
LEFT JOIN LATERAL (
    SELECT b.event = 'GIVEN' AND (b.until IS NULL OR b.until > %(day)s) AS agreed
    FROM cases_consent b
    WHERE b.case_id = c.id AND b.purpose = 'CONTACT_AFTERWARDS' AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC
    LIMIT 1
) co ON true
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
               'month', l.month, 'outcome', l.outcome, 'safety', l.safety, 'whereabouts', l.whereabouts,
               'income', l.income, 'support', l.support, 'outlook', l.outlook, 'on', l.happened_on
           ) ORDER BY l.month)::text AS told
    FROM (
        SELECT DISTINCT ON (b.month) b.*
        FROM journeys_followup b
        WHERE b.case_id = c.id AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
          AND b.happened_on >= ar.since
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
        ORDER BY b.month, b.happened_on DESC, b.act_id DESC
    ) l
) fu ON true
WHERE c.programme_id = %(programme)s AND c.opened_on <= %(day)s AND c.recorded_at < %(known)s
  AND (%(case)s::uuid IS NULL OR c.id = %(case)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.number
LIMIT %(limit)s
