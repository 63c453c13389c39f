//! Which paths a result may name: those that stay inside the folder it is fetched to.

use std::collections::HashSet;

use super::ManifestError;

/// Longest path, in bytes.
const PATH_BYTES: usize = 255;

pub(super) fn check(path: &str) -> Result<(), ManifestError> {
    let refused = |reason| Err(ManifestError::UnsafePath { path: path.escape_debug().to_string(), reason });
    if path.is_empty() {
        return refused("it is empty");
    }
    if path.len() > PATH_BYTES {
        return refused("it is longer than 255 bytes");
    }
    // A backslash and a colon separate paths and name drives elsewhere.
    if path.chars().any(|letter| letter.is_control() || matches!(letter, '\\' | ':')) {
        return refused("it has a control character, a backslash or a colon");
    }
    for part in path.split('/') {
        match part {
            "" => return refused("it is absolute or has an empty part"),
            "." | ".." => return refused("it has a part '.' or '..'"),
            _ => {}
        }
    }
    Ok(())
}

/// No path may be both a file and a folder of another file.
pub(super) fn check_folders<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Result<(), ManifestError> {
    let files: HashSet<&str> = paths.clone().collect();
    for path in paths {
        for (index, _) in path.match_indices('/') {
            if files.contains(&path[..index]) {
                return Err(ManifestError::UnsafePath {
                    path: path.to_owned(),
                    reason: "another file has the name of its folder",
                });
            }
        }
    }
    Ok(())
}
