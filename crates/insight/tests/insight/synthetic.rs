//! Made-up people whose leaving follows a known law.

use insight::frame::{Column, Frame};

/// A stream of numbers between 0 and 1, of its own so that tests do not echo the crate's generator.
pub struct Stream(u64);

impl Stream {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493))
    }

    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(1_u32 << 31)
    }
}

/// Pay and unit matter, `noise` does not, `constant` never changes, some pay is missing.
pub fn people(rows: usize, seed: u64) -> (Frame, Vec<bool>) {
    let mut stream = Stream::new(seed);
    let (mut pay, mut unit, mut noise, mut labels) = (vec![], vec![], vec![], vec![]);
    for _ in 0..rows {
        let (x, u, z) = (stream.next(), stream.next(), stream.next());
        let sales = u < 0.3;
        // Additive in log-odds, so that there is no interaction to find.
        let risk = insight::link::sigmoid(-2.5 + if x < 0.3 { 2.2 } else { 0.0 } + if sales { 1.5 } else { 0.0 });
        labels.push(stream.next() < risk);
        pay.push(if stream.next() < 0.05 { f64::NAN } else { (x * 10_000.0).round() });
        unit.push(Some(if sales {
            "sales"
        } else if u < 0.6 {
            "office"
        } else {
            "plant"
        }));
        noise.push(z);
    }
    let columns = vec![
        Column::numbers("pay", pay),
        Column::categories("unit", &unit),
        Column::numbers("noise", noise),
        Column::numbers("constant", vec![7.0; rows]),
    ];
    (Frame::new(columns).unwrap(), labels)
}
