import { count } from './count.js';

/** What the word service says of a text. */
export const summary = (text: string) => ({
  status: 'ok',
  words: count(text),
});
