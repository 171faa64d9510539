use super::super::context::Context;

pub(super) fn find(_: &mut Context<'_>) {}
