/** An address as lines for reading. Legal layout on paper is the core's; this is for the screen. */
import type { Address } from '@/host/generated';

export function addressLines(address: Omit<Address, 'id' | 'role'>, home: string): string[] {
  const town = [address.city, address.postal_code].filter(Boolean).join(' ');
  const abroad = address.country === home ? '' : address.country;
  return [address.label, ...address.street.split('\n'), town, address.region, abroad].filter(
    (line) => line.trim() !== '',
  );
}
