-- What the database says of every table: row security, the triggers that stand, the policies and who may do what.
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       ARRAY(SELECT t.tgname::text FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
             WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A')
               AND f.proname = 'pulang_refuse_change'
             UNION ALL
             SELECT t.tgname || '=' || f.proname FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
             WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A')),
       ARRAY(SELECT ARRAY[p.polname::text,
                          CASE WHEN p.polpermissive THEN '' ELSE 'RESTRICTIVE ' END
                          || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                           WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                          (SELECT string_agg(coalesce(r.rolname, 'public'), ',' ORDER BY r.rolname)
                           FROM unnest(p.polroles) o (oid) LEFT JOIN pg_roles r ON r.oid = o.oid),
                          coalesce(pg_get_expr(p.polqual, c.oid), ''),
                          coalesce(pg_get_expr(p.polwithcheck, c.oid), '')]
             FROM pg_policy p WHERE p.polrelid = c.oid),
       ARRAY(SELECT g.name || ':' || r.name
             FROM unnest(%(roles)s::text[]) g (name), unnest(%(of_tables)s::text[]) r (name)
             WHERE pg_catalog.has_table_privilege(g.name, c.oid, r.name)
             UNION
             SELECT g.name || ':' || r.name
             FROM unnest(%(roles)s::text[]) g (name), unnest(%(of_columns)s::text[]) r (name)
             WHERE pg_catalog.has_any_column_privilege(g.name, c.oid, r.name)),
       EXISTS (SELECT 1 FROM pg_constraint f
               WHERE f.conrelid = c.oid AND f.conname = 'pulang_of_its_case' AND f.contype = 'f' AND f.convalidated
                 AND f.confrelid = 'cases_case'::regclass)
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
ORDER BY c.relname
