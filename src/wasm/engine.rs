//! The engine for JavaScript: a notice in, plain objects out.

use js_sys::{Array, Error, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::value::DEEPEST;
use crate::{Input, InputError, InputFault, Notice, Value};

/// A notice, ready to assess answers.
#[wasm_bindgen]
pub struct Precheck {
    pub(super) notice: Notice,
}

#[wasm_bindgen]
impl Precheck {
    /// Reads a compiled pack and verifies it.
    ///
    /// # Errors
    /// An `Error` with a `code`: `not-a-pack`, `pack-version`, `pack-damaged`, `pack-inconsistent`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Precheck, JsValue> {
        Notice::read(bytes)
            .map(|notice| Precheck { notice })
            .map_err(|error| thrown(error.code(), "", &error.to_string()))
    }

    /// The engine's version.
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").into()
    }

    /// Assesses one person: plain objects in, plain objects out.
    ///
    /// # Errors
    /// An `Error` with `code` and `path`, for an input that does not fit the notice.
    pub fn assess(&self, input: JsValue) -> Result<JsValue, JsValue> {
        let input = self.read(input)?;
        let assessment = crate::assess(&self.notice, &input);
        let plain = serde_wasm_bindgen::Serializer::json_compatible();
        assessment.serialize(&plain).map_err(JsValue::from)
    }

    /// The ids of the steps that concern this person.
    ///
    /// # Errors
    /// As [`Precheck::assess`].
    pub fn steps(&self, input: JsValue) -> Result<Vec<String>, JsValue> {
        let input = self.read(input)?;
        Ok(crate::steps(&self.notice, &input).into_iter().map(String::from).collect())
    }

    /// The ids of the facts that concern this person; where that is unknown, they are named.
    ///
    /// # Errors
    /// As [`Precheck::assess`].
    pub fn applicable(&self, input: JsValue) -> Result<Vec<String>, JsValue> {
        let input = self.read(input)?;
        Ok(crate::applicable(&self.notice, &input).into_iter().map(String::from).collect())
    }

    /// What people read, by id, as JSON.
    pub fn texts(&self) -> String {
        self.notice.texts().into()
    }

    fn read(&self, input: JsValue) -> Result<Input, JsValue> {
        tree(&input, DEEPEST).and_then(|value| Input::read(&self.notice, &value)).map_err(refused)
    }
}

/// A plain value of JavaScript's as a tree. What JSON could not say is refused.
fn tree(value: &JsValue, depth: u8) -> Result<Value, InputError> {
    let refuse = |what: &str| Err(InputError::new(InputFault::MalformedJson, "", what));
    let Some(below) = depth.checked_sub(1) else {
        return refuse("nested too deep");
    };
    if value.is_null() || value.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Value::Number(number));
    }
    if let Some(truth) = value.as_bool() {
        return Ok(Value::Bool(truth));
    }
    if Array::is_array(value) {
        let items = Array::from(value);
        return items
            .iter()
            .map(|item| tree(&item, below))
            .collect::<Result<_, _>>()
            .map(Value::List);
    }
    let Some(object) = value.dyn_ref::<Object>() else {
        return refuse("a value that JSON cannot say");
    };
    let plain = match Object::get_prototype_of(object) {
        prototype if prototype.is_null() => true,
        // an object of another page's has a prototype of that page's
        prototype => Object::get_prototype_of(&prototype).is_null(),
    };
    if !plain {
        return refuse("an object that is no plain object");
    }
    let entries = Object::entries(object);
    let entry = |entry: JsValue| {
        let entry = Array::from(&entry);
        Ok((entry.get(0).as_string().unwrap_or_default(), tree(&entry.get(1), below)?))
    };
    entries.iter().map(entry).collect::<Result<_, _>>().map(Value::Object)
}

fn refused(error: InputError) -> JsValue {
    thrown(error.code().as_str(), error.path(), error.message())
}

/// An `Error` that carries a stable code and the place.
pub(super) fn thrown(code: &str, path: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    for (key, value) in [("code", code), ("path", path)] {
        // setting a key of a new object cannot fail
        let _ = Reflect::set(&error, &key.into(), &value.into());
    }
    error.into()
}
