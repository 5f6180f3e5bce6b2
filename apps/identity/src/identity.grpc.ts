import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Implementation } from '@motcua/service-kit/grpc';
import type { ServiceGround } from '@motcua/service-kit/service';
import type { FindCitizen } from './account/find-citizen.query.js';
import type { FindHolders } from './account/find-holders.query.js';
import type { GetContacts } from './account/get-contacts.query.js';
import type { GetPeople } from './account/get-people.query.js';
import type { GetDataView } from './data-view/get-data-view.query.js';
import type { Openid } from './openid/openid.js';
import type { ResolveSession } from './session/resolve-session.query.js';

interface Answers {
  readonly resolveSession: ResolveSession;
  readonly findCitizen: FindCitizen;
  readonly getPeople: GetPeople;
  readonly getContacts: GetContacts;
  readonly findHolders: FindHolders;
  readonly getDataView: GetDataView;
  readonly openid: Openid;
  readonly ground: ServiceGround;
}

/** What other services ask of this one. */
export function identityGrpc({
  resolveSession,
  findCitizen,
  getPeople,
  getContacts,
  findHolders,
  getDataView,
  openid,
  ground,
}: Answers): Implementation<typeof IdentityServiceService> {
  return {
    resolveSession: { policy: 'service', handle: ({ tokenHash }) => resolveSession.execute(tokenHash) },
    getTokenKeys: { policy: 'service', handle: () => openid.tokenKeys() },
    findCitizen: { policy: 'service', handle: ({ identityNumber }) => findCitizen.execute(identityNumber) },
    getPeople: { policy: 'service', handle: ({ subjectIds }) => getPeople.execute(subjectIds) },
    getContacts: { policy: 'service', handle: ({ subjectIds }) => getContacts.execute(subjectIds) },
    findHolders: { policy: 'service', handle: ({ positions }) => findHolders.execute(positions) },
    getDataView: {
      policy: 'service',
      handle: ({ dataViewId, subjectId }) => getDataView.execute(dataViewId, subjectId),
    },
    readEvents: { policy: 'service', stream: ({ afterPosition }) => ground.readEvents(afterPosition) },
  };
}
