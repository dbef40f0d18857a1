import { type BktLog, type ClassNumbers, classesOf } from './bkt-log.js';

/**
 * The answers of all learners to one concept, those that began alike told once: a node is an answer after the same answers before it.
 * Learners with equal histories end in the same node, and all who share a beginning share its nodes, so that a step of the fit costs a visit
 * for each node and not for each answer. Nodes stand in levels, first answers first, wrong before right: the same for any order of the learners.
 */
export interface AnswerTree {
  readonly nodes: number;
  /** Nodes 0 to `firsts − 1` are first answers. */
  readonly firsts: number;
  readonly parent: Int32Array;
  /** 2·(class of the item) + (1 right, 0 wrong). */
  readonly answer: Int32Array;
  /** How the node was come to: of a first answer the class of the learner, of any other the class of the lesson before it. */
  readonly way: Int32Array;
  /** Learners who gave this answer, and those of them who gave no other after it. */
  readonly passing: Float64Array;
  readonly ending: Float64Array;
  /** Sums of `passing` by the class of the learner (first answers), by `answer` (all), and by the class of the lesson (all but the first). */
  readonly learnersOfClass: Float64Array;
  readonly timesOfAnswer: Float64Array;
  readonly stepsOfLesson: Float64Array;
  readonly classes: ClassNumbers;
}

/** Where each learner stands while the trees of one concept after the other grow. */
export interface TreeWalk {
  readonly node: Int32Array;
  /** Which tree that node is of. */
  readonly tree: Int32Array;
}

export function newWalk(learners: number): TreeWalk {
  return { node: new Int32Array(learners), tree: new Int32Array(learners).fill(-1) };
}

/**
 * @param rows - of one concept, in the order of the log
 * @param learner - by row of the log, numbered without gaps
 * @param number - of this tree, another one for each that shares the walk
 */
export function growTree(log: BktLog, rows: Int32Array, learner: Int32Array, walk: TreeWalk, number: number): AnswerTree {
  const learnerClass = classesOf(log.learnerClass, rows);
  const itemClass = classesOf(log.itemClass, rows);
  const lessonClass = classesOf(log.lessonClass, rows);
  const answers = 2 * itemClass.count;
  // Node 0 is before any answer. Children are a list in rising order of their kind: the class of the learner, the answer and the lesson in one number.
  const firstChild = new Int32Array(rows.length + 1);
  const nextChild = new Int32Array(rows.length + 1);
  const kind = new Float64Array(rows.length + 1);
  const ends = new Int32Array(rows.length + 1);
  let grown = 1;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const who = learner[row] as number;
    const from = walk.tree[who] === number ? (walk.node[who] as number) : 0;
    const answer = 2 * (itemClass.ofRow[at] as number) + (log.correct[row] as number);
    const own = answer * lessonClass.count + (lessonClass.ofRow[at] as number);
    const wanted = from === 0 ? own + answers * lessonClass.count * (learnerClass.ofRow[at] as number) : own;
    let before = 0;
    let node = firstChild[from] as number;
    while (node !== 0 && (kind[node] as number) < wanted) {
      before = node;
      node = nextChild[node] as number;
    }
    if (node === 0 || kind[node] !== wanted) {
      nextChild[grown] = node;
      kind[grown] = wanted;
      if (before === 0) firstChild[from] = grown;
      else nextChild[before] = grown;
      node = grown;
      grown += 1;
    }
    ends[from] = (ends[from] as number) - 1;
    ends[node] = (ends[node] as number) + 1;
    walk.node[who] = node;
    walk.tree[who] = number;
  }
  const classes = { learner: learnerClass.numbers, item: itemClass.numbers, lesson: lessonClass.numbers };
  const counts = { learner: learnerClass.count, answers, lesson: lessonClass.count };
  return inLevels({ nodes: grown - 1, firstChild, nextChild, kind, ends }, counts, classes);
}

interface GrownTree {
  readonly nodes: number;
  readonly firstChild: Int32Array;
  readonly nextChild: Int32Array;
  readonly kind: Float64Array;
  readonly ends: Int32Array;
}

function inLevels(
  grown: GrownTree,
  counts: { readonly learner: number; readonly answers: number; readonly lesson: number },
  classes: ClassNumbers,
): AnswerTree {
  const { nodes, firstChild, nextChild, kind, ends } = grown;
  const order = new Int32Array(nodes);
  const parent = new Int32Array(nodes);
  const answer = new Int32Array(nodes);
  const way = new Int32Array(nodes);
  const ending = new Float64Array(nodes);
  let filled = 0;
  const add = (from: number, parentAt: number, lessonBefore: number): void => {
    for (let node = firstChild[from] as number; node !== 0; node = nextChild[node] as number) {
      const own = Math.floor((kind[node] as number) / counts.lesson);
      order[filled] = node;
      parent[filled] = parentAt;
      answer[filled] = own % counts.answers;
      way[filled] = parentAt < 0 ? Math.floor(own / counts.answers) : lessonBefore;
      ending[filled] = ends[node] as number;
      filled += 1;
    }
  };
  add(0, -1, 0);
  const firsts = filled;
  for (let at = 0; at < filled; at += 1) add(order[at] as number, at, (kind[order[at] as number] as number) % counts.lesson);

  const passing = ending.slice();
  const learnersOfClass = new Float64Array(counts.learner);
  const timesOfAnswer = new Float64Array(counts.answers);
  const stepsOfLesson = new Float64Array(counts.lesson);
  for (let at = nodes - 1; at >= 0; at -= 1) {
    const times = passing[at] as number;
    add1(timesOfAnswer, answer[at] as number, times);
    add1(at < firsts ? learnersOfClass : stepsOfLesson, way[at] as number, times);
    if (at >= firsts) add1(passing, parent[at] as number, times);
  }
  return { nodes, firsts, parent, answer, way, passing, ending, learnersOfClass, timesOfAnswer, stepsOfLesson, classes };
}

function add1(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] as number) + value;
}
