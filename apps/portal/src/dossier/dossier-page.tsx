import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { dossierQuery } from '../api/dossiers.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { DossierView } from './dossier-view.js';
import { dossierMessages } from './dossier.messages.js';

export function DossierPage() {
  const m = useMessages(dossierMessages);
  const text = useText();
  const { dossierId } = useParams({ from: '/dossiers/$dossierId' });
  const dossier = useQuery(dossierQuery(dossierId));
  return (
    <Page title={dossier.data ? text(dossier.data.procedure.name) : m.title} width="wide">
      <Loaded query={dossier}>{(loaded) => <DossierView dossier={loaded} />}</Loaded>
    </Page>
  );
}
