//! From the rows and their taxes to the totals of the document and its public figures.

use rust_decimal::Decimal;

use super::figures::{DocumentFigure, Figures, LineFigures, shares_of};
use super::priced::{
    AppliedAdjustment, Placement, Priced, PricedAdjustment, PricedLine, TaxAmount, TaxTotal,
};
use super::request::{Adjustment, AdjustmentValue, DocumentAdjustment, PriceLine, PriceRequest};
use super::scale::{Scale, TooLarge};
use super::taxes::{Row, TaxTable, Taxed, TaxedRow};
use crate::calc::error::CalcError;
use crate::kernel::exact::Exact;

/// The totals of the document in minor units.
struct Totals {
    lines_net: i128,
    allowances: i128,
    charges: i128,
    net: i128,
    tax: i128,
    total: i128,
}

/// Puts the priced document together.
pub(super) fn priced(
    request: &PriceRequest,
    figures: &Figures,
    rows: &[Row],
    taxed: &Taxed,
    table: &TaxTable<'_>,
    scale: &Scale,
) -> Result<Priced, CalcError> {
    let assembly = Assembly { request, figures, rows, taxed, table, scale };
    let totals = assembly.totals().map_err(|error| error.at("lines", "a total of the document"))?;
    let prepaid = match request.prepaid {
        Some(prepaid) => scale.given(prepaid.value(), "prepaid")?,
        None => 0,
    };
    let rounding = rounding(request, totals.total, scale)?;
    let public =
        |minor: i128, name: &str| scale.amount(minor).map_err(|error| error.at(name, &format!("`{name}`")));
    let rows_too_large = |error: TooLarge| error.at("lines", "an amount of a line");
    let (document_allowances, document_charges) = assembly.adjustments().map_err(rows_too_large)?;
    Ok(Priced {
        currency: request.currency.clone(),
        decimals: scale.decimals(),
        prices_include_tax: request.prices_include_tax,
        tax_rounding: request.tax_rounding,
        lines: assembly.lines().map_err(rows_too_large)?,
        document_allowances,
        document_charges,
        lines_net: public(totals.lines_net, "lines_net")?,
        allowances: public(totals.allowances, "allowances")?,
        charges: public(totals.charges, "charges")?,
        net: public(totals.net, "net")?,
        taxes: assembly.taxes().map_err(|error| error.at("taxes", "a tax of the document"))?,
        tax: public(totals.tax, "tax")?,
        total: public(totals.total, "total")?,
        prepaid: public(prepaid, "prepaid")?,
        rounding: public(rounding, "rounding")?,
        round_to: request.round_to.map(|coin| coin.value().normalize()),
        due: public(totals.total - prepaid + rounding, "due")?,
    })
}

/// The rounding amount: as given, or what brings the total to the nearest multiple of the coin.
fn rounding(request: &PriceRequest, total: i128, scale: &Scale) -> Result<i128, CalcError> {
    if let Some(rounding) = request.rounding {
        return scale.given(rounding.value(), "rounding");
    }
    let Some(coin) = request.round_to else {
        return Ok(0);
    };
    let too_large = || TooLarge.at("round_to", "the total rounded to this coin");
    let coin = scale.in_minor(&Exact::from(coin.value()));
    let coins = Exact::from(total).over(&coin).and_then(|coins| coins.round_half_away());
    let rounded = scale.round(&Exact::from(coins.ok_or_else(too_large)?).times(&coin));
    Ok(rounded.map_err(|_| too_large())? - total)
}

/// Everything that was computed, while it is put together.
struct Assembly<'a> {
    request: &'a PriceRequest,
    figures: &'a Figures,
    rows: &'a [Row],
    taxed: &'a Taxed,
    table: &'a TaxTable<'a>,
    scale: &'a Scale,
}

impl Assembly<'_> {
    fn totals(&self) -> Result<Totals, TooLarge> {
        let (figures, scale) = (self.figures, self.scale);
        let allowances = scale.sum(figures.allowances.iter().map(|figure| figure.amount))?;
        let charges = scale.sum(figures.charges.iter().map(|figure| figure.amount))?;
        let tax = scale.sum(self.taxed.taxes.iter().map(|tax| tax.amount))?;
        let priced = scale.sum([figures.lines_sum, -allowances, charges])?;
        if self.request.prices_include_tax {
            let lines_net = scale.sum(self.taxed.rows.iter().take(figures.lines.len()).map(|row| row.net))?;
            let net = scale.sum(self.taxed.rows.iter().map(|row| row.net))?;
            return Ok(Totals { lines_net, allowances, charges, net, tax, total: priced });
        }
        let total = scale.sum([priced, tax])?;
        Ok(Totals { lines_net: figures.lines_sum, allowances, charges, net: priced, tax, total })
    }

    fn taxes(&self) -> Result<Vec<TaxTotal>, TooLarge> {
        let places = self.taxed.taxes.iter().enumerate();
        places
            .filter_map(|(place, figures)| Some((self.table.get(place)?, figures)))
            .map(|(tax, figures)| {
                Ok(TaxTotal {
                    code: tax.code.clone(),
                    rate: tax.rate.value().normalize(),
                    category: tax.category,
                    base: self.scale.amount(figures.base)?,
                    amount: self.scale.amount(figures.amount)?,
                })
            })
            .collect()
    }

    fn lines(&self) -> Result<Vec<PricedLine>, TooLarge> {
        let rows = self.rows.iter().zip(&self.taxed.rows);
        let lines = self.request.lines.iter().zip(&self.figures.lines);
        let lines = lines.zip(rows).enumerate();
        lines.map(|(index, ((line, figures), row))| self.line(index, line, figures, row)).collect()
    }

    fn line(
        &self,
        index: usize,
        line: &PriceLine,
        figures: &LineFigures,
        (row, taxed): (&Row, &TaxedRow),
    ) -> Result<PricedLine, TooLarge> {
        let amount = |minor: i128| self.scale.amount(minor);
        let tax = taxed.taxes.iter().sum::<i128>();
        let net = if self.request.prices_include_tax { taxed.net } else { figures.amount };
        Ok(PricedLine {
            quantity: line.quantity.value(),
            unit_price: line.unit_price.value(),
            price_base_quantity: line.price_base_quantity.map_or(Decimal::ONE, |base| base.value()),
            gross: amount(figures.gross)?,
            allowances: self.applied(&line.allowances, &figures.allowances)?,
            charges: self.applied(&line.charges, &figures.charges)?,
            allowances_total: amount(figures.allowances.iter().sum())?,
            charges_total: amount(figures.charges.iter().sum())?,
            amount: amount(figures.amount)?,
            allowance_share: amount(shares_of(&self.figures.allowances, index))?,
            charge_share: amount(shares_of(&self.figures.charges, index))?,
            net: amount(net)?,
            taxable_base: amount(taxed.net)?,
            taxes: self.row_taxes(row, taxed)?,
            tax: amount(tax)?,
            total: amount(taxed.net + tax)?,
        })
    }

    fn row_taxes(&self, row: &Row, taxed: &TaxedRow) -> Result<Vec<TaxAmount>, TooLarge> {
        let pairs = row.taxes.iter().zip(&taxed.taxes);
        pairs
            .filter_map(|(place, amount)| Some((self.table.get(*place)?, *amount)))
            .map(|(tax, amount)| {
                Ok(TaxAmount {
                    code: tax.code.clone(),
                    rate: tax.rate.value().normalize(),
                    category: tax.category,
                    amount: self.scale.amount(amount)?,
                })
            })
            .collect()
    }

    fn applied(&self, list: &[Adjustment], amounts: &[i128]) -> Result<Vec<AppliedAdjustment>, TooLarge> {
        let pairs = list.iter().zip(amounts);
        pairs.map(|(adjustment, amount)| self.apply(adjustment.value, *amount)).collect()
    }

    fn apply(&self, value: AdjustmentValue, amount: i128) -> Result<AppliedAdjustment, TooLarge> {
        let percent = match value {
            AdjustmentValue::Percent(percent) => Some(percent.value().normalize()),
            AdjustmentValue::Amount(_) => None,
        };
        Ok(AppliedAdjustment { percent, amount: self.scale.amount(amount)? })
    }

    /// The document's allowances and charges; those with own taxes take the rows after the lines in turn.
    fn adjustments(&self) -> Result<(Vec<PricedAdjustment>, Vec<PricedAdjustment>), TooLarge> {
        let mut own = self.rows.iter().zip(&self.taxed.rows).skip(self.figures.lines.len());
        let mut place = |list: &[DocumentAdjustment], figures: &[DocumentFigure]| {
            let pairs = list.iter().zip(figures);
            pairs
                .map(|(adjustment, figure)| {
                    let applied = self.apply(adjustment.value, figure.amount)?;
                    let placement = match &figure.shares {
                        Some(shares) => {
                            let shares = shares.iter().map(|share| self.scale.amount(*share));
                            Placement::Spread { shares: shares.collect::<Result<_, _>>()? }
                        }
                        None => {
                            let (row, taxed) = own.next().ok_or(TooLarge)?;
                            let taxes = self.row_taxes(row, taxed)?;
                            Placement::OwnTaxes { taxable_base: self.scale.amount(taxed.net)?, taxes }
                        }
                    };
                    Ok(PricedAdjustment { applied, placement })
                })
                .collect::<Result<Vec<_>, TooLarge>>()
        };
        let allowances = place(&self.request.allowances, &self.figures.allowances)?;
        let charges = place(&self.request.charges, &self.figures.charges)?;
        Ok((allowances, charges))
    }
}
