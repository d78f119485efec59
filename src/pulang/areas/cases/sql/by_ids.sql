-- Some cases by their keys, as far as the view reaches.
SELECT c.id, c.number, c.programme_id, c.person_id, c.opened_on FROM cases_case c WHERE c.id = ANY (%(ids)s)
