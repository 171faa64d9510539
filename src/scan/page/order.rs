//! Quantiles of short lists; the standard library's sorts are large, and a browser pays for them.

/// The value at a place once the values are sorted; 0 for none. Hoare's selection.
pub(in crate::scan) fn nth(values: &mut [f32], place: usize) -> f32 {
    let at = |values: &[f32], place: usize| values.get(place).map_or(0.0, |value| *value);
    // what lies before `low` is no larger, and what lies from `high` on is no smaller, than all in between
    let (mut low, mut high) = (0, values.len());
    // INVARIANT: `low` ≤ `place` < `high`, so the pivot lies between them and stops both walks
    while place < high && low + 1 < high {
        let pivot = at(values, place);
        let (mut left, mut right) = (low, high);
        while left < right {
            while at(values, left) < pivot {
                left += 1;
            }
            while at(values, right - 1) > pivot {
                right -= 1;
            }
            if left < right {
                values.swap(left, right - 1);
                left += 1;
                right -= 1;
            }
        }
        if right <= place {
            low = left;
        }
        if place < left {
            high = right;
        }
    }
    at(values, place)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nth_is_that_of_the_sorted_values() {
        let mut random = 1_u32;
        for length in 0..40 {
            for range in [1, 3, 1000] {
                let mut draw = |_| {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    ((random >> 8) % range) as f32
                };
                let values: Vec<f32> = (0..length).map(&mut draw).collect();
                let mut sorted = values.clone();
                sorted.sort_by(f32::total_cmp);
                for place in 0..length + 1 {
                    let expected = sorted.get(place).copied().unwrap_or(0.0);
                    assert_eq!(nth(&mut values.clone(), place), expected, "{values:?} at {place}");
                }
            }
        }
    }
}
