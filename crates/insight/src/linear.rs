//! The little linear algebra that the models need: dense symmetric systems of a few dozen unknowns.

use crate::Error;

/// A symmetric matrix, row after row.
#[derive(Debug, Clone)]
pub(crate) struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    /// All zeros.
    pub(crate) fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// Adds to the diagonal.
    pub(crate) fn add_diagonal(&mut self, place: usize, value: f64) {
        self.cells[place * self.size + place] += value;
    }

    /// Adds `weight` times another matrix of the same size.
    pub(crate) fn add_scaled(&mut self, other: &Self, weight: f64) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            *cell += weight * more;
        }
    }

    /// Adds `weight · x xᵀ` to the lower triangle.
    pub(crate) fn add_square(&mut self, x: &[f64], weight: f64) {
        for (row, &left) in x.iter().enumerate() {
            let scaled = weight * left;
            if scaled == 0.0 {
                continue;
            }
            let line = &mut self.cells[row * self.size..=row * self.size + row];
            for (cell, &right) in line.iter_mut().zip(x) {
                *cell += scaled * right;
            }
        }
    }

    /// Solves `A x = b` by Cholesky's decomposition, reading the lower triangle.
    pub(crate) fn solve(mut self, b: &[f64]) -> Result<Vec<f64>, Error> {
        self.factor()?;
        Ok(self.substitute(b))
    }

    /// The diagonal of the inverse.
    pub(crate) fn inverse_diagonal(mut self) -> Result<Vec<f64>, Error> {
        self.factor()?;
        let unit = |place: usize| (0..self.size).map(|other| f64::from(u8::from(other == place))).collect::<Vec<f64>>();
        Ok((0..self.size).map(|place| self.substitute(&unit(place))[place]).collect())
    }

    /// Forward and backward substitution with the factor in place.
    fn substitute(&self, b: &[f64]) -> Vec<f64> {
        let n = self.size;
        let mut x = b.to_vec();
        for row in 0..n {
            let done: f64 = self.cells[row * n..row * n + row].iter().zip(&x).map(|(cell, value)| cell * value).sum();
            x[row] = (x[row] - done) / self.cells[row * n + row];
        }
        for row in (0..n).rev() {
            let done: f64 = (row + 1..n).map(|below| self.cells[below * n + row] * x[below]).sum();
            x[row] = (x[row] - done) / self.cells[row * n + row];
        }
        x
    }

    fn factor(&mut self) -> Result<(), Error> {
        let n = self.size;
        for row in 0..n {
            let (above, rest) = self.cells.split_at_mut(row * n);
            let line = &mut rest[..n];
            for column in 0..row {
                let other = &above[column * n..column * n + n];
                let dot: f64 = line[..column].iter().zip(&other[..column]).map(|(a, b)| a * b).sum();
                line[column] = (line[column] - dot) / other[column];
            }
            let square: f64 = line[..row].iter().map(|value| value * value).sum();
            let left = line[row] - square;
            if !left.is_finite() || left <= 1e-12 {
                return Err(Error::NoSolution("a linear system"));
            }
            line[row] = left.sqrt();
        }
        Ok(())
    }
}
