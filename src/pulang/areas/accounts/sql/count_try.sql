INSERT INTO accounts_tries AS t (key, at) VALUES (%(key)s, ARRAY[%(at)s::timestamptz])
ON CONFLICT (key) DO UPDATE
SET at = ARRAY(
        SELECT one FROM unnest(t.at) WITH ORDINALITY AS kept (one, place)
        WHERE one > %(at)s::timestamptz - make_interval(secs => %(longest)s) ORDER BY place
    ) || %(at)s::timestamptz
WHERE NOT EXISTS (
    SELECT 1 FROM unnest(%(tries)s::int[], %(seconds)s::int[]) AS held (tries, seconds)
    WHERE (SELECT count(*) FROM unnest(t.at) one
           WHERE one > %(at)s::timestamptz - make_interval(secs => held.seconds)) >= held.tries
)
RETURNING EXISTS (
    SELECT 1 FROM unnest(%(tries)s::int[], %(seconds)s::int[]) AS held (tries, seconds)
    WHERE (SELECT count(*) FROM unnest(t.at) one
           WHERE one > %(at)s::timestamptz - make_interval(secs => held.seconds)) >= held.tries
)
