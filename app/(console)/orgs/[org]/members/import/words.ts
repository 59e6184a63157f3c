/** A row of a file that was checked: its number, what stands in it, and why it cannot be invited. Short, as there may be 10,000. */
export type CheckedRow = [
  position: number,
  email: string,
  name: string,
  role: string,
  groups: string,
  complaint: string | null,
];

export type Checked = { rows: CheckedRow[]; invitable: number; freeSeats: number };
