use super::super::context::Context;
use crate::notice::Rules;

pub(super) fn find(_: &mut Context<'_>, _: &Rules) {}
