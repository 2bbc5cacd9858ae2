//! Ending an employment: grounds, protection, money, deadlines, papers.

mod average;
mod certificate;
mod deadlines;
mod final_pay;
mod final_wage;
mod ground;
mod notice;
mod pre2008;
mod preview;
mod protected;
mod service;
mod settlement;
mod unused_leave;

pub use average::average_monthly_wage;
pub use certificate::{CertificateCheck, certificate_check};
pub use deadlines::{Deadlines, deadlines};
pub use final_pay::{DamageDeduction, FinalPay, FinalPayInput, PayLine, damage_deduction, final_pay};
pub use final_wage::{FinalWage, FinalWageInput, PaidDayCount, WageMethod, final_wage, paid_days};
pub use ground::Ground;
pub use notice::{EmployeeNotice, employee_notice};
pub use pre2008::{Pre2008Input, Pre2008Split, pre2008_split};
pub use preview::{CostPreview, CostPreviewInput, ExitCost, ExitOption, cost_preview};
pub use protected::{ProtectedBlock, ProtectedCheck, ProtectedStatus, protected_check};
pub use service::ServiceMonths;
pub use settlement::{Pre2008Practice, Settlement, SettlementInput, settlement};
pub use unused_leave::{UnusedLeave, UnusedLeaveInput, leave_days_elapsed, unused_annual_leave};
