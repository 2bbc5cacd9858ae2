mod csv;
mod export;
mod hostile;
mod xlsx;
