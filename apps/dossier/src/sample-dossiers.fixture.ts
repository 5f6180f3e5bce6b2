import type { SubmitDossierInput, TakeInDossierInput } from './intake/intake.schemas.js';

export const birth = '1.001193';
export const copies = '2.000815';
export const business = '1.001612';
export const building = '1.013225';

/** Identity numbers of the demonstration citizens. */
export const ngoc = '095190000017';
export const quan = '095085000024';

export const commune = 'ubnd-phuong-bac-lieu';
export const centre = 'trung-tam-phuc-vu-hanh-chinh-cong-tinh';

const applicant = { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: ngoc, phone: '0912000001' };
const place = { communeCode: '31825', street: '12 Trần Phú' };

const answersOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [birth]: {
    applicant: { ...applicant, relationship: 'mother', residence: place },
    child: {
      fullName: 'Nguyễn An',
      dateOfBirth: '2026-02-20',
      sex: 'female',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      placeOfBirth: 'Bệnh viện Bạc Liêu',
      homeTown: 'Bạc Liêu',
    },
    mother: {
      fullName: applicant.fullName,
      dateOfBirth: '1990-05-12',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      residence: 'Bạc Liêu',
    },
    registration: { timing: 'onTime', wantsCopies: 'no' },
    truthful: true,
  },
  [copies]: {
    applicant,
    document: { name: 'Bằng tốt nghiệp', issuer: 'Đại học Cần Thơ', pages: 5, copies: 3, copyForm: 'paper' },
    genuine: true,
  },
  [business]: {
    owner: { ...applicant, dateOfBirth: '1990-05-12', sex: 'female', residence: 'Bạc Liêu' },
    business: {
      name: 'Quán Ngọc',
      ...place,
      mainLine: 'Quán ăn',
      capitalVnd: 50_000_000,
      workers: 2,
      startsOn: '2026-04-01',
    },
    founders: { kind: 'individual' },
    truthful: true,
  },
  [building]: {
    owner: { ...applicant, address: '12 Trần Phú' },
    site: { plot: '12', mapSheet: '3', areaM2: 120.5, ...place },
    house: {
      grade: 'III',
      storeys: 2,
      groundFloorM2: 80,
      floorM2: 150,
      heightM: 8,
      designer: 'Công ty Tư vấn',
      months: 8,
    },
    truthful: true,
  },
};

const papersOf: Readonly<Record<string, readonly string[]>> = {
  [birth]: ['birth-attestation'],
  [copies]: ['original'],
  [business]: [],
  [building]: ['land-right', 'drawings'],
};

export function answersFor(procedureCode: string): Readonly<Record<string, unknown>> {
  return answersOf[procedureCode] ?? {};
}

/** A dossier with all that its procedure asks for, handed over on paper at the counter of the commune that decides. */
export function onPaper(procedureCode: string, change: Partial<TakeInDossierInput> = {}): TakeInDossierInput {
  return {
    procedureCode,
    competentAgencyCode: commune,
    intakeAgencyCode: commune,
    channel: 'counter',
    submitter: { fullName: applicant.fullName, identityNumber: ngoc, phone: '0912000001' },
    answers: { ...(answersOf[procedureCode] ?? answersFor(birth)) },
    components: (papersOf[procedureCode] ?? papersOf[birth] ?? []).map((code) => ({ code, fileIds: [], sets: 1 })),
    ...change,
  };
}

/** A registration of a birth online, with its one paper as a file. */
export function online(fileId: string, change: Partial<SubmitDossierInput> = {}): SubmitDossierInput {
  return {
    procedureCode: birth,
    competentAgencyCode: commune,
    answers: { ...answersFor(birth) },
    components: [{ code: 'birth-attestation', fileIds: [fileId] }],
    ...change,
  };
}
