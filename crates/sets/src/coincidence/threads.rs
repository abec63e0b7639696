//! Independent pieces of work on all cores, results in the order of the pieces whoever did them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `work` gives for 0, 1, ... `pieces` - 1, in that order. On one thread unless it is `worth` starting more.
pub(super) fn each<T: Send + Default>(pieces: usize, worth: bool, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = if worth { std::thread::available_parallelism().map_or(1, usize::from).min(pieces) } else { 1 };
    if threads < 2 {
        return (0..pieces).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<T>> = (0..pieces).map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let piece = next.fetch_add(1, Ordering::Relaxed);
                    let Some(slot) = done.get(piece) else { break };
                    let result = work(piece);
                    *slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = result;
                }
            });
        }
    });
    done.into_iter().map(|slot| slot.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)).collect()
}
