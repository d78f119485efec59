-- Everything in the ledger that cannot be: entries that do not sum to zero, balances that differ from their postings,
-- pockets below zero, papers of which more or less is free than rests on them. An empty answer is the good one.
SELECT 'entry-not-zero' AS fault, e.id::text AS place, coalesce(sum(p.amount), 0)::bigint AS stands, 0::bigint AS expected
FROM funds_entry e LEFT JOIN funds_posting p ON p.entry_id = e.id
GROUP BY e.id
HAVING coalesce(sum(p.amount), 0) <> 0 OR count(p.id) < 2
UNION ALL
SELECT 'balance-differs', coalesce(b.source_id, l.source_id) || ' ' || coalesce(b.account, l.account),
       coalesce(b.amount, 0), coalesce(l.amount, 0)::bigint
FROM funds_balance b
FULL JOIN (
    SELECT p.source_id, p.account, sum(p.amount) AS amount FROM funds_posting p GROUP BY p.source_id, p.account
) l ON l.source_id = b.source_id AND l.account = b.account
WHERE coalesce(b.amount, 0) <> coalesce(l.amount, 0)
UNION ALL
SELECT 'pocket-below-zero', b.source_id || ' ' || b.account, b.amount, 0
FROM funds_balance b
WHERE b.account <> 'PAYER' AND b.amount < 0
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
