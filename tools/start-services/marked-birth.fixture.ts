const commune = 'ubnd-phuong-bac-lieu';

/** Values that nobody else has, to be looked for where they must not be. */
export class Markers {
  readonly values: string[] = [];
  private count = 0;

  /** Words, which go through JSON and addresses as they are. */
  words(what: string): string {
    return this.keep(`Zqx${what}${this.next()}Wvk`);
  }

  /** Twelve digits with the province of birth, sex and year that the form asks for. */
  identityNumber(): string {
    return this.keep(`095190${String(730_000 + this.next() * 17)}`);
  }

  phone(): string {
    return this.keep(`09387${String(60_000 + this.next() * 13)}`);
  }

  email(): string {
    return this.keep(`zqx.mail${this.next()}.wvk@example.vn`);
  }

  /** A day of a year that nothing else speaks of. */
  birthday(): string {
    return this.keep(`1961-0${(this.count % 9) + 1}-1${this.next() % 10}`);
  }

  keep(value: string): string {
    this.values.push(value);
    return value;
  }

  private next(): number {
    return ++this.count;
  }
}

/** A registration of a birth at the counter of a commune, every answer of it marked that can be. */
export function markedBirth(markers: Markers, fileIds: readonly string[] = []) {
  const identityNumber = markers.identityNumber();
  return {
    procedureCode: '1.001193',
    competentAgencyCode: commune,
    intakeAgencyCode: commune,
    channel: 'counter',
    submitter: { fullName: markers.words('Submitter'), identityNumber, phone: markers.phone() },
    answers: markedAnswers(markers, identityNumber),
    components: [{ code: 'birth-attestation', fileIds, sets: 1 }],
  };
}

/** The same handed in online. */
export function markedBirthOnline(markers: Markers, fileIds: readonly string[]) {
  return {
    procedureCode: '1.001193',
    competentAgencyCode: commune,
    answers: markedAnswers(markers, markers.identityNumber()),
    components: [{ code: 'birth-attestation', fileIds }],
  };
}

function markedAnswers(markers: Markers, identityNumber: string) {
  return {
    applicant: {
      fullName: markers.words('Applicant'),
      identityNumber,
      relationship: 'mother',
      phone: markers.phone(),
      email: markers.email(),
      residence: { communeCode: '31825', street: markers.words('Street') },
    },
    child: {
      fullName: markers.words('Child'),
      dateOfBirth: '2025-11-01',
      sex: 'female',
      ethnicity: markers.words('Ethnicity'),
      nationality: markers.words('Nationality'),
      placeOfBirth: markers.words('Hospital'),
      homeTown: markers.words('HomeTown'),
    },
    mother: {
      fullName: markers.words('Mother'),
      dateOfBirth: markers.birthday(),
      ethnicity: markers.words('Ethnicity'),
      nationality: markers.words('Nationality'),
      residence: markers.words('Residence'),
    },
    registration: { timing: 'onTime', wantsCopies: 'no' },
    truthful: true,
  };
}
