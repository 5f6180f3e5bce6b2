import { isMasked } from '@motcua/form';
import { chooseDelivery, correctResult, rateDossier, reopenDossier } from '../api/turns.js';
import { given, oneOf, type TurnField, type TurnForm, type TurnForms, type TurnGround } from './turn-form.js';

const ratedCriteria = ['timeLimit', 'contacts', 'attitude'] as const;
const ways = ['counter', 'postal'] as const;

/** The turns about a result: how it is received, whether it is right, and what its citizen thinks of it. */
export function resultForms(ground: TurnGround): TurnForms {
  const { dossier, m } = ground;
  return {
    chooseDelivery: delivery(ground),
    correctResult: {
      lead: m.correctResultLead,
      fields: () => [
        { name: 'files', label: m.resultFiles, kind: 'files' },
        { name: 'reason', label: m.correctReason, kind: 'paragraph', help: m.reasonToCitizen },
      ],
      done: m.correctResultDone,
      send: (values, files, key) =>
        correctResult({ dossier, key }, { resultFileIds: files('files'), reason: given(values, 'reason') }),
    },
    reopen: reopening(ground),
    rate: rating(ground),
  };
}

/** At the step where the decision is proposed, unless somebody says otherwise. */
function reopening({ dossier, m, text }: TurnGround): TurnForm {
  const steps = dossier.reopenTo ?? [];
  const usual = steps.find(({ isUsual }) => isUsual);
  return {
    lead: m.reopenLead,
    ...(usual && { initial: { step: usual.elementId } }),
    fields: () => [
      {
        name: 'step',
        label: m.reopenStep,
        kind: 'choice',
        options: steps.map(({ elementId, name }) => ({ value: elementId, label: text(name) })),
      },
      { name: 'complaint', label: m.complaint, kind: 'line' },
      { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen },
    ],
    done: m.reopenDone,
    send: (values, _files, key) =>
      reopenDossier(
        { dossier, key },
        {
          toElementId: given(values, 'step'),
          complaintReference: given(values, 'complaint'),
          reason: given(values, 'reason'),
        },
      ),
  };
}

function delivery({ dossier, m }: TurnGround): TurnForm {
  return {
    initial: {
      resultBy: dossier.resultBy,
      address: isMasked(dossier.postalAddress) ? '' : (dossier.postalAddress ?? ''),
    },
    fields: ({ resultBy }) => [
      {
        name: 'resultBy',
        label: m.resultBy,
        kind: 'choice',
        options: [
          { value: 'counter', label: m.byCounter },
          { value: 'postal', label: m.byPost },
        ],
      },
      ...(resultBy === 'postal' ? [{ name: 'address', label: m.postalAddress, kind: 'line' } as const] : []),
    ],
    done: m.chooseDeliveryDone,
    send: (values, _files, key) => {
      const resultBy = oneOf(ways, values.resultBy);
      return chooseDelivery(
        { dossier, key },
        { resultBy, ...(resultBy === 'postal' && { postalAddress: given(values, 'address') }) },
      );
    },
  };
}

function rating({ dossier, m }: TurnGround): TurnForm {
  return {
    lead: m.rateLead,
    fields: () => [
      {
        name: 'satisfied',
        label: m.satisfied,
        kind: 'choice',
        options: [
          { value: 'yes', label: m.yes },
          { value: 'no', label: m.no },
        ],
      },
      ...ratedCriteria.map((name): TurnField => ({
        name,
        label: m[name],
        kind: 'choice',
        options: [
          { value: '2', label: m.good },
          { value: '1', label: m.fair },
          { value: '0', label: m.poor },
        ],
      })),
      { name: 'comment', label: m.comment, kind: 'paragraph', isOptional: true },
    ],
    done: m.rateDone,
    send: (values, _files, key) => {
      const comment = given(values, 'comment');
      return rateDossier(
        { dossier, key },
        {
          satisfied: values.satisfied === 'yes',
          points: Object.fromEntries(ratedCriteria.map((name) => [name, Number(values[name])])),
          ...(comment !== '' && { comment }),
        },
      );
    },
  };
}
