mod csv;
mod export;
mod hostile;
mod records;
mod xlsx;
