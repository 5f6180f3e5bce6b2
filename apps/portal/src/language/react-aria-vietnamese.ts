/**
 * What React Aria says to screen readers, in Vietnamese, by the package that says it; what is not here stays English. Its
 * messages are compiled in by `vite.config.ts`, as React Aria ships no Vietnamese itself.
 */
export const reactAriaVietnamese: Record<string, Record<string, unknown>> = {
  combobox: {
    focusAnnouncement: ({ optionText, isSelected }: { optionText: string; isSelected: boolean }) =>
      isSelected ? `${optionText}, đã chọn` : optionText,
    countAnnouncement: ({ optionCount }: { optionCount: number }) => `Có ${optionCount} gợi ý.`,
    selectedAnnouncement: ({ optionText }: { optionText: string }) => `Đã chọn ${optionText}`,
    buttonLabel: 'Mở danh sách gợi ý',
    listboxLabel: 'Gợi ý',
  },
  dnd: {
    dropDescriptionKeyboard: 'Nhấn Enter để thả. Nhấn Escape để hủy.',
    dropDescriptionTouch: 'Chạm hai lần để thả.',
    dropDescriptionVirtual: 'Bấm để thả.',
    dropComplete: 'Đã thả.',
    dropCanceled: 'Đã hủy thả.',
  },
  menu: { longPressMessage: 'Nhấn giữ hoặc nhấn Alt + mũi tên xuống để mở danh mục' },
  overlays: { dismiss: 'Đóng' },
  searchfield: { 'Clear search': 'Xóa ô tìm kiếm' },
  'react-aria-components': { selectPlaceholder: 'Chọn một mục', dropzoneLabel: 'Vùng thả tệp' },
};
