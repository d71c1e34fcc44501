/** Words of any script: runs of letters and digits. */
export const count = (text: string): number =>
  text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
