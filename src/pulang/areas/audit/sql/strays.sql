-- Rows of a book that stand in no seal: whether they claim a place among what was sealed long ago, whether their leaf
-- is what they say, and since when they wait (a posting waits with its entry).
SELECT t.{key}, t.{key} <= %(highest)s, {sound}, {written}
FROM {book} t
WHERE NOT EXISTS (
    SELECT 1 FROM (SELECT unnest(r.rows) AS key FROM audit_sealedrows r WHERE r.book = %(book)s) s
    WHERE s.key = t.{key}
)
ORDER BY t.{key}
LIMIT %(limit)s
