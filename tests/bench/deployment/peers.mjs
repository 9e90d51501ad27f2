// SPDX-License-Identifier: BSL-1.0
// DuckDB and crossfilter2 on the catalog that the benchmark `deployment` wrote into a folder:
//   node peers.mjs <folder>
// Prints `<engine> TAB <number of the task, or reasons> TAB <milliseconds>`, and fails if a total is not the expected
// one. An engine that is not installed is skipped, and the script says so.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const folder = process.argv[2];
const level_count = 5;
const no_ordinal = 0xFFFFFFFF;

function column(name, Type) {
  const bytes = readFileSync(join(folder, name));
  return new Type(bytes.buffer, bytes.byteOffset, bytes.byteLength / Type.BYTES_PER_ELEMENT);
}
const columns = {
  class: column('class', Uint8Array),
  cvss: column('cvss', Uint8Array),
  vrr: column('vrr', Uint16Array),
  exploited: column('exploited', Uint8Array),
  preview: column('preview', Uint8Array),
  not_latest: column('not_latest', Uint8Array),
  product: column('product', Uint16Array),
  groups: column('groups', BigUint64Array),
  newer: column('newer', Uint32Array),
  chain: column('chain', Uint32Array),
  place: column('place', Uint32Array),
};
const size = columns.class.length;
const {vendor_of_product, tasks} = JSON.parse(readFileSync(join(folder, 'tasks.json'), 'utf8'));

// The least of several times; what `prepare` does is not counted.
async function measure(engine, what, least_turns, work, prepare = () => {}) {
  let least = Infinity;
  for (let turn = 0, used = 0; turn < least_turns || used < 1000; ++turn) {
    prepare();
    const start = performance.now();
    await work(turn);
    const time = performance.now() - start;
    least = Math.min(least, time);
    used += time;
  }
  console.log(`${engine}\t${what}\t${least}`);
}

// Rows are [class, vendor, count].
function check(engine, what, rows, {expected}) {
  const found = {deploying: 0, by_level: new Array(level_count).fill(0),
                 by_vendor: new Array(expected.by_vendor.length).fill(0)};
  for (const [of_class, vendor, count] of rows) {
    found.deploying += Number(count);
    found.by_level[Number(of_class) % level_count] += Number(count);
    found.by_vendor[Number(vendor)] += Number(count);
  }
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.error(`${engine} finds something else than the others, task ${what}: ${found.deploying} patches, not ` +
                `${expected.deploying}`);
  process.exitCode = 1;
}

// Where the packages are installed, which need not be above this file.
async function load(name) {
  try {
    return await import(createRequire(join(process.cwd(), 'x')).resolve(name));
  } catch {
    console.error(`SKIPPED: ${name}, as npm has not installed it`);
    return undefined;
  }
}

async function measure_duckdb({DuckDBInstance}) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const query = async text => (await connection.runAndReadAll(text)).getRows();

  await query(`create table patch (id uinteger, class utinyint, cvss utinyint, vrr usmallint, exploited boolean,
    preview boolean, not_latest utinyint, product usmallint, vendor utinyint, groups ubigint, chain uinteger, place uinteger)`);
  const appender = await connection.createAppender('patch');
  for (let i = 0; i < size; ++i) {
    appender.appendUInteger(i);
    appender.appendUTinyInt(columns.class[i]);
    appender.appendUTinyInt(columns.cvss[i]);
    appender.appendUSmallInt(columns.vrr[i]);
    appender.appendBoolean(columns.exploited[i] !== 0);
    appender.appendBoolean(columns.preview[i] !== 0);
    appender.appendUTinyInt(columns.not_latest[i]);
    appender.appendUSmallInt(columns.product[i]);
    appender.appendUTinyInt(vendor_of_product[columns.product[i]]);
    appender.appendUBigInt(columns.groups[i]);
    appender.appendUInteger(columns.chain[i]);
    appender.appendUInteger(columns.place[i]);
    appender.endRow();
  }
  appender.closeSync();

  const admit = async task => {
    await query('create or replace table admitted (product usmallint)');
    await query('insert into admitted values ' +
                task.admitted.flatMap((yes, product) => yes ? [`(${product})`] : []).join());
  };
  const terms = task => {
    const classes = [...Array(2 * level_count).keys()].filter(c => task.classes >> c & 1).join();
    const latest = `(not_latest & ${task.previews ? 2 : 1}) = 0`;
    return {
      visible: task.previews ? 'true' : 'not preview',
      severity: `(${latest} and class in (${classes}))`,
      vrr: `(${latest} and vrr >= ${task.vrr})`,
      cvss: `(${latest} and cvss >= ${task.cvss})`,
      exploited: `(${latest} and exploited)`,
      included: `(groups & ${task.included}::ubigint) <> 0`,
      excluded: `(groups & ${task.excluded}::ubigint) <> 0`,
      admitted: 'product in (select product from admitted)',
    };
  };
  const chosen = task => {
    const t = terms(task);
    return `${t.visible} and (${t.severity} or ${t.vrr} or ${t.cvss} or ${t.exploited} or ${t.included}) and not ` +
      `${t.excluded} and ${t.admitted}`;
  };
  // Of each chain the newest that is chosen: one number, so that the least can be asked for.
  const summary = task => `
    select newest & 15 as class, (newest >> 4) & 255 as vendor, count(*) from (
      select min(place::ubigint << 12 | vendor::ubigint << 4 | class) as newest from patch where ${chosen(task)}
      group by chain)
    group by class, vendor`;

  for (const threads of [1, 2]) {
    const engine = `DuckDB, ${threads} thread${threads > 1 ? 's' : ''}`;
    await query(`set threads = ${threads}`);
    for (const [number, task] of tasks.entries()) {
      const admits_others = task.admitted.join() !== tasks[0].admitted.join();
      await admit(task);
      check(engine, number, await query(summary(task)), task);
      await measure(engine, number, 5, async () => {
        if (admits_others) await admit(task);
        await query(summary(task));
      });
    }
    await admit(tasks[0]);
    const t = terms(tasks[0]);
    const bits = [t.severity, t.vrr, t.cvss, t.exploited, t.included, t.excluded, `not ${t.admitted}`, `not ${t.visible}`,
                  'not_latest <> 0'];
    const reasons = bits.map((bit, at) => `((${bit})::integer << ${at})`).join(' | ');
    await measure(engine, 'reasons', 5,
                  () => query(`create or replace table reasons as select id, ${reasons} as bits from patch`));
  }
}

// It joins filters by *and*. So what selects has to be one dimension, over all combinations of what is asked for, and
// what is replaced is subtracted from its sums.
async function measure_crossfilter({default: crossfilter}) {
  const engine = 'crossfilter2';
  const keys = new Map();
  const key_of = new Int32Array(size);
  const combinations = [];
  const patches = [];
  for (let i = 0; i < size; ++i) {
    const text = [columns.class[i], columns.cvss[i], columns.vrr[i], columns.exploited[i], columns.not_latest[i],
                  columns.groups[i]].join();
    if (!keys.has(text)) {
      keys.set(text, combinations.length);
      combinations.push(i);
    }
    key_of[i] = keys.get(text);
    patches.push({key: key_of[i], product: columns.product[i], preview: columns.preview[i],
                  sum: vendor_of_product[columns.product[i]] * 2 * level_count + columns.class[i]});
  }
  const filter = crossfilter(patches);
  const by_key = filter.dimension(p => p.key);
  const by_product = filter.dimension(p => p.product);
  const by_preview = filter.dimension(p => p.preview);
  const sums = filter.dimension(p => p.sum).group();

  const low = groups => Number(groups & 0xFFFFFFFFn) | 0;
  const high = groups => Number(groups >> 32n) | 0;
  const groups_low = combinations.map(i => low(columns.groups[i]));
  const groups_high = combinations.map(i => high(columns.groups[i]));
  // Only a group chooses what is superseded.
  const grouped = [];
  for (let i = 0; i < size; ++i) if (columns.newer[i] !== no_ordinal && columns.groups[i] !== 0n) grouped.push(i);

  const set_key = task => {
    const included = BigInt(task.included), excluded = BigInt(task.excluded);
    const [in_low, in_high, ex_low, ex_high] = [low(included), high(included), low(excluded), high(excluded)];
    const latest = task.previews ? 2 : 1;
    const passes = combinations.map((i, at) => {
      if ((groups_low[at] & ex_low) | (groups_high[at] & ex_high)) return false;
      if ((groups_low[at] & in_low) | (groups_high[at] & in_high)) return true;
      return (columns.not_latest[i] & latest) === 0 &&
        ((task.classes >> columns.class[i] & 1) !== 0 || columns.vrr[i] >= task.vrr || columns.cvss[i] >= task.cvss ||
         columns.exploited[i] !== 0);
    });
    by_key.filterFunction(key => passes[key]);
  };
  const set_product = task => by_product.filterFunction(product => task.admitted[product] === 1);
  const set_preview = task => task.previews ? by_preview.filterAll() : by_preview.filterExact(0);
  const set_all = task => {
    set_key(task);
    set_product(task);
    set_preview(task);
  };
  const rows = () => {
    const counts = sums.all().map(({key, value}) => [key % (2 * level_count), Math.floor(key / (2 * level_count)), value]);
    for (const i of grouped) {
      if (!filter.isElementFiltered(i)) continue;
      let newer = columns.newer[i];
      while (newer !== no_ordinal && !filter.isElementFiltered(newer)) newer = columns.newer[newer];
      if (newer !== no_ordinal) counts.push([columns.class[i], vendor_of_product[columns.product[i]], -1]);
    }
    return counts;
  };

  const set_nothing = () => [by_key, by_product, by_preview].forEach(dimension => dimension.filterAll());
  // A change sets the one filter that it is about, as a screen would, to and fro.
  const set_changed = [undefined, set_key, set_key, set_key, set_product, task => (set_key(task), set_preview(task))];
  for (const [number, task] of tasks.entries()) {
    set_all(task);
    check(engine, number, rows(), task);
    if (number === 0) {
      await measure(engine, number, 4, () => (set_all(task), rows()), set_nothing);
      continue;
    }
    set_all(tasks[0]);
    await measure(engine, number, 6, turn => (set_changed[number](turn % 2 === 0 ? task : tasks[0]), rows()));
  }
}

const duckdb = await load('@duckdb/node-api');
if (duckdb) await measure_duckdb(duckdb);
const crossfilter = await load('crossfilter2');
if (crossfilter) await measure_crossfilter(crossfilter);
