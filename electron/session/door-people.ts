// Who the door and the desk show: a person as the window is told of them. It reads accounts and decides nothing.
import { peopleAtDoor, personNow } from '../../db/accounts.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { staffRole } from '../../domain/accounts.ts';
import { assert } from '../../domain/failure.ts';
import type { DeskUser, DoorPerson } from './door-state.ts';

export type AtDesk = { vault: Vault; userId: string };

export function deskUser({ vault, userId }: AtDesk): DeskUser {
  const person = personNow(vault, userId);
  assert(person, 'who sits at the desk has an account');
  return { userId, fullName: person.fullName, role: staffRole.parse(person.role), locale: person.locale };
}

export const doorPeople = (vault: Vault): DoorPerson[] =>
  peopleAtDoor(vault).map((person) => ({ ...person, role: staffRole.parse(person.role) }));
