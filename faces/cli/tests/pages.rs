//! The pages of the reference, run: their console blocks in order, each page in an empty folder of its own.
#![cfg(unix)]

mod common;

use common::{blocks, run_block};

#[test]
fn console_blocks_show_what_the_program_prints() {
    let mut commands = 0;
    for topic in exceptio::topics() {
        let folder = tempfile::tempdir().expect("a folder of its own");
        for block in blocks(topic.page).iter().filter(|block| block.kind == "console") {
            commands += run_block(&block.text, folder.path());
        }
    }
    assert!(commands >= 1, "some page shows a command");
}
