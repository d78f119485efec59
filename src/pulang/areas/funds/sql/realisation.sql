-- What each source of a programme released, paid and got back in each month up to a day, as known at a moment.
SELECT s.code, date_trunc('month', m.day)::date AS month,
       coalesce(sum(m.amount) FILTER (WHERE m.kind = 'RELEASE'), 0)::bigint,
       coalesce(sum(m.amount) FILTER (WHERE m.kind = 'PAY'), 0)::bigint,
       coalesce(sum(m.amount) FILTER (WHERE m.kind IN ('REFUND', 'RETURN')), 0)::bigint
FROM funds_source s
CROSS JOIN LATERAL pulang_moves(s.code, %(known)s) m
WHERE s.programme_id = %(programme)s AND m.day <= %(day)s AND m.amount > 0
  AND m.kind IN ('RELEASE', 'PAY', 'REFUND', 'RETURN')
GROUP BY 1, 2
ORDER BY 1, 2
