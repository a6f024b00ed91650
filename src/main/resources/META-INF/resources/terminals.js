// Lets the pages of terminals follow what happens. Without it they work too, and show what was when they were loaded.
'use strict';

(() => {
  const COME_BACK = 5000;
  const REST = 500;
  const live = document.getElementById('live');

  const say = (text, trouble) => {
    live.textContent = text;
    live.classList.toggle('failed', trouble);
    live.classList.toggle('soft', !trouble);
  };

  // A stream that the browser gave up for good, such as after a restart behind a proxy, is opened anew.
  const follow = (path, event, heard) => {
    const source = new EventSource(location.origin + path);
    let since = null;
    source.onopen = () => {
      since = null;
      say('Live', false);
    };
    source.addEventListener(event, message => heard(JSON.parse(message.data)));
    source.onerror = () => {
      since = since || new Date();
      say('Not live: the hub has not answered since ' + since.toLocaleTimeString() + '.', true);
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => follow(path, event, heard), COME_BACK);
      }
    };
    addEventListener('pagehide', () => source.close());
  };

  // At once, and then not again before a rest.
  const seldom = work => {
    let resting = false;
    let again = false;
    const run = () => {
      again = false;
      resting = true;
      Promise.resolve(work()).catch(() => {}).finally(() => setTimeout(() => {
        resting = false;
        if (again) {
          run();
        }
      }, REST));
    };
    return () => {
      again = true;
      if (!resting) {
        run();
      }
    };
  };

  const wall = tiles => {
    const words = document.getElementById('words');
    const show = document.getElementById('show');
    const byName = new Map();
    tiles.querySelectorAll('.tile').forEach(tile => byName.set(tile.dataset.name, tile));
    const order = (one, other) => one.dataset.rank - other.dataset.rank
        || (one.dataset.name < other.dataset.name ? -1 : 1);

    const sift = tile => {
      const text = (tile.dataset.name + ' ' + tile.querySelector('[data-is=headline]').textContent).toLowerCase();
      tile.hidden = show && show.value !== tile.dataset.group || !text.includes(words.value.toLowerCase().trim());
    };
    const count = () => document.querySelectorAll('[data-count]').forEach(place => {
      const group = place.dataset.count;
      place.textContent = [...byName.values()].filter(tile => !group || tile.dataset.group === group).length;
    });
    const place = tile => {
      const next = [...tiles.children].find(other => other !== tile && order(tile, other) < 0);
      tiles.insertBefore(tile, next || null);
    };
    const later = seldom(count);

    words.addEventListener('input', () => byName.forEach(sift));
    follow('/terminals/status?as=tile', 'status', now => {
      const tile = byName.get(now.name);
      if (!tile) {
        location.reload();
        return;
      }
      const moved = tile.dataset.rank !== String(now.rank);
      ['rank', 'group', 'tone'].forEach(key => tile.dataset[key] = now[key]);
      tile.querySelectorAll('[data-is]').forEach(part => {
        if (part.textContent !== now[part.dataset.is]) {
          part.textContent = now[part.dataset.is];
        }
      });
      tile.querySelector('.state').className = 'state ' + now.tone;
      sift(tile);
      if (moved) {
        place(tile);
        later();
      }
    });
  };

  const terminal = main => {
    const swap = (fresh, ids) => ids.forEach(id => {
      const old = document.getElementById(id);
      const now = fresh.getElementById(id);
      if (old && now && old.innerHTML !== now.innerHTML) {
        old.replaceChildren(...now.childNodes);
      }
    });
    const load = async (path, options) => {
      const answer = await fetch(location.origin + path, {...options, headers: {Accept: 'text/html'}});
      return new DOMParser().parseFromString(await answer.text(), 'text/html');
    };
    const path = new URL(location.href).pathname.replace(/\/commands$/, '');
    const refresh = seldom(async () => swap(await load(path), ['state', 'events', 'history']));

    const choose = document.getElementById('choose');
    if (choose) {
      choose.addEventListener('change', () => choose.requestSubmit());
    }
    const command = document.getElementById('command');
    if (command) {
      command.addEventListener('submit', async event => {
        event.preventDefault();
        const button = command.querySelector('button');
        button.disabled = true;
        try {
          const body = new URLSearchParams(new FormData(command));
          const fresh = await load(new URL(command.action).pathname, {method: 'POST', body});
          swap(fresh, ['answer', 'state', 'events']);
          refresh();
        } catch (broken) {
          document.getElementById('answer').textContent = 'The hub does not answer; nobody knows whether it was sent.';
        } finally {
          button.disabled = false;
        }
      });
    }
    follow('/terminals/' + encodeURIComponent(main.dataset.name) + '/events?as=message', 'message', refresh);
  };

  const tiles = document.getElementById('tiles');
  const main = document.getElementById('terminal');
  if (tiles) {
    wall(tiles);
  } else if (main) {
    terminal(main);
  }
})();
