//! A folder of scans: which document a file is of, by its name or that of the folder it lies in.

use serde_json::Value as Json;

use super::plain::plain;
use crate::notice::{Notice, Phase};

/// What files of each document are called.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The document's id, and a name of it, plain.
    names: Vec<(String, String)>,
}

impl Documents {
    /// Ids and names of the documents to upload, and names of the forms that they may have.
    pub fn of(notice: &Notice) -> Documents {
        let texts: Json = serde_json::from_str(notice.texts()).unwrap_or_default();
        let listed = texts.get("documents").and_then(Json::as_array).into_iter().flatten();
        let mut names = Vec::new();
        for (document, texts) in notice.rules.documents.iter().zip(listed) {
            if document.phase != Phase::Upload {
                continue;
            }
            let mut add = |name: &str| {
                let name = plain(name);
                if !name.is_empty() {
                    names.push((document.id.clone(), name));
                }
            };
            let name_of = |part: &Json| part.get("name").and_then(Json::as_str).map(str::to_owned);
            add(&document.id);
            let whole = name_of(texts).unwrap_or_default();
            add(&whole);
            // 学历证书原件: the scan of an original is called without the word
            add(whole.trim_end_matches("原件").trim_end_matches("扫描件"));
            let forms = texts.get("forms").and_then(Json::as_array).into_iter().flatten();
            forms.filter_map(name_of).for_each(|name| add(&name));
        }
        Documents { names }
    }

    /// The document that a file's path inside a person's folder names; none if it names none, or two.
    ///
    /// ```text
    /// 学历证书.jpg   张三-学历证书-2.jpg   degree-certificate.png   学历证书/1.jpg
    /// ```
    pub fn place(&self, path: &str) -> Option<&str> {
        let path = plain(path).replace('_', "-");
        let named = self.names.iter().filter(|(_, name)| path.contains(name.as_str()));
        // the longest: a name may be a part of another
        let longest = named.clone().map(|(_, name)| name.chars().count()).max()?;
        let mut best = named.filter(|(_, name)| name.chars().count() == longest);
        let (document, _) = best.next()?;
        best.all(|(other, _)| other == document).then_some(document)
    }
}
