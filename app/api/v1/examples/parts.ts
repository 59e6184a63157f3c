/** The only page of a list. */
export const page = (...data: object[]) => ({ data, nextCursor: null });

/** What is said of a thing where only it is meant. */
export const refTo = ({ id, name }: { id: string; name: string }) => ({ id, name });
