-- What each source of a programme released, paid and got back in each month up to a day, as known at a moment.
SELECT p.source_id, date_trunc('month', e.happened_on)::date AS month,
       coalesce(sum(p.amount) FILTER (WHERE e.kind = 'RELEASE'), 0)::bigint,
       coalesce(sum(p.amount) FILTER (WHERE e.kind = 'PAY'), 0)::bigint,
       coalesce(sum(p.amount) FILTER (WHERE e.kind IN ('REFUND', 'RETURN')), 0)::bigint
FROM funds_entry e
JOIN funds_posting p ON p.entry_id = e.id AND p.amount > 0
JOIN funds_source s ON s.code = p.source_id
WHERE s.programme_id = %(programme)s AND e.happened_on <= %(day)s AND e.recorded_at < %(known)s
  AND e.kind IN ('RELEASE', 'PAY', 'REFUND', 'RETURN')
GROUP BY 1, 2
ORDER BY 1, 2
