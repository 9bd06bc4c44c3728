/** Times that are left pass by while nothing changes: they are told anew each minute, and when the window is looked at again. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { invalidate } from '@/host/queries';

const minuteMs = 60_000;

export function useTicking(): void {
  const client = useQueryClient();
  useEffect(() => {
    const tell = () => {
      if (!document.hidden) invalidate(client, ['ticket']);
    };
    const timer = setInterval(tell, minuteMs);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [client]);
}
