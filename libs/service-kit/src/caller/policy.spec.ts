import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemCaller, type Caller, type Role } from './caller.js';
import { allows, permissionsOf, rolePermissions, type Policy } from './policy.js';

const citizen: Caller = { ...systemCaller('x'), kind: 'citizen' };

function officer(...roles: Role[]): Caller {
  return { ...citizen, kind: 'officer', positions: [{ agencyCode: 'H01', positionCode: 'p', roles }] };
}

const policies: Policy[] = [
  'public',
  'firstFactor',
  'enrolment',
  'authenticated',
  'officer',
  'dossier.submit',
  'dossier.intake',
  'dossier.process',
  'dossier.approve',
  'dossier.oversee',
  'province.administer',
];

function allowed(caller: Caller | undefined): Policy[] {
  return policies.filter((policy) => allows(caller, policy));
}

describe('a policy', () => {
  it('lets nobody in particular see only what is public', () => {
    assert.deepEqual(allowed(undefined), ['public']);
  });

  it('lets a citizen submit, and nothing of an officer', () => {
    assert.deepEqual(allowed(citizen), ['public', 'firstFactor', 'enrolment', 'authenticated', 'dossier.submit']);
    assert.deepEqual(allowed({ ...officer('oversee'), kind: 'citizen' }), allowed(citizen));
  });

  it('lets an officer do what their roles allow, of all their positions together', () => {
    assert.deepEqual(allowed(officer()), ['public', 'firstFactor', 'enrolment', 'authenticated', 'officer']);
    assert.deepEqual(allowed(officer('intake')), [
      'public',
      'firstFactor',
      'enrolment',
      'authenticated',
      'officer',
      'dossier.intake',
    ]);
    const both = {
      ...officer('process'),
      positions: [...officer('process').positions, ...officer('approve').positions],
    };
    assert.deepEqual([...permissionsOf(both)].sort(), ['dossier.approve', 'dossier.process']);
  });

  it('lets the platform itself administer, and be no officer', () => {
    assert.deepEqual(allowed(systemCaller('maintenance')), [
      'public',
      'firstFactor',
      'enrolment',
      'authenticated',
      'province.administer',
    ]);
  });

  it('opens to a session that lacks its second factor nothing but what gives it that', () => {
    for (const caller of [citizen, officer('approve', 'administer'), systemCaller('maintenance')]) {
      assert.deepEqual(allowed({ ...caller, awaits: 'secondFactor' }), ['public', 'firstFactor']);
      assert.deepEqual(allowed({ ...caller, awaits: 'enrolment' }), ['public', 'firstFactor', 'enrolment']);
    }
  });

  it('lets who bears an access token do what names a scope of the token, and as a person no more than the person may', () => {
    const scopes = ['dossier.read'] as const;
    const system: Caller = { ...citizen, kind: 'client', agencyCodes: ['H01'], scopes };
    const byScope = (caller: Caller, scope?: 'dossier.read') =>
      policies.filter((policy) => allows(caller, policy, scope));
    assert.deepEqual(byScope(system), ['public']);
    assert.deepEqual(byScope(system, 'dossier.read'), policies);
    assert.deepEqual(byScope({ ...system, scopes: [] }, 'dossier.read'), ['public']);
    assert.deepEqual(byScope({ ...citizen, scopes }), ['public']);
    assert.deepEqual(byScope({ ...citizen, scopes }, 'dossier.read'), allowed(citizen));
    const withoutToken: Caller = { ...citizen, kind: 'client', agencyCodes: ['H01'] };
    assert.deepEqual(byScope(withoutToken, 'dossier.read'), ['public'], 'a system without a token is nobody');
  });

  // Written down once more: a change of rights is a change of two places.
  const table: Readonly<Record<Role, readonly Policy[]>> = {
    intake: ['dossier.intake'],
    process: ['dossier.process'],
    approve: ['dossier.approve'],
    oversee: ['dossier.oversee'],
    administer: ['province.administer'],
  };
  const roles = Object.keys(table) as Role[];

  it('is decided by this table for every set of roles, held in one position or in several', () => {
    for (let set = 0; set < 2 ** roles.length; set += 1) {
      const held = roles.filter((_, index) => set & (1 << index));
      const wanted = policies.filter(
        (policy) =>
          ['public', 'firstFactor', 'enrolment', 'authenticated', 'officer'].includes(policy) ||
          held.some((role) => table[role].includes(policy)),
      );
      assert.deepEqual(allowed(officer(...held)), wanted, held.join());
      const spread = { ...officer(), positions: held.flatMap((role) => officer(role).positions) };
      assert.deepEqual(allowed(spread), wanted, `${held.join()}, each in a position of its own`);
    }
  });

  it('gives every role something that no other role has', () => {
    const all = Object.values(rolePermissions).flat();
    assert.equal(new Set(all).size, all.length);
  });
});
