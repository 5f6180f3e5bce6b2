import { Link } from '@tanstack/react-router';
import { useText } from '../language/language.js';
import type { Branch } from './tree.js';

/** Agencies in agencies, each a link to its history. */
export function AgencyTree({ branches, chosen }: { branches: readonly Branch[]; chosen: string | undefined }) {
  const text = useText();
  return (
    <ul>
      {branches.map(({ agency, below }) => (
        <li key={agency.code}>
          <Link
            className="agency-link"
            from="/administration/agencies"
            search={(search) => ({ ...search, agency: agency.code })}
            resetScroll={false}
            aria-current={agency.code === chosen ? 'true' : undefined}
          >
            {text(agency.name)}
          </Link>
          {below.length > 0 && <AgencyTree branches={below} chosen={chosen} />}
        </li>
      ))}
    </ul>
  );
}
