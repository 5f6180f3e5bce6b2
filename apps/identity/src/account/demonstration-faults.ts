import type { Queries } from '@motcua/service-kit/database';

const mend =
  'bring a province without them into force (apps/identity/dist/main.js apply-province DIR), which disables these accounts, or begin with an empty database';

/** Why the accounts of this database, or the province in force, are none for production. Disabled accounts stay: their history names them. */
export async function demonstrationFaults(queries: Queries): Promise<string[]> {
  const [found] = await queries.read<{ accounts: number; province: boolean }>(
    `select (select count(*)::integer from (
               select id from officer where demo and disabled_at is null
               union all select id from citizen where demo and disabled_at is null) as open) as accounts,
            coalesce((select p.part ? 'demo' from pack p where p.activation is not null order by p.activation desc limit 1), false) as province`,
  );
  const faults: string[] = [];
  if (found && found.accounts > 0) faults.push(`The database holds ${found.accounts} demonstration accounts: ${mend}`);
  if (found?.province) faults.push(`The province in force has demonstration accounts: ${mend}`);
  return faults;
}
