-- Aid that was asked for, by decree and kind: how many people, how much was asked, reached them, came back, is under way.
-- A payment that was refused was never asked; the last word on a line counts.
SELECT i.decree, i.kind, count(DISTINCT i.case_id) FILTER (WHERE s.stands <> 'BACK'),
       coalesce(sum(i.amount), 0)::bigint,
       coalesce(sum(i.amount) FILTER (WHERE s.stands = 'REACHED'), 0)::bigint,
       coalesce(sum(i.amount) FILTER (WHERE s.stands = 'BACK'), 0)::bigint,
       coalesce(sum(i.amount) FILTER (WHERE s.stands = 'UNDER_WAY'), 0)::bigint
FROM payments_item i
JOIN payments_line l ON l.token = i.token
LEFT JOIN funds_paymentverdict v ON v.number = l.payment AND v.happened_on <= %(day)s AND v.recorded_at < %(known)s
LEFT JOIN LATERAL (
    SELECT r.outcome FROM payments_result r
    WHERE r.token = i.token AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s
    ORDER BY r.step DESC LIMIT 1
) r ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN r.outcome IN ('PAID', 'COLLECTED') THEN 'REACHED' WHEN r.outcome IS NULL THEN 'UNDER_WAY'
                ELSE 'BACK' END AS stands
) s
WHERE i.programme_id = %(programme)s AND i.happened_on <= %(day)s AND i.recorded_at < %(known)s
  AND coalesce(v.verdict, '') <> 'REFUSED'
GROUP BY 1, 2
ORDER BY 1, 2
