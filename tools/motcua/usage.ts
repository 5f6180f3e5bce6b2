export const usage = `npm run motcua -- COMMAND

  pack check DIR                        every fault of a province, with file and line
  pack diff DIR_IN_FORCE DIR            what differs, by kind and code
  pack apply DIR [--url URL] --user U   brings a province into force; the password stands in MOTCUA_PASSWORD
  due --start 2025-04-28T09:30 --limit 3 --unit workingDay [--province DIR] [--calendar CODE | --agency CODE]
                                        a deadline, explained day by day; by the calendars of an agency where one is named
  process check FILE...                 the faults of process drawings
  audit verify [--data DIR | --database URL]... [--anchors FILE]
                                        what was altered in, removed from or put into the event logs
  audit anchor [--data DIR | --database URL]... --out FILE
                                        adds to a file what the chain of each event log ends with now
  keys add FILE                         makes another key in a file of the platform's keys, which nothing is sealed under yet
  keys use KEY FILE                     seals under it from the next start of each service on; what there is, is sealed anew
  keys drop KEY FILE [--url URL] --user U
                                        takes an old key away when the platform says that nothing lies under it any more
  topics apply --brokers HOST:PORT,... [--file FILE] [--prefix P] [--replication-factor N] [--acls]
                                        brings a Kafka cluster to the topics, and with --acls the rights, that are declared;
                                        MOTCUA_KAFKA_CA_FILE, _USERNAME and _PASSWORD say how it is entered

  --data DIR        the data directory of a platform, which may run (.data)
  --database URL    postgres://USER@HOST/motcua_SERVICE, one for each service; the password stands in PGPASSWORD or .pgpass
  --anchors FILE    what audit anchor wrote; with --data the platform's own anchors.jsonl where none is given

  --language vi|en  in what faults, reasons and days are told (vi where LANG is Vietnamese, else en)
  --json            the result as JSON, in the last line or a line a file`;
