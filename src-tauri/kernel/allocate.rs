//! A sum that is shared out over lines must come back whole: the parts are rounded, and their total may not
//! be a cent more or less. The rule is the largest remainder (Hamilton's method): every part is rounded
//! down first, then the cents that are left go one each to the parts that lost most, ties to the earlier.

use num_bigint::BigInt;

use super::exact::Exact;

/// Why a sum cannot be shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AllocationError {
    /// The weights add up to nothing, so no line has a claim.
    #[error("the weights add up to zero, so there is nothing to share the amount out over")]
    ZeroSum,
    /// A part passes what can be held.
    #[error("a part of the shared amount is too large")]
    TooLarge,
    /// The exact parts are further from the sum than one unit a part could make good.
    #[error("the exact parts do not belong to this sum")]
    OutOfReach,
}

/// Shares `total` minor units out over `weights`, in proportion, so that the parts sum exactly.
///
/// Rounded down means towards minus infinity, also for negative totals and weights. A total of zero gives
/// zeros whatever the weights.
///
/// # Errors
/// [`AllocationError::ZeroSum`] when the weights add up to zero and the total does not,
/// [`AllocationError::TooLarge`] when a part or the sum of the weights does not fit.
pub fn allocate(total: i128, weights: &[i128]) -> Result<Vec<i128>, AllocationError> {
    if total == 0 {
        return Ok(vec![0; weights.len()]);
    }
    let sum = weights
        .iter()
        .try_fold(0_i128, |sum, weight| sum.checked_add(*weight))
        .ok_or(AllocationError::TooLarge)?;
    let factor = Exact::from(total).over(&Exact::from(sum)).ok_or(AllocationError::ZeroSum)?;
    allocate_near(total, weights, &factor)
}

/// Rounds the exact parts `weight` × `factor` so that they sum to `total`, by largest remainder.
///
/// Used where `total` is itself the rounded sum of the parts (a tax on the document, shown per line), which
/// also answers when the weights cancel out.
///
/// # Errors
/// [`AllocationError::OutOfReach`] when rounding each part down or up cannot meet `total`,
/// [`AllocationError::TooLarge`] when a part does not fit.
pub fn allocate_near(total: i128, weights: &[i128], factor: &Exact) -> Result<Vec<i128>, AllocationError> {
    let mut parts = Vec::with_capacity(weights.len());
    let mut rests: Vec<(BigInt, usize)> = Vec::with_capacity(weights.len());
    let mut left = total;
    for (index, weight) in weights.iter().enumerate() {
        let (floor, rest) =
            Exact::from(*weight).times(factor).floor_and_rest().ok_or(AllocationError::TooLarge)?;
        left = left.checked_sub(floor).ok_or(AllocationError::TooLarge)?;
        parts.push(floor);
        rests.push((rest, index));
    }
    let left = usize::try_from(left).map_err(|_| AllocationError::OutOfReach)?;
    if left > parts.len() {
        return Err(AllocationError::OutOfReach);
    }
    rests.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    for (_, index) in rests.iter().take(left) {
        if let Some(part) = parts.get_mut(*index) {
            *part = part.checked_add(1).ok_or(AllocationError::TooLarge)?;
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_total_and_ties_go_to_the_earlier_line() {
        let check = |total: i128, weights: &[i128], parts: &[i128]| {
            assert_eq!(allocate(total, weights).unwrap(), parts, "{total} over {weights:?}");
        };
        check(100, &[1, 1, 1], &[34, 33, 33]);
        check(-100, &[1, 1, 1], &[-33, -33, -34]);
        check(200, &[1, 1, 1], &[67, 67, 66]);
        check(10, &[0, 5, 0, 5], &[0, 5, 0, 5]);
        check(-10, &[-100, 50], &[-20, 10]);
        check(12_500, &[100_000, 25_000], &[10_000, 2_500]);
        check(0, &[5, -5], &[0, 0]);
        check(7, &[3], &[7]);
    }

    #[test]
    fn nothing_to_share_over_is_an_error() {
        assert_eq!(allocate(5, &[0, 0]), Err(AllocationError::ZeroSum));
        assert_eq!(allocate(5, &[10, -10]), Err(AllocationError::ZeroSum));
        assert_eq!(allocate(5, &[]), Err(AllocationError::ZeroSum));
        assert_eq!(allocate(1, &[i128::MAX, 1]), Err(AllocationError::TooLarge));
    }

    #[test]
    fn exact_parts_that_cancel_out_are_kept() {
        let fifth = Exact::from(1).over(&Exact::from(5)).unwrap();
        assert_eq!(allocate_near(0, &[10_000, -10_000], &fifth).unwrap(), [2_000, -2_000]);
        assert_eq!(allocate_near(99, &[100], &fifth), Err(AllocationError::OutOfReach));
    }
}
