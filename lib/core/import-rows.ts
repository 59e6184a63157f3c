/** Why a row of a list was not invited, as programs are told: codes of problems, and `repeated` for who stands in it twice. */
export const rowCodes = [
  "invalid",
  "repeated",
  "forbidden",
  "not-found",
  "already-member",
  "already-invited",
  "no-free-seat",
] as const;
export type RowCode = (typeof rowCodes)[number];
