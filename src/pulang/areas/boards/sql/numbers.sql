-- The number and programme of cases, asked for by key or by the whole programme (as far as it was registered by then).
SELECT c.id, c.number, c.programme_id, c.recorded_at
FROM cases_case c
WHERE c.id = ANY (%(ids)s) OR c.programme_id = ANY (%(programmes)s) OR c.number = ANY (%(numbers)s)
ORDER BY c.number
