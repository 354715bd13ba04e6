// A search of your own for `./serverless bench --external`: random search, as short as it can be.
//   ./serverless bench --suite nb201 --algorithms random --external 'mine=node examples/optimiser.mjs' --evaluations 50 --seeds 5
// Reads lines of JSON from standard input and answers each "ask" with one line; docs/benchmarks.md has the messages.
import { createInterface } from 'node:readline';

let random;
let dimensions;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'begin') {
    random = generator(message.seed);
    dimensions = message.dimensions;
  } else if (message.type === 'ask') {
    const candidates = Array.from({ length: message.count }, () => dimensions.map(({ choices }) => Math.floor(random() * choices.length)));
    console.log(JSON.stringify({ candidates }));
  }
  // "tell": message.evaluations has { candidate, objectives } of each; a better optimiser would learn from them here.
}

// Numbers from 0 to below 1, the same for the same seed: a linear congruential generator, good enough for an example.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
