-- The least a pocket holds at the end of any day from a given one on, and that day; counted back from what it holds now.
-- An entry dated back must leave each later day above zero, or the past would show money that was never there.
WITH pocket AS (
    SELECT b.amount FROM funds_balance b WHERE b.source_id = %(source)s AND b.account = %(account)s
), later AS (
    SELECT e.happened_on, sum(p.amount) AS change
    FROM funds_entry e
    JOIN funds_posting p ON p.entry_id = e.id AND p.source_id = %(source)s AND p.account = %(account)s
    WHERE e.happened_on > %(day)s
    GROUP BY e.happened_on
), ends AS (
    SELECT %(day)s::date AS day, pocket.amount - coalesce((SELECT sum(change) FROM later), 0) AS held
    FROM pocket
    UNION ALL
    SELECT l.happened_on, pocket.amount - coalesce(sum(l.change) OVER (
        ORDER BY l.happened_on DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)
    FROM later l CROSS JOIN pocket
)
SELECT day, held::bigint FROM ends
ORDER BY held, day
LIMIT 1
