interface Numbered {
  readonly id: number;
}

export function taskKeyOf(token: Numbered): string {
  return `task-${token.id}`;
}

export function callKeyOf(token: Numbered): string {
  return `call-${token.id}`;
}

export function timerKeyOf(timer: Numbered): string {
  return `timer-${timer.id}`;
}

export function subscriptionKeyOf(subscription: Numbered): string {
  return `message-${subscription.id}`;
}

export function incidentKeyOf(token: Numbered): string {
  return `incident-${token.id}`;
}
