import { useState, type ReactNode } from 'react';
import { SearchField } from './search-field.js';
import './views.css';

interface SearchAndViewsProps {
  searchLabel: string;
  /** What is searched for now; undefined for nothing. */
  query: string | undefined;
  /** Called with nothing when the search is given up. */
  onSearch: (query: string | undefined) => void;
  viewsLabel: string;
  /** A link with the class `view` for each, the one that is shown marked as current. */
  views: readonly ReactNode[];
}

/** What narrows a list: words to look for, and one of some views. Both belong into the URL, which is the caller's. */
export function SearchAndViews({ searchLabel, query = '', onSearch, viewsLabel, views }: SearchAndViewsProps) {
  const [typed, setTyped] = useState(query);
  return (
    <>
      <div className="list-search">
        <SearchField
          label={searchLabel}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (value === '') onSearch(undefined);
          }}
          onSubmit={(value) => onSearch(value.trim() || undefined)}
        />
      </div>
      <nav aria-label={viewsLabel}>
        <ul className="views">{views}</ul>
      </nav>
    </>
  );
}
