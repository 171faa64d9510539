//! A tree of plain values, read from JSON text or from JavaScript objects alike.
//!
//! Input is read field by field from this tree, so that every error names its path, a doubled key
//! is seen, and what nobody asked for is refused instead of dropped.

/// Input nests three levels deep; a cyclic JavaScript object would nest for ever.
#[cfg(any(not(target_arch = "wasm32"), feature = "author", feature = "wasm-engine"))]
pub(crate) const DEEPEST: u8 = 8;

/// A plain value: what JSON can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, or JavaScript's `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object; keys in the order met, doubled ones kept.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// What kind of value it is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "author"))]
mod json {
    //! From JSON text and the like. For the page, `wasm` reads JavaScript's objects instead.

    use core::fmt;

    use serde::de::{
        Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
    };

    use super::{DEEPEST, Value};

    impl<'de> Deserialize<'de> for Value {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
            Tree(DEEPEST).deserialize(deserializer)
        }
    }

    #[derive(Clone, Copy)]
    struct Tree(u8);

    impl Tree {
        fn below<E: Error>(self) -> Result<Tree, E> {
            match self.0.checked_sub(1) {
                Some(left) => Ok(Tree(left)),
                None => Err(E::custom("nested too deep")),
            }
        }
    }

    impl<'de> DeserializeSeed<'de> for Tree {
        type Value = Value;

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    }

    impl<'de> Visitor<'de> for Tree {
        type Value = Value;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a plain value")
        }

        fn visit_unit<E: Error>(self) -> Result<Value, E> {
            Ok(Value::Null)
        }

        fn visit_none<E: Error>(self) -> Result<Value, E> {
            Ok(Value::Null)
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
            Ok(Value::Bool(value))
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
            Ok(Value::Number(value as f64))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
            Ok(Value::Number(value as f64))
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
            Ok(Value::Number(value))
        }

        fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
            Ok(Value::Text(value.into()))
        }

        fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
            Ok(Value::Text(value))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
            let below = self.below()?;
            let mut list = Vec::new();
            while let Some(item) = items.next_element_seed(below)? {
                list.push(item);
            }
            Ok(Value::List(list))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
            let below = self.below()?;
            let mut object = Vec::new();
            while let Some(key) = entries.next_key::<String>()? {
                object.push((key, entries.next_value_seed(below)?));
            }
            Ok(Value::Object(object))
        }
    }
}
