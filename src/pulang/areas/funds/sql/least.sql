-- The least a pocket ever holds from a day on, counting every entry written so far, and the day it is reached.
-- An entry dated back must leave each later day above zero, or the past would show money that was never there.
SELECT d.happened_on, d.held::bigint FROM (
    SELECT e.happened_on, sum(sum(p.amount)) OVER (ORDER BY e.happened_on) AS held
    FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id
    WHERE p.source_id = %(source)s AND p.account = %(account)s
    GROUP BY e.happened_on
) d
WHERE d.happened_on >= %(day)s
ORDER BY d.held, d.happened_on
LIMIT 1
