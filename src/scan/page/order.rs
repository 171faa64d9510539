//! Quantiles of short lists; the standard library's sorts are large, and a browser pays for them.

/// Sorts by a key: Shell's sort with Ciura's steps.
pub(in crate::scan) fn sort<T: Copy>(values: &mut [T], key: fn(&T) -> f32) {
    let mut step = values.len().max(2);
    while step > 1 {
        step = if step < 8 { step / 2 } else { step * 4 / 9 };
        for start in step..values.len() {
            let mut place = start;
            // INVARIANT: `place` is at least `step` and under the length
            while place >= step {
                let pair = (values.get(place - step), values.get(place));
                let (Some(before), Some(after)) = pair else { break };
                if key(before) <= key(after) {
                    break;
                }
                values.swap(place - step, place);
                place -= step;
            }
        }
    }
}

/// The value below which `part` of the values lie; 0 for none.
pub(in crate::scan) fn quantile(values: &mut [f32], part: f32) -> f32 {
    sort(values, |value| *value);
    let last = values.len().saturating_sub(1);
    values.get(((last as f32 * part) as usize).min(last)).copied().unwrap_or(0.0)
}
