//! Remainders that no solution may use: the enhanced standard analysis.
//!
//! In: a problem, what is known to be necessary or impossible, the solutions for the outcome and for its absence. Out: regions,
//! never lists, so that the number of conditions does not matter; [`Region::numbers`] lists one up to a bound. A problem with
//! them excluded is minimised as any other.
//!
//! Schneider and Wagemann (2012), chapter 8: remainders are untenable that contradict a claim of necessity, that are impossible,
//! or that are assumed for the outcome and for its absence; and a row should not be sufficient for both.

use super::cube::Cube;
use super::problem::Problem;
use super::region::Region;
use super::solution::Solution;
use super::space::complement;

impl Problem {
    /// Every observed row: positive and negative.
    fn observed(&self) -> impl Iterator<Item = Cube> {
        self.positive.iter().chain(&self.negative).cloned()
    }

    /// Remainders without a necessary condition: those in no cube of `necessary`, which is a disjunction of conjunctions.
    #[must_use]
    pub fn lacking(&self, necessary: &[Cube]) -> Region {
        Region::new(complement(&self.levels, necessary)).without(self.observed())
    }

    /// Remainders in an expression: impossible ones, or those that theory rules out.
    #[must_use]
    pub fn remainders_in(&self, expression: &[Cube]) -> Region {
        Region::new(expression.to_vec()).without(self.observed())
    }

    /// Rows that are positive in both problems: sufficient for the outcome and for its absence at once.
    #[must_use]
    pub fn simultaneous(&self, negated: &Problem) -> Vec<Cube> {
        self.positive.iter().filter(|row| negated.positive.contains(row)).cloned().collect()
    }

    /// The problem with a region forced to be negative. Positive rows stay as they are: to give them up, see
    /// [`giving_up`](Problem::giving_up).
    #[must_use]
    pub fn excluding(&self, region: &Region) -> Problem {
        let mut problem = self.clone();
        let free = region.clone().without(self.observed());
        problem.negative.extend(free.cubes(&self.levels));
        problem
    }

    /// The problem with these positive rows made negative.
    #[must_use]
    pub fn giving_up(&self, rows: &[Cube]) -> Problem {
        let (gone, positive): (Vec<Cube>, Vec<Cube>) =
            self.positive.iter().cloned().partition(|row| rows.contains(row));
        Problem { positive, negative: [self.negative.clone(), gone].concat(), ..self.clone() }
    }
}

/// Remainders that both solutions assume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradictory {
    /// What some model of the one and some model of the other cover, positive in neither.
    pub region: Region,
    /// Whether it takes in every model of both; where not, only the listed ones.
    pub settled: bool,
}

/// Contradictory simplifying assumptions: remainders that some model for the outcome and some model for its absence both use.
#[must_use]
pub fn contradictory(outcome: (&Problem, &Solution), absence: (&Problem, &Solution)) -> Contradictory {
    let assumed = |(problem, solution): (&Problem, &Solution)| {
        let cubes = solution.used.iter().map(|&at| solution.primes[at].cube.clone()).collect();
        Region::new(cubes).without(problem.positive.iter().cloned())
    };
    let region = assumed(outcome).and(&assumed(absence));
    Contradictory { region, settled: outcome.1.settled && absence.1.settled }
}
