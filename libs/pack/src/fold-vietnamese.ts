/** A text as people type it in haste: small letters, no marks, `đ` as `d`; composed and decomposed letters become the same. */
export function foldVietnamese(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}
