import { pipeline, type Readable, Transform } from 'node:stream';

/** A thousand certificates with a hundred names each take a tenth of it. Unit: bytes. */
const LIMIT = 32 * 1024 * 1024;

/** Thrown where an answer is longer than any that AWS gives. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** The body of an answer, cut off where no answer of AWS goes on. */
export function limited(body: Readable): Readable {
  let length = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > LIMIT) done(new AnswerTooLarge());
      else done(null, chunk);
    },
  });
  return pipeline(body, limit, () => {});
}
