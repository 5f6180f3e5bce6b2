import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { agenciesOnQuery, reorganisationsQuery } from '../api/reorganisations.js';
import { civilDateOf } from '../language/civil-date.js';
import { civilDate } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { DateField } from '../ui/date-field.js';
import { EmptyState } from '../ui/feedback.js';
import './agencies.css';
import { agenciesMessages } from './agencies.messages.js';
import { AgencyHistoryView } from './agency-history.js';
import { AgencyTree } from './agency-tree.js';
import { treeOf } from './tree.js';

/** The agencies of the province as a tree on a chosen day, and the history of one of them. */
export function AgenciesPage() {
  const m = useMessages(agenciesMessages);
  const { day: chosen, agency } = useSearch({ from: '/administration/agencies' });
  const navigate = useNavigate({ from: '/administration/agencies' });
  const today = civilDateOf(new Date());
  const day = chosen ?? today;
  const agencies = useQuery(agenciesOnQuery(day));
  const plans = useQuery(reorganisationsQuery).data?.items ?? [];
  const days = [...new Set([...plans.map((plan) => plan.day), today])].sort();
  const show = (next: string) => void navigate({ search: (search) => ({ ...search, day: next }), replace: true });
  return (
    <Page title={m.title} lead={<p>{m.lead}</p>} width="wide">
      <div className="agencies-when">
        <DateField
          label={m.day}
          value={day}
          onChange={(value) => {
            if (/^\d{4}-\d{2}-\d{2}$/.test(value)) show(value);
          }}
        />
        <label className="agencies-slider">
          <span>{m.slider}</span>
          <input
            type="range"
            min={0}
            max={days.length - 1}
            step={1}
            value={days.findLastIndex((each) => each <= day)}
            aria-valuetext={civilDate(day)}
            onChange={({ target }) => show(days[Number(target.value)] ?? today)}
          />
          <span className="small muted">{day === today ? `${civilDate(day)}, ${m.today}` : civilDate(day)}</span>
        </label>
      </div>
      <Loaded query={agencies}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<Network size={28} />} title={m.none}>
              <p>{m.noneText}</p>
            </EmptyState>
          ) : (
            <div className="agencies-panes">
              <section className="agency-tree" aria-label={m.tree(civilDate(day))}>
                <p className="small muted">{m.count(items.length)}</p>
                <AgencyTree branches={treeOf(items)} chosen={agency} />
              </section>
              {agency !== undefined && <AgencyHistoryView code={agency} />}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
