import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './feedback.css';

type BannerTone = 'info' | 'success' | 'warning' | 'error';

const bannerIcons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };

interface BannerProps {
  tone: BannerTone;
  title?: string;
  children?: ReactNode;
}

/** Something the reader must know here and now; errors are announced at once. */
export function Banner({ tone, title, children }: BannerProps) {
  const Icon = bannerIcons[tone];
  return (
    <div className={`banner banner-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" size={20} />
      <div className="stack-tight">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  /** What will appear here, and how. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <span className="empty-state-icon" aria-hidden="true">
        {icon}
      </span>
      <p className="empty-state-title">{title}</p>
      {children}
    </div>
  );
}

interface ErrorStateProps {
  title: string;
  /** Whether anything was lost, and what to do. */
  children: ReactNode;
  actions?: ReactNode;
}

export function ErrorState({ title, children, actions }: ErrorStateProps) {
  return (
    <div className="empty-state" role="alert">
      <span className="empty-state-icon empty-state-error" aria-hidden="true">
        <CircleAlert size={28} />
      </span>
      <p className="empty-state-title">{title}</p>
      {children}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
