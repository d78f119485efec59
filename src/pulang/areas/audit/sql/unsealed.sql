-- Rows of a book that no seal holds, in order, with their leaves. What was sealed more than a day ago is not looked
-- through again: everything up to the highest row of then was either sealed or never kept.
WITH old AS (SELECT max(s.number) AS number FROM audit_seal s WHERE s.at < now() - interval '1 day'),
floor AS (
    SELECT coalesce(max(r.rows[cardinality(r.rows)]), 0) AS key
    FROM audit_sealedrows r WHERE r.book = %(book)s AND r.seal_id <= (SELECT number FROM old)
)
SELECT t.{key}, t.leaf FROM {book} t
WHERE t.{key} > (SELECT key FROM floor)
  AND t.{key} NOT IN (
      SELECT unnest(r.rows) FROM audit_sealedrows r
      WHERE r.book = %(book)s AND r.seal_id > coalesce((SELECT number FROM old), 0)
  )
ORDER BY t.{key}
LIMIT %(limit)s
