import { toAppError } from "./failure";

/**
 * What was begun, piece by piece, no faster than it is read; whoever goes away ends it. What fails on the way cuts the
 * connection, so that a part never passes for the whole.
 */
export function streamOf(
  first: IteratorResult<string>,
  pieces: AsyncGenerator<string>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let upcoming: IteratorResult<string> | null = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = upcoming ?? (await pieces.next());
        upcoming = null;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        controller.error(toAppError(error));
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
