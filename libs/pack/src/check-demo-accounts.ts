import type { Agency, Position } from './agency.js';
import type { DemoAccounts } from './demo-accounts.js';
import type { Part } from './read-part.js';

export function checkDemoAccounts(
  { value, refuse }: Part<DemoAccounts>,
  agencies: readonly Agency[],
  positions: readonly Position[],
): void {
  const usernames = new Set<string>();
  for (const [index, { username, assignments }] of value.officers.entries()) {
    if (usernames.has(username))
      refuse(['officers', index, 'username'], {
        vi: `tên đăng nhập ${username} được nêu hai lần`,
        en: `the user name ${username} stands here twice`,
      });
    usernames.add(username);
    for (const [place, assignment] of assignments.entries()) {
      const path = ['officers', index, 'assignments', place];
      const position = positions.find(({ code }) => code === assignment.position);
      const agency = agencies.find(({ code }) => code === assignment.agency);
      if (!agency)
        refuse([...path, 'agency'], {
          vi: `không có cơ quan ${assignment.agency}`,
          en: `there is no agency ${assignment.agency}`,
        });
      if (!position)
        refuse([...path, 'position'], {
          vi: `không có vị trí ${assignment.position}`,
          en: `there is no position ${assignment.position}`,
        });
      if (agency && position && !position.agencyKinds.includes(agency.kind)) {
        refuse([...path, 'position'], {
          vi: `${position.code} không phải vị trí của cơ quan loại ${agency.kind} như ${agency.code}`,
          en: `${position.code} is no position of a ${agency.kind} such as ${agency.code}`,
        });
      }
    }
  }
  const numbers = new Set<string>();
  for (const [index, { identityNumber }] of value.citizens.entries()) {
    if (numbers.has(identityNumber))
      refuse(['citizens', index, 'identityNumber'], {
        vi: 'hai người dân có cùng số này',
        en: 'two citizens have this number',
      });
    numbers.add(identityNumber);
  }
}
