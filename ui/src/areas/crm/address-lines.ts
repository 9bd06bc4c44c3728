/** An address as lines for reading. Legal layout on paper is the core's; this is for the screen. */
import type { useT } from '@/app/i18n';
import type { Address } from '@/host/generated';

export function addressLines(
  address: Omit<Address, 'id' | 'role'>,
  home: string,
  t: ReturnType<typeof useT>,
): string[] {
  const town = [address.city, address.postal_code].filter(Boolean).join(' ');
  // India's states are kept by their code, which only officials read.
  const place = `place.${address.region}`;
  const region = address.country === 'IN' && t.has(place) ? t.by(place) : address.region;
  const abroad = address.country === home ? '' : address.country;
  return [address.label, ...address.street.split('\n'), town, region, abroad].filter(
    (line) => line.trim() !== '',
  );
}
