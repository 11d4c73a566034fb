// Rules that only a node with real processes, file systems and Git can prove.
import { after, before, describe } from 'node:test';
import { crashes } from './crashes';
import { disruption } from './disruption';
import { endings } from './endings';
import { families } from './families';
import { folders } from './folders';
import { growth } from './growth';
import { recipes } from './recipes';
import { enterRoom, leaveRoom, type Room } from './room';
import { samples } from './samples';
import { security } from './security';
import { status } from './status';

describe('on a real node', () => {
  let entered: Room | undefined;
  const room = () => entered as Room;
  before(async () => {
    entered = await enterRoom();
  });
  after(() => leaveRoom(room()));

  describe('agents', { concurrency: true }, () => {
    for (const part of [samples, families, recipes, security, folders, endings, disruption, growth, status]) {
      part(room);
    }
  });

  describe('when the node fails', () => crashes(room));
});
