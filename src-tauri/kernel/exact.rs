//! Quantity × price ÷ base quantity × percentage does not fit a fixed-width decimal: `rust_decimal` would
//! silently drop digits once its 96 bits are full, and a dropped digit can turn a half into something less.
//! So products and quotients are kept as whole fractions of unlimited size and rounded once, at the end.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// A rational number, exact. The denominator is always above zero; it is not reduced, since a calculation
/// here is only a few steps long.
#[derive(Debug, Clone)]
pub struct Exact {
    numerator: BigInt,
    denominator: BigInt,
}

impl From<i128> for Exact {
    fn from(value: i128) -> Self {
        Self { numerator: BigInt::from(value), denominator: BigInt::from(1) }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self { numerator: BigInt::from(value.mantissa()), denominator: BigInt::from(10).pow(value.scale()) }
    }
}

impl Exact {
    /// Ten to the power of `exponent`.
    pub fn power_of_ten(exponent: u32) -> Self {
        Self { numerator: BigInt::from(10).pow(exponent), denominator: BigInt::from(1) }
    }

    /// `self` × `factor`.
    pub fn times(&self, factor: &Self) -> Self {
        Self {
            numerator: &self.numerator * &factor.numerator,
            denominator: &self.denominator * &factor.denominator,
        }
    }

    /// `self` ÷ `divisor`; `None` when the divisor is zero.
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        let numerator = &self.numerator * &divisor.denominator;
        let denominator = &self.denominator * &divisor.numerator;
        match denominator.sign() {
            Sign::NoSign => None,
            Sign::Plus => Some(Self { numerator, denominator }),
            Sign::Minus => Some(Self { numerator: -numerator, denominator: -denominator }),
        }
    }

    /// `self` + `addend`.
    pub fn plus(&self, addend: &Self) -> Self {
        if self.denominator == addend.denominator {
            return Self {
                numerator: &self.numerator + &addend.numerator,
                denominator: self.denominator.clone(),
            };
        }
        Self {
            numerator: &self.numerator * &addend.denominator + &addend.numerator * &self.denominator,
            denominator: &self.denominator * &addend.denominator,
        }
    }

    /// `self` × `percent` ÷ 100.
    pub fn percent(&self, percent: Decimal) -> Self {
        let mut part = self.times(&Self::from(percent));
        part.denominator *= 100;
        part
    }

    /// Whether the number is above zero.
    pub fn is_positive(&self) -> bool {
        self.numerator.is_positive()
    }

    /// The nearest whole number, halves away from zero; `None` when it does not fit an `i128`.
    pub fn round_half_away(&self) -> Option<i128> {
        let doubled: BigInt = self.numerator.abs() * 2 + &self.denominator;
        let nearest = doubled.div_floor(&(&self.denominator * 2)).to_i128()?;
        if self.numerator.is_negative() { nearest.checked_neg() } else { Some(nearest) }
    }

    /// The whole number at or below, and what is left above it as a numerator over the own denominator.
    /// `None` when the whole number does not fit an `i128`.
    pub fn floor_and_rest(&self) -> Option<(i128, BigInt)> {
        let (floor, rest) = self.numerator.div_mod_floor(&self.denominator);
        Some((floor.to_i128()?, rest))
    }

    /// Whether `whole` lies less than one away from this number.
    pub fn is_within_one_of(&self, whole: i128) -> bool {
        let distance: BigInt = &self.numerator - BigInt::from(whole) * &self.denominator;
        distance.abs() < self.denominator
    }

    /// Whether the number is a whole one.
    pub fn is_whole(&self) -> bool {
        (&self.numerator % &self.denominator).is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Exact {
        Exact::from(numerator).over(&Exact::from(denominator)).unwrap()
    }

    #[test]
    fn halves_go_away_from_zero() {
        let cases = [
            (1, 2, 1),
            (-1, 2, -1),
            (3, 2, 2),
            (5, 2, 3),
            (-5, 2, -3),
            (1, 3, 0),
            (-1, 3, 0),
            (7, -2, -4),
            (0, 5, 0),
        ];
        for (numerator, denominator, rounded) in cases {
            assert_eq!(
                ratio(numerator, denominator).round_half_away(),
                Some(rounded),
                "{numerator}/{denominator}"
            );
        }
    }

    #[test]
    fn digits_beyond_96_bits_still_decide_a_half() {
        // 0.5 − 10⁻³⁰ must not round up, although a 28-digit decimal would show it as a half.
        let just_below = ratio(1, 2).plus(&ratio(-1, 10_i128.pow(30)));
        assert_eq!(just_below.round_half_away(), Some(0));
    }

    #[test]
    fn division_by_zero_and_numbers_beyond_i128_answer_none() {
        assert!(Exact::from(1).over(&Exact::from(0)).is_none());
        assert_eq!(Exact::power_of_ten(39).round_half_away(), None);
        assert_eq!(ratio(-7, 2).floor_and_rest(), Some((-4, BigInt::from(1))));
    }
}
