-- A new ground stands in a migration of its own, before the one that uses it.
ALTER TYPE "grant_ground" ADD VALUE 'BREAK_GLASS';
