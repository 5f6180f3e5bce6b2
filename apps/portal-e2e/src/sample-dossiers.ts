/** Dossiers as the desk of the ward of Bạc Liêu takes them in for the first citizen of the demonstration. */

export const citizen = {
  fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
  identityNumber: '095190000017',
  phone: '0912000001',
};
const ward = 'ubnd-phuong-bac-lieu';
const place = { communeCode: '31825', street: '12 Trần Phú' };

function onPaper(procedureCode: string, answers: Record<string, unknown>, papers: readonly string[]) {
  return {
    procedureCode,
    competentAgencyCode: ward,
    intakeAgencyCode: ward,
    channel: 'counter',
    submitter: citizen,
    answers,
    components: papers.map((code) => ({ code, fileIds: [], sets: 1 })),
  };
}

/** A permit to build a house: long, with opinions of departments, and a fee. */
export const house = onPaper(
  '1.013225',
  {
    owner: { ...citizen, address: '12 Trần Phú' },
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
  ['land-right', 'drawings'],
);

/** A birth with residence and insurance: one dossier, and a part at each of three agencies. */
export const newborn = onPaper(
  '2.002621',
  {
    applicant: { ...citizen, residence: 'Số 12, đường Trần Phú', relationship: 'mother' },
    child: {
      fullName: 'Nguyễn Hoàng An',
      dateOfBirth: '2026-11-01',
      sex: 'female',
      placeOfBirth: 'Bệnh viện đa khoa Bạc Liêu',
    },
    mother: { fullName: citizen.fullName, identityNumber: citizen.identityNumber },
    father: {},
    residence: { head: citizen.fullName, ...place },
    insurance: { hospital: 'Bệnh viện đa khoa Bạc Liêu' },
    truthful: true,
  },
  [],
);

/** A birth that its citizen hands in online; the paper is a file that was uploaded before. */
export function onlineBirth(fileId: string) {
  return {
    procedureCode: '1.001193',
    competentAgencyCode: ward,
    answers: {
      applicant: { ...citizen, relationship: 'mother', residence: place },
      child: {
        fullName: 'Nguyễn An',
        dateOfBirth: '2026-11-02',
        sex: 'female',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        placeOfBirth: 'Bệnh viện Bạc Liêu',
        homeTown: 'Bạc Liêu',
      },
      mother: {
        fullName: citizen.fullName,
        dateOfBirth: '1990-05-12',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        residence: 'Bạc Liêu',
      },
      registration: { timing: 'onTime', wantsCopies: 'no' },
      truthful: true,
    },
    components: [{ code: 'birth-attestation', fileIds: [fileId] }],
  };
}
