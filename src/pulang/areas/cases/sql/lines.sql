-- The lines of one book about a case as of a day, as known at a moment, their values as texts.
SELECT '{name}', b.happened_on, b.act_id, b.id, ARRAY[{columns}]::text[]
FROM {table} b
WHERE b.case_id = %(case)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
