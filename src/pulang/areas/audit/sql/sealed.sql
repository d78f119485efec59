-- For each of a few seals and one book: its leaves in their places, the rows that are gone, and those that no longer
-- give the leaf they were sealed with.
SELECT m.seal_id, count(*), string_agg(coalesce(t.leaf, ''), '' ORDER BY u.place),
       array_remove(array_agg(CASE WHEN t.{key} IS NULL THEN u.key END), NULL),
       array_remove(array_agg(CASE WHEN NOT ({sound}) THEN u.key END), NULL),
       min({written})
FROM audit_sealedrows m
CROSS JOIN LATERAL unnest(m.rows) WITH ORDINALITY u (key, place)
LEFT JOIN {book} t ON t.{key} = u.key
WHERE m.book = %(book)s AND m.seal_id BETWEEN %(first)s AND %(last)s
GROUP BY m.seal_id
ORDER BY m.seal_id
