import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { provinceQuery } from '../api/identity.js';
import { useLanguage, useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ToastRegion } from '../ui/toast.js';
import { Header } from './header.js';
import { shellMessages } from './shell.messages.js';
import './shell.css';

/** A province may set its own colour; its contrast was checked when its pack was. */
function useProvinceColours(): void {
  const brand = useQuery(provinceQuery).data?.brand;
  useEffect(() => {
    if (!brand) return;
    document.documentElement.style.setProperty('--province-color', brand.color);
    document.documentElement.style.setProperty('--province-color-strong', brand.colorStrong);
  }, [brand]);
}

export function Layout() {
  useProvinceColours();
  const language = useLanguage();
  const m = useMessages(shellMessages);
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <a className="skip-link" href="#main">
        {m.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <ToastRegion />
    </I18nProvider>
  );
}

function Footer() {
  const m = useMessages(shellMessages);
  const text = useText();
  const { data: province } = useQuery(provinceQuery);
  return (
    <footer className="footer no-print">
      <p>
        <strong>{province && text(province.name)}</strong>
      </p>
      <p>{m.footer}</p>
      <p>
        <Link to="/held-data">{m.heldData}</Link>
      </p>
      {province?.demo && <p>{m.demoNotice}</p>}
    </footer>
  );
}
