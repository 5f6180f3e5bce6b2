interface Page<T> {
  items: T[];
  next?: string | undefined;
}

interface Pages<T> {
  pages: Page<T>[];
}

/** How a keyset list is paged: each page names the next, and the reader sees one flat list. */
export function infiniteList<T>() {
  const firstPage: string | undefined = undefined;
  return {
    initialPageParam: firstPage as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next,
    select: (data: Pages<T>) => data.pages.flatMap((page) => page.items),
  };
}
