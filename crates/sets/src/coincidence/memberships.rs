//! Memberships of cases in literals, laid out for the searches: bits where no column is fuzzy, numbers where one is.
//!
//! In: the configurations of a table. Out: the two operations and the sums that both searches are made of, exact in both
//! layouts wherever the data allow it. Bits stand for distinct configurations, which are weighed by their cases; weights
//! are laid out as binary digits, a plane each, so that a weighed count is a few counts of bits. Fuzzy memberships of at
//! most six decimals are taken times a million, so that their sums are whole numbers and no rounding ever decides.

/// What the searches need to know of memberships. A set is a slice of `width` words; sums are in units of `one`.
pub(super) trait Memberships: Sync {
    /// A word of a set.
    type Word: Copy + Send + Sync + PartialEq + Default;
    /// Words a set.
    fn width(&self) -> usize;
    /// The set of a literal.
    fn literal(&self, index: usize) -> &[Self::Word];
    /// `out` becomes `a` and `b`.
    fn meet(&self, out: &mut [Self::Word], a: &[Self::Word], b: &[Self::Word]);
    /// `out` becomes `a` or `b`.
    fn join(&self, out: &mut [Self::Word], a: &[Self::Word], b: &[Self::Word]);
    /// `out` becomes what `a` has beyond `b`: `max(a - b, 0)`.
    fn beyond(&self, out: &mut [Self::Word], a: &[Self::Word], b: &[Self::Word]);
    /// The sum over cases.
    fn total(&self, a: &[Self::Word]) -> f64;
    /// The sum over cases of `a` or `b`.
    fn total_joined(&self, a: &[Self::Word], b: &[Self::Word]) -> f64;
    /// The sum over cases of the union of some of many sets that lie one after another.
    fn total_of(&self, sets: &[Self::Word], members: impl Iterator<Item = u32> + Clone) -> f64;
    /// Of `a` and `b`: the sum over cases, the sum over cases of it and `y`, and whether it counts as seen.
    fn against(&self, a: &[Self::Word], b: &[Self::Word], y: &[Self::Word]) -> (f64, f64, bool);
    /// Whether some case is in it as far as the cut-off asks.
    fn seen(&self, a: &[Self::Word]) -> bool;
    /// Whether `a` and `b` may share a case; only ever wrong in saying yes.
    fn may_meet(&self, a: &[Self::Word], b: &[Self::Word]) -> bool;
    /// Whether `y` varies among the cases that agree with the equivalence of `p + q` and `y`, where `p` is the condition
    /// within `y` and `q` the condition beyond it: on both sides of the cut-off, or (`exactly`) in membership.
    fn varies(&self, p: &[Self::Word], q: &[Self::Word], y: &[Self::Word], exactly: bool) -> bool;
}

/// Distinct configurations as bits.
pub(super) struct Bits {
    words: usize,
    literals: Vec<u64>,
    every: Vec<u64>,
    digits: usize,
    /// Word by word, plane by plane: plane `p` holds the configurations whose weight has the binary digit `p`.
    planes: Vec<u64>,
}

impl Bits {
    /// From what each literal holds of, configuration by configuration, and each configuration's cases.
    pub(super) fn new(weights: &[u64], literals: &[Vec<bool>]) -> Self {
        let words = weights.len().div_ceil(64).max(1);
        let mut bits = vec![0; words * literals.len()];
        for (at, literal) in literals.iter().enumerate() {
            for (configuration, _) in literal.iter().enumerate().filter(|(_, holds)| **holds) {
                bits[at * words + configuration / 64] |= 1 << (configuration % 64);
            }
        }
        let digits = weights.iter().map(|weight| 64 - weight.leading_zeros() as usize).max().unwrap_or(0).max(1);
        let mut planes = vec![0; words * digits];
        for (configuration, weight) in weights.iter().enumerate() {
            for digit in (0..digits).filter(|digit| weight >> digit & 1 == 1) {
                planes[configuration / 64 * digits + digit] |= 1 << (configuration % 64);
            }
        }
        let mut every = vec![0; words];
        for configuration in 0..weights.len() {
            every[configuration / 64] |= 1 << (configuration % 64);
        }
        Self { words, literals: bits, every, digits, planes }
    }

    fn weigh(&self, word: impl Fn(usize) -> u64) -> f64 {
        let mut sum = 0;
        for (at, planes) in self.planes.chunks_exact(self.digits).enumerate() {
            let word = word(at);
            for (digit, plane) in planes.iter().enumerate() {
                sum += u64::from((word & plane).count_ones()) << digit;
            }
        }
        sum as f64
    }
}

impl Memberships for Bits {
    type Word = u64;

    fn width(&self) -> usize {
        self.words
    }

    fn literal(&self, index: usize) -> &[u64] {
        &self.literals[index * self.words..(index + 1) * self.words]
    }

    fn meet(&self, out: &mut [u64], a: &[u64], b: &[u64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = a & b;
        }
    }

    fn join(&self, out: &mut [u64], a: &[u64], b: &[u64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = a | b;
        }
    }

    fn beyond(&self, out: &mut [u64], a: &[u64], b: &[u64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = a & !b;
        }
    }

    fn total(&self, a: &[u64]) -> f64 {
        self.weigh(|at| a[at])
    }

    fn total_joined(&self, a: &[u64], b: &[u64]) -> f64 {
        self.weigh(|at| a[at] | b[at])
    }

    fn total_of(&self, sets: &[u64], members: impl Iterator<Item = u32> + Clone) -> f64 {
        self.weigh(|at| members.clone().fold(0, |union, member| union | sets[member as usize * self.words + at]))
    }

    fn against(&self, a: &[u64], b: &[u64], y: &[u64]) -> (f64, f64, bool) {
        let all = self.weigh(|at| a[at] & b[at]);
        if all == 0.0 {
            return (0.0, 0.0, false);
        }
        (all, self.weigh(|at| a[at] & b[at] & y[at]), true)
    }

    fn seen(&self, a: &[u64]) -> bool {
        a.iter().any(|word| *word != 0)
    }

    fn may_meet(&self, a: &[u64], b: &[u64]) -> bool {
        a.iter().zip(b).any(|(a, b)| a & b != 0)
    }

    fn varies(&self, p: &[u64], q: &[u64], y: &[u64], _exactly: bool) -> bool {
        self.seen(p) && (0..self.words).any(|at| self.every[at] & !(p[at] | q[at] | y[at]) != 0)
    }
}

/// Memberships of cases as numbers.
pub(super) struct Degrees {
    cases: usize,
    width: usize,
    literals: Vec<f64>,
    cutoff: f64,
    at_cutoff: bool,
}

impl Degrees {
    /// From each literal's memberships and the cut-off, all in units of `one`. `at_cutoff`: whether the cut-off itself is seen.
    pub(super) fn new(cases: usize, literals: &[Vec<f64>], cutoff: f64, at_cutoff: bool) -> Self {
        // Padded with cases outside every set, so that the lanes below need no remainder.
        let width = cases.next_multiple_of(LANES).max(LANES);
        let mut flat = vec![0.0; width * literals.len()];
        for (at, literal) in literals.iter().enumerate() {
            flat[at * width..at * width + literal.len()].copy_from_slice(literal);
        }
        Self { cases, width, literals: flat, cutoff, at_cutoff }
    }

    fn reaches(&self, most: f64) -> bool {
        if self.at_cutoff { most >= self.cutoff } else { most > self.cutoff }
    }
}

/// Sums run in this many lanes, always in the same order.
const LANES: usize = 8;

fn least(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

fn folded(lanes: [f64; LANES]) -> f64 {
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

impl Memberships for Degrees {
    type Word = f64;

    fn width(&self) -> usize {
        self.width
    }

    fn literal(&self, index: usize) -> &[f64] {
        &self.literals[index * self.width..(index + 1) * self.width]
    }

    fn meet(&self, out: &mut [f64], a: &[f64], b: &[f64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = least(*a, *b);
        }
    }

    fn join(&self, out: &mut [f64], a: &[f64], b: &[f64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = most(*a, *b);
        }
    }

    fn beyond(&self, out: &mut [f64], a: &[f64], b: &[f64]) {
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = most(a - b, 0.0);
        }
    }

    fn total(&self, a: &[f64]) -> f64 {
        let mut sums = [0.0; LANES];
        for a in a.chunks_exact(LANES) {
            for (sum, a) in sums.iter_mut().zip(a) {
                *sum += a;
            }
        }
        folded(sums)
    }

    fn total_joined(&self, a: &[f64], b: &[f64]) -> f64 {
        let mut sums = [0.0; LANES];
        for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
            for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                *sum += most(*a, *b);
            }
        }
        folded(sums)
    }

    fn total_of(&self, sets: &[f64], members: impl Iterator<Item = u32> + Clone) -> f64 {
        let mut sums = [0.0; LANES];
        for from in (0..self.width).step_by(LANES) {
            let mut union = [0.0; LANES];
            for member in members.clone() {
                let set = &sets[member as usize * self.width + from..][..LANES];
                union.iter_mut().zip(set).for_each(|(union, degree)| *union = most(*union, *degree));
            }
            sums.iter_mut().zip(union).for_each(|(sum, union)| *sum += union);
        }
        folded(sums)
    }

    fn against(&self, a: &[f64], b: &[f64], y: &[f64]) -> (f64, f64, bool) {
        let (mut all, mut inside, mut highest) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let chunks = a.chunks_exact(LANES).zip(b.chunks_exact(LANES)).zip(y.chunks_exact(LANES));
        for ((a, b), y) in chunks {
            for lane in 0..LANES {
                let both = least(a[lane], b[lane]);
                all[lane] += both;
                inside[lane] += least(both, y[lane]);
                highest[lane] = most(highest[lane], both);
            }
        }
        (folded(all), folded(inside), self.reaches(highest.into_iter().fold(0.0, most)))
    }

    fn seen(&self, a: &[f64]) -> bool {
        self.reaches(a.iter().copied().fold(0.0, most))
    }

    fn may_meet(&self, _a: &[f64], _b: &[f64]) -> bool {
        true
    }

    fn varies(&self, p: &[f64], q: &[f64], y: &[f64], exactly: bool) -> bool {
        let rows = || p.iter().zip(q).zip(y).take(self.cases).map(|((p, q), y)| (p + q, *y));
        if exactly {
            let mut agreeing = rows().filter(|(x, y)| x == y).map(|(_, y)| y);
            let first = agreeing.next();
            return agreeing.any(|y| Some(y) != first);
        }
        rows().any(|(x, y)| self.reaches(x) && self.reaches(y))
            && rows().any(|(x, y)| !self.reaches(x) && !self.reaches(y))
    }
}
