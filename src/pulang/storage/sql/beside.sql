-- What could look past row security beside the tables themselves: views, functions of the owner, other schemas, and
-- roles that are more than guests. One row for each thing, with what the database says of it.
SELECT 'view', c.relname::text, c.relkind::text, coalesce('security_invoker=true' = ANY (c.reloptions), false)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'function', p.proname::text, CASE WHEN p.proleakproof THEN 'leakproof' WHEN p.prosecdef THEN 'definer' ELSE '' END,
       coalesce('search_path=pg_catalog, public' = ANY (p.proconfig), false)
       AND (p.prorettype = 'trigger'::regtype OR NOT has_function_privilege('public', p.oid, 'EXECUTE'))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE (p.prosecdef OR p.proleakproof OR p.proname = ANY (%(definers)s))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'schema', n.nspname::text, '', false
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('public', 'information_schema')
UNION ALL
SELECT 'role', r.rolname::text, concat_ws(
           ', ', CASE WHEN r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication THEN 'has a power' END,
           CASE WHEN r.rolbypassrls AND r.rolname <> %(backup)s THEN 'passes row security by' END,
           CASE WHEN EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid) THEN 'is a member of another role' END,
           CASE WHEN has_database_privilege(r.rolname, current_database(), 'CREATE, TEMPORARY')
                     OR has_schema_privilege(r.rolname, 'public', 'CREATE') THEN 'may make tables' END), false
FROM pg_roles r
WHERE r.rolname = ANY (%(roles)s)
ORDER BY 1, 2
