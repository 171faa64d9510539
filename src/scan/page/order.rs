//! Quantiles of short lists; the standard library's sorts are large, and a browser pays for them.

/// The value at a place once the values are sorted; 0 for none. Shell's sort with Ciura's steps.
pub(in crate::scan) fn nth(values: &mut [f32], place: usize) -> f32 {
    let mut step = values.len().max(2);
    while step > 1 {
        step = if step < 8 { step / 2 } else { step * 4 / 9 };
        for start in step..values.len() {
            let mut place = start;
            // INVARIANT: `place` is at least `step` and under the length
            while place >= step && values.get(place - step) > values.get(place) {
                values.swap(place - step, place);
                place -= step;
            }
        }
    }
    values.get(place).copied().unwrap_or(0.0)
}

/// The value below which `part` of the values lie; 0 for none.
pub(super) fn quantile(values: &mut [f32], part: f32) -> f32 {
    nth(values, (values.len().saturating_sub(1) as f32 * part) as usize)
}

/// Where the weights up to there reach `goal`.
fn reached(weights: &[f32], goal: f32) -> usize {
    let mut sum = 0.0;
    for (place, weight) in weights.iter().enumerate() {
        sum += weight;
        if sum >= goal && sum > 0.0 {
            return place;
        }
    }
    0
}

/// The place that half of all weights lie up to.
pub(super) fn middle(weights: &[f32]) -> usize {
    reached(weights, 0.5 * weights.iter().sum::<f32>())
}

/// The place that `part` of what is counted lies below.
pub(super) fn counted(counts: &[f32], part: f32) -> usize {
    reached(counts, ((counts.iter().sum::<f32>() - 1.0) * part).floor() + 1.0)
}

/// Adds to a weight; the list grows as needed.
pub(super) fn weigh(weights: &mut Vec<f32>, place: usize, weight: f32) {
    if place >= weights.len() {
        weights.resize(place + 1, 0.0);
    }
    if let Some(known) = weights.get_mut(place) {
        *known += weight;
    }
}
