/** An administrative unit by its official code; provinces have no parent. */
export interface AdminUnit {
  code: string;
  parentCode?: string;
  name: string;
}

/** Which old commune went into which new one: the whole, a part, or the rest after parts went elsewhere. */
export interface AdminUnitSuccessor {
  oldCode: string;
  newCode: string;
  extent: 'whole' | 'part' | 'rest';
  /** The wording of the source. */
  asWritten: string;
}

/** The units until 30 June 2025, the units since 1 July 2025, and what became of what. */
export interface AdminUnits {
  before: AdminUnit[];
  since: AdminUnit[];
  successors: AdminUnitSuccessor[];
}
