-- Everything in the ledger that cannot be: entries that do not sum to zero, balances and days that differ from their postings,
-- pockets below zero, papers of which more or less is free than rests on them. An empty answer is the good one.
SELECT 'entry-not-zero' AS fault, e.id::text AS place, coalesce(sum(p.amount), 0)::bigint AS stands, 0::bigint AS expected
FROM funds_entry e LEFT JOIN funds_posting p ON p.entry_id = e.id
GROUP BY e.id
HAVING coalesce(sum(p.amount), 0) <> 0 OR count(p.id) < 2
UNION ALL
SELECT 'balance-differs', coalesce(b.source_id, l.source_id) || ' ' || coalesce(b.account, l.account),
       coalesce(b.amount, 0)::bigint, coalesce(l.amount, 0)::bigint
FROM (
    SELECT k.source_id, x.account, sum(x.amount) AS amount
    FROM funds_balance k
    CROSS JOIN LATERAL (VALUES ('PAYER', k.payer), ('ALLOCATED', k.allocated), ('RELEASED', k.released),
                               ('COMMITTED', k.committed), ('SPENT', k.spent)) x (account, amount)
    GROUP BY k.source_id, x.account
) b
FULL JOIN (
    SELECT p.source_id, p.account, sum(p.amount) AS amount FROM funds_posting p GROUP BY p.source_id, p.account
) l ON l.source_id = b.source_id AND l.account = b.account
WHERE coalesce(b.amount, 0) <> coalesce(l.amount, 0)
UNION ALL
SELECT 'latest-day-differs', b.source_id, 0, 0
FROM funds_balance b
WHERE b.part = 0 AND (SELECT max(k.latest) FROM funds_balance k WHERE k.source_id = b.source_id) < (
    SELECT max(e.happened_on) FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id WHERE p.source_id = b.source_id)
UNION ALL
SELECT 'days-differ', coalesce(d.source_id, l.source_id) || ' ' || coalesce(d.kind, l.kind) || ' '
       || coalesce(d.account, l.account) || ' ' || coalesce(d.day, l.day), coalesce(d.amount, 0), coalesce(l.amount, 0)::bigint
FROM funds_daysum d
FULL JOIN (
    SELECT p.source_id, e.kind, p.account, e.happened_on AS day, sum(p.amount) AS amount
    FROM funds_folded f JOIN funds_posting p ON p.source_id = f.source_id AND p.id <= f.through
    JOIN funds_entry e ON e.id = p.entry_id
    GROUP BY p.source_id, e.kind, p.account, e.happened_on
) l ON l.source_id = d.source_id AND l.kind = d.kind AND l.account = d.account AND l.day = d.day
WHERE coalesce(d.amount, 0) <> coalesce(l.amount, 0)
UNION ALL
SELECT 'pocket-below-zero', b.source_id || ' ' || x.account, sum(x.amount)::bigint, 0
FROM funds_balance b
CROSS JOIN LATERAL (VALUES ('ALLOCATED', b.allocated), ('RELEASED', b.released), ('COMMITTED', b.committed),
                           ('SPENT', b.spent)) x (account, amount)
GROUP BY b.source_id, x.account
HAVING sum(x.amount) < 0
UNION ALL
SELECT 'paper-differs', p.source_id || ' ' || p.kind || ' ' || p.number, l.amount, d.free
FROM funds_paper p
JOIN funds_paperleft l ON l.paper_id = p.id
JOIN LATERAL (
    SELECT CASE WHEN p.lowers THEN 0 ELSE p.amount - coalesce(sum(c.amount), 0)::bigint END AS free
    FROM funds_paper c WHERE c.rests_on_id = p.id AND (c.kind <> 'DPPA' OR c.lowers)
) d ON true
WHERE l.amount <> d.free
ORDER BY 1, 2
LIMIT 1000
