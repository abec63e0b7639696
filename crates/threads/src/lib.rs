//! Independent pieces of work on several threads, results in the order of the pieces whoever did them.
//!
//! In: how many pieces, and what to do with each. Out: what each gave, so that no output can tell how many threads there were.
//! Keeps no threads waiting between calls; knows nothing of what the work is.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads can run at once on this machine; 1 where it does not tell.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// As many where the work is worth starting threads, else 1.
pub fn cores_if(worth: bool) -> usize {
    if worth { cores() } else { 1 }
}

/// What `work` gives for 0, 1, ... `pieces` - 1, in that order.
///
/// Each thread, this one among them, takes the next piece that nobody has taken; no more threads are started than there are
/// pieces, and none where `threads` is below 2. A panic in a piece is one here.
pub fn each<T: Send>(threads: usize, pieces: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.min(pieces);
    if threads < 2 {
        return (0..pieces).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    // Each thread keeps what it did until all is done, so that small pieces need not wait for each other.
    let take = || {
        let mut done: Vec<(usize, T)> = Vec::new();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return done;
            }
            done.push((piece, work(piece)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
        }
        done
    });
    done.sort_unstable_by_key(|(piece, _)| *piece);
    done.into_iter().map(|(_, result)| result).collect()
}

/// 0 to `all` cut into pieces of at most `most`, in order.
pub fn pieces(all: usize, most: usize) -> Vec<std::ops::Range<usize>> {
    (0..all).step_by(most.max(1)).map(|from| from..all.min(from + most.max(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_pieces_on_any_number_of_threads() {
        let squares: Vec<usize> = (0..100).map(|at| at * at).collect();
        for threads in [0, 1, 2, 7, 200] {
            assert_eq!(each(threads, 100, |at| at * at), squares, "{threads}");
        }
        assert!(each(3, 0, |at| at).is_empty());
    }

    #[test]
    fn pieces_cover_everything_once() {
        assert_eq!(pieces(7, 3), [0..3, 3..6, 6..7]);
        assert_eq!(pieces(6, 3), [0..3, 3..6]);
        assert!(pieces(0, 3).is_empty());
        assert_eq!(pieces(2, 0), [0..1, 1..2]);
    }
}
