import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch, Link } from '@tanstack/react-router';
import { Download, Landmark } from 'lucide-react';
import { portalDossiersQuery, portalFilters, portalReportUrl, portalSummaryQuery } from '../api/national-portal.js';
import type { PortalSummary } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button, buttonClass } from '../ui/button.js';
import { Banner, EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { SearchAndViews } from '../ui/search-and-views.js';
import { nationalPortalMessages } from './national-portal.messages.js';
import './national-portal.css';
import { PortalArrivals } from './portal-arrivals.js';
import { PortalFollowUps } from './portal-follow-ups.js';
import { PortalTable } from './portal-table.js';
import { useResend } from './use-resend.js';

/** Reconciliation with the national portal, for those who oversee: what differs, what lags, what it refused, and sending again. */
export function NationalPortalPage() {
  const m = useMessages(nationalPortalMessages);
  const { filter } = useSearch({ from: '/national-portal' });
  const summary = useQuery(portalSummaryQuery);
  return (
    <Page
      title={m.title}
      lead={<p>{m.lead}</p>}
      width="wide"
      actions={
        <a href={portalReportUrl(filter)} download className={buttonClass()}>
          <Download aria-hidden="true" />
          {m.report}
        </a>
      }
    >
      <Loaded query={summary}>
        {(loaded) => (
          <>
            <Connection summary={loaded} />
            <PortalFilters summary={loaded} />
            <PortalList summary={loaded} />
            <PortalFollowUps waiting={loaded.followUpsWaiting} refused={loaded.followUpsRefused} />
            <PortalArrivals waiting={loaded.arrivalsWaiting} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Connection({ summary }: { summary: PortalSummary }) {
  const m = useMessages(nationalPortalMessages);
  const format = useFormat();
  if (!summary.isConnected) {
    return (
      <Banner tone="info" title={m.notConnected}>
        <p>{m.notConnectedText}</p>
      </Banner>
    );
  }
  if (summary.awaySince) {
    return (
      <Banner tone="warning" title={m.away(format.dateTime(summary.awaySince))}>
        <p>{m.awayText}</p>
        {summary.fault && <p className="small code">{summary.fault}</p>}
      </Banner>
    );
  }
  const told = [
    summary.reachedAt && m.reached(format.dateTime(summary.reachedAt)),
    summary.comparedAt && m.compared(format.dateTime(summary.comparedAt)),
  ].filter(Boolean);
  return <p className="small muted">{told.join(' · ')}</p>;
}

function PortalFilters({ summary }: { summary: PortalSummary }) {
  const m = useMessages(nationalPortalMessages);
  const navigate = useNavigate({ from: '/national-portal' });
  const { filter, q } = useSearch({ from: '/national-portal' });
  return (
    <div className="stack">
      <SearchAndViews
        searchLabel={m.search}
        query={q}
        onSearch={(words) =>
          void navigate({ search: ({ q: _dropped, ...rest }) => ({ ...rest, ...(words && { q: words }) }) })
        }
        viewsLabel={m.views}
        views={[undefined, ...portalFilters].map((name) => (
          <li key={name ?? 'all'}>
            <Link
              to="/national-portal"
              search={({ filter: _dropped, ...rest }) => ({ ...rest, ...(name && { filter: name }) })}
              activeOptions={{ exact: true }}
              className="view"
              aria-current={name === filter ? 'true' : undefined}
            >
              {m.counted(name ? m[name] : m.all, name ? summary[name] : summary.dossiers)}
            </Link>
          </li>
        ))}
      />
    </div>
  );
}

function PortalList({ summary }: { summary: PortalSummary }) {
  const m = useMessages(nationalPortalMessages);
  const { filter, q } = useSearch({ from: '/national-portal' });
  const dossiers = useInfiniteQuery(portalDossiersQuery({ ...(filter && { filter }), ...(q && { q }) }));
  const { resend, resendAll, isPending, error } = useResend();
  return (
    <section className="stack" aria-label={m.caption}>
      {error && <ProblemBanner error={error} />}
      {filter && summary[filter] > 0 && (
        <div className="row">
          <Button isPending={isPending} onPress={() => resendAll(filter)}>
            {m.resendAll(summary[filter])}
          </Button>
        </div>
      )}
      <Loaded query={dossiers}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={<Landmark size={28} />} title={m.emptyTitle}>
              <p>{filter || q ? m.emptyFilter : m.emptyAll}</p>
            </EmptyState>
          ) : (
            <PortalTable rows={rows} isPending={isPending} onResend={resend} />
          )
        }
      </Loaded>
      {dossiers.hasNextPage && (
        <MoreButton isLoading={dossiers.isFetchingNextPage} onMore={() => void dossiers.fetchNextPage()} />
      )}
    </section>
  );
}
