//! Documents name files, and files move.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_link_between_documents_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut documents = Vec::new();
    collect(root, &mut documents);
    assert!(documents.len() > 20, "the documents are not found any more: {}", documents.len());
    let mut broken = Vec::new();
    for document in documents {
        let text = fs::read_to_string(&document).unwrap();
        let folder = document.parent().unwrap();
        let missing = links(&text).filter(|link| !folder.join(link).exists());
        broken.extend(missing.map(|link| format!("{}: {link}", document.display())));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The Markdown files of ours.
fn collect(folder: &Path, documents: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        let is_ours = !name.starts_with('.') && !["target", "node_modules"].contains(&&*name);
        if path.is_dir() && !path.is_symlink() && is_ours {
            collect(&path, documents);
        } else if path.extension().is_some_and(|end| end == "md") {
            documents.push(path);
        }
    }
}

/// The files that a document links to.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = targets.map(|target| target.split(['#', ' ']).next().unwrap_or_default());
    paths.filter(|path| !path.is_empty() && !path.contains(':'))
}

#[test]
fn links_are_found() {
    let text = "See [one](a/b.md), [two](c.rs#L3), [web](https://example.org/) and [here](#there).";
    assert!(links(text).eq(["a/b.md", "c.rs"]));
}
