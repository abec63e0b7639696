//! Studies that come with the program, embedded as the files that they are.

use include_dir::{Dir, include_dir};
use text::Folder;

static STUDIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../studies");

/// The names of the built-in studies, the one that `test` judges when it is given none first.
pub const BUILT_IN: &[&str] = &["china-vietnam"];

/// A built-in study as a folder; `None` where there is none of that name.
pub fn built_in(name: &str) -> Option<Folder> {
    let root = STUDIES.get_dir(name)?;
    let mut folder = Folder::new();
    let mut open = vec![root];
    while let Some(dir) = open.pop() {
        for file in dir.files() {
            let path = file.path().strip_prefix(name).unwrap_or(file.path());
            let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            folder.insert(path.join("/"), file.contents());
        }
        open.extend(dir.dirs());
    }
    Some(folder)
}
