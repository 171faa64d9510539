//! tuning only
use std::fs;
use title_precheck::scan::{self, decode};
#[test]
fn measures() {
    let Ok(folders) = std::env::var("PRECHECK_CORPUS") else { return };
    for folder in folders.split(',') {
        let labels: serde_json::Value = serde_json::from_str(&fs::read_to_string(format!("{folder}/labels.json")).unwrap()).unwrap();
        let mut out = String::new();
        for f in labels["files"].as_array().unwrap() {
            let name = f["file"].as_str().unwrap();
            let bytes = fs::read(format!("{folder}/{name}")).unwrap();
            let c = scan::read(&bytes, name);
            let mut o = serde_json::Map::new();
            o.insert("file".into(), name.into());
            o.insert("container".into(), c.defects.iter().map(|d| serde_json::json!([d.code.as_str(), d.severity.as_str()])).collect());
            o.insert("pages".into(), c.pages.into());
            o.insert("size".into(), serde_json::json!([c.width, c.height]));
            o.insert("media".into(), c.media.as_str().into());
            let p = if c.decodable() { if c.media == scan::Media::Pdf { c.images.first().and_then(|i| decode::embedded(i, &bytes)) } else { decode::picture(&bytes, c.orientation) } } else { None };
            if let Some(p) = p {
                let t = std::time::Instant::now();
                for (k, v) in scan::measures(&p) { o.insert(k.into(), v.into()); }
                o.insert("look".into(), scan::look(&p).defects.iter().map(|d| serde_json::json!([d.code.as_str(), d.severity.as_str(), d.measure.map(|m| m.0)])).collect());
                o.insert("us".into(), (t.elapsed().as_micros() as u64).into());
            }
            out += &serde_json::Value::Object(o).to_string(); out.push('\n');
        }
        fs::write(format!("{folder}.measures.jsonl"), out).unwrap();
    }
}
