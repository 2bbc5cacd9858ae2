//! New files of the page are noticed.

fn main() {
    println!("cargo:rerun-if-changed=../../web/dist");
}
