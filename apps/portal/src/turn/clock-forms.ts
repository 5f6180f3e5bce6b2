import { extendDossier, pauseClock, resumeClock } from '../api/turns.js';
import { given, oneOf, type TurnForm, type TurnForms, type TurnGround } from './turn-form.js';

const grounds = ['applicantChoice', 'outage', 'forceMajeure', 'fieldCheck', 'publicPosting'] as const;
const units = ['workingDay', 'calendarDay'] as const;

/** The turns that move a dossier's deadline. */
export function clockForms(ground: TurnGround): TurnForms {
  const { dossier, m } = ground;
  const paused = grounds.filter((one) => dossier.clock.pausedGrounds?.includes(one));
  return {
    extend: extension(ground),
    pause: { lead: m.pauseLead, done: m.pauseDone, ...onGround(ground, pauseClock, grounds) },
    resume: {
      done: staysPaused(dossier) ? m.resumeStillPaused : m.resumeDone,
      ...onGround(ground, resumeClock, paused),
    },
  };
}

/** A step holds it, or it stands still on more grounds than the one that ends. */
function staysPaused({ clock, heldBy }: TurnGround['dossier']): boolean {
  return heldBy.length > 0 || (clock.pausedGrounds?.length ?? 0) > 1;
}

function extension({ dossier, m }: TurnGround): TurnForm {
  return {
    lead: m.extendLead,
    initial: { unit: 'workingDay' },
    fields: () => [
      { name: 'days', label: m.extensionDays, kind: 'number' },
      {
        name: 'unit',
        label: m.extensionUnit,
        kind: 'choice',
        options: [
          { value: 'workingDay', label: m.workingDays },
          { value: 'calendarDay', label: m.calendarDays },
        ],
      },
      { name: 'reason', label: m.reason, kind: 'paragraph', help: m.apologyHelp },
    ],
    done: m.extendDone,
    send: (values, _files, key) =>
      extendDossier(
        { dossier, key },
        {
          extension: { n: Number(values.days), unit: oneOf(units, values.unit) },
          reason: given(values, 'reason'),
        },
      ),
  };
}

/** Where there is one ground alone, it is chosen. */
function onGround(
  { dossier, m }: TurnGround,
  send: typeof pauseClock,
  offered: readonly (typeof grounds)[number][],
): Pick<TurnForm, 'fields' | 'initial' | 'send'> {
  const [only, ...others] = offered;
  return {
    ...(only && others.length === 0 && { initial: { ground: only } }),
    fields: () => [
      {
        name: 'ground',
        label: m.ground,
        kind: 'choice',
        options: offered.map((one) => ({ value: one, label: m[one] })),
      },
      { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen },
    ],
    send: (values, _files, key) =>
      send({ dossier, key }, { ground: oneOf(offered, values.ground), reason: given(values, 'reason') }),
  };
}
