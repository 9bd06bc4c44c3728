/** A choice of nobody or nothing: a select has no empty key, the core takes empty text for it. */
export const nobody = 'nobody';

/** What the core is sent for a choice. */
export const ownerSent = (chosen: string): string => (chosen === nobody ? '' : chosen);
