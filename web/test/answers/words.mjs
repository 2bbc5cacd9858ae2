/** A text in both languages. */
export const both = (zh, en = zh) => ({ zh, en });
