export const usage = `npm run motcua -- COMMAND

  pack check DIR                        every fault of a province, with file and line
  pack diff DIR_IN_FORCE DIR            what differs, by kind and code
  pack apply DIR [--url URL] --user U   brings a province into force; the password stands in MOTCUA_PASSWORD
  due --start 2025-04-28T09:30 --limit 3 --unit workingDay [--province DIR] [--calendar CODE]
                                        a deadline, explained day by day
  process check FILE...                 the faults of process drawings

  --json    the result as JSON, in the last line or a line a file`;
