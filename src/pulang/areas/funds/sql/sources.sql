-- Sources of a programme as of a day, as known at a moment: what stands in each pocket, and when things first happened.
-- Entries are not looked up among strikes: a money act is never struck but reversed by the opposite entry.
SELECT s.code, s.name, s.payer_id, s.level, s.use, s.fiscal_year, s.account_code,
       coalesce(l.ceiling, 0)::bigint, coalesce(l.released, 0)::bigint, coalesce(l.available, 0)::bigint,
       coalesce(l.committed, 0)::bigint, coalesce(l.spent, 0)::bigint,
       l.first_allocated_on, l.first_released_on,
       CASE WHEN c.event = 'CONFIRMED' THEN c.happened_on END AS confirmed_on,
       s.happened_on AS opened_on
FROM funds_source s
LEFT JOIN LATERAL (
    SELECT -sum(m.amount) FILTER (WHERE m.account = 'PAYER') AS ceiling,
           sum(m.amount) FILTER (WHERE m.account IN ('RELEASED', 'COMMITTED', 'SPENT')) AS released,
           sum(m.amount) FILTER (WHERE m.account = 'RELEASED') AS available,
           sum(m.amount) FILTER (WHERE m.account = 'COMMITTED') AS committed,
           sum(m.amount) FILTER (WHERE m.account = 'SPENT') AS spent,
           min(m.day) FILTER (WHERE m.kind = 'ALLOCATE') AS first_allocated_on,
           min(m.day) FILTER (WHERE m.kind = 'RELEASE') AS first_released_on
    FROM pulang_moves(s.code, %(known)s) m WHERE m.day <= %(day)s
) l ON true
LEFT JOIN LATERAL (
    SELECT x.event, x.happened_on FROM funds_confirmation x
    WHERE x.source_id = s.code AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike t WHERE t.struck_id = x.act_id AND t.recorded_at < %(known)s)
    ORDER BY x.happened_on DESC, x.act_id DESC
    LIMIT 1
) c ON true
WHERE s.programme_id = %(programme)s AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike t WHERE t.struck_id = s.act_id AND t.recorded_at < %(known)s)
ORDER BY s.happened_on, s.code
