//! Folders from and to a disk: the only place in the crates that touches one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use text::Folder;

/// The disk failed.
#[derive(Debug)]
pub struct DiskProblem {
    /// Where.
    pub path: PathBuf,
    /// How.
    pub problem: io::Error,
}

impl std::fmt::Display for DiskProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl std::error::Error for DiskProblem {}

/// Files that a study never consists of, however they got into its folder.
fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || matches!(name, "out" | "target" | "node_modules")
}

/// Reads every file under `root`, apart from hidden ones and `out/`. Links are followed to files, not to folders.
///
/// Errs with the first path that cannot be read.
pub fn read_folder(root: &Path) -> Result<Folder, DiskProblem> {
    let mut folder = Folder::new();
    let at = |path: &Path| {
        let path = path.to_owned();
        move |problem| DiskProblem { path, problem }
    };
    let mut open = vec![(root.to_owned(), String::new())];
    while let Some((dir, prefix)) = open.pop() {
        for entry in fs::read_dir(&dir).map_err(at(&dir))? {
            let entry = entry.map_err(at(&dir))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_foreign(&name) {
                continue;
            }
            let path = entry.path();
            let relative = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            let kind = entry.file_type().map_err(at(&path))?;
            if kind.is_dir() {
                open.push((path, relative));
            } else if kind.is_file() || fs::metadata(&path).is_ok_and(|target| target.is_file()) {
                folder.insert(relative, fs::read(&path).map_err(at(&path))?);
            }
        }
    }
    Ok(folder)
}

/// Reads one file.
///
/// Errs where it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, DiskProblem> {
    fs::read(path).map_err(|problem| DiskProblem { path: path.to_owned(), problem })
}

/// Appends a text to a file under `root`, making it where it is not there. What stands in it is not read and not changed.
///
/// Errs where it cannot be opened or written.
pub fn append(root: &Path, relative: &str, text: &str) -> Result<(), DiskProblem> {
    use std::io::Write as _;
    let path = root.join(relative);
    let opened = fs::OpenOptions::new().create(true).append(true).open(&path);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|problem| DiskProblem { path, problem })
}

/// Writes every file of a folder under `root`, making folders as needed and replacing files that are there.
///
/// Errs with the first path that cannot be written.
pub fn write_folder(folder: &Folder, root: &Path) -> Result<(), DiskProblem> {
    for (relative, bytes) in folder.iter() {
        let path = root.join(relative);
        let at = |problem| DiskProblem { path: path.clone(), problem };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at)?;
        }
        fs::write(&path, bytes).map_err(at)?;
    }
    Ok(())
}
