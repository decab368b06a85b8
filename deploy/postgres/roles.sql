-- The two roles and the database, as talentbase/pg/roles.py makes them on the embedded server. Run by a superuser:
--   TB_OWNER_PASSWORD=… TB_APP_PASSWORD=… psql -v ON_ERROR_STOP=1 -f roles.sql
-- It may be run again (a changed password, for instance). psql 14 or later, PostgreSQL 15 or later.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
\getenv owner_password TB_OWNER_PASSWORD
\getenv app_password TB_APP_PASSWORD

SELECT 'CREATE ROLE tb_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tb_owner') \gexec
SELECT 'CREATE ROLE tb_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tb_app') \gexec

-- owns the tables: migrations, backups, test databases
ALTER ROLE tb_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE tb_owner SET app.scope = 'county';

-- serves people: neither owner nor able to switch off rules
ALTER ROLE tb_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
ALTER ROLE tb_app SET statement_timeout = '15s';
ALTER ROLE tb_app SET lock_timeout = '5s';
ALTER ROLE tb_app SET idle_in_transaction_session_timeout = '60s';

-- sorting by code point: the sort keys of names are made for it, and no operating-system update can change it
SELECT 'CREATE DATABASE talentbase OWNER tb_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'talentbase') \gexec

-- dropping a scratch database ends the sessions of the runtime role in it
GRANT pg_signal_backend TO tb_owner;

-- the search index works under row-level security only where matching is known to leak nothing (per database, superuser)
\connect talentbase
ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;
