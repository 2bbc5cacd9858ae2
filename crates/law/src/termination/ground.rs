//! Why an employment ends.

use serde::{Deserialize, Serialize};

/// Why an employment ends. The names on the wire are those of the law files (`data/exits.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Mutual agreement that the employer proposed. Labour Contract Law arts. 36, 46 item 2.
    Art36EmployerProposed,
    /// Mutual agreement that the employee proposed. Art. 36.
    Art36EmployeeProposed,
    /// Resignation. Art. 37.
    EmployeeResignArt37,
    /// The employee leaves because of the employer's fault. Arts. 38, 46 item 1.
    Art38EmployerFault,
    /// Dismissal for the employee's fault. Art. 39.
    Art39EmployeeFault,
    /// Dismissal in probation. Art. 39 item 1.
    #[serde(rename = "probation_art39_1")]
    ProbationArt39Item1,
    /// Unfit after the medical period. Arts. 40 item 1, 46 item 3.
    Art40Illness,
    /// Incompetent after training or transfer. Arts. 40 item 2, 46 item 3.
    Art40Incompetent,
    /// Major change of circumstances. Arts. 40 item 3, 46 item 3.
    Art40MajorChange,
    /// Layoff. Arts. 41, 46 item 4.
    Art41Layoff,
    /// The fixed term ends and the employer offers nothing, or worse terms. Arts. 44 item 1, 46 item 5.
    Art44ExpiryNoOffer,
    /// The fixed term ends and the employee refuses the same or better terms. Art. 46 item 5.
    Art44ExpiryEmployeeRefusedSameTerms,
    /// Pension starts or the statutory retirement age is reached. Art. 44 item 2, Implementation Regulation art. 21.
    Art44Retirement,
    /// Bankruptcy, licence revoked, dissolution. Arts. 44 items 4 and 5, 46 item 6.
    Art44Dissolution,
    /// Death or declared death. Art. 44 item 3.
    Art44Death,
    /// A task contract's task is done. Implementation Regulation art. 22.
    TaskCompleted,
    /// Unlawful termination. Arts. 48, 87.
    Unlawful,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 17] = [
        Self::Art36EmployerProposed,
        Self::Art36EmployeeProposed,
        Self::EmployeeResignArt37,
        Self::Art38EmployerFault,
        Self::Art39EmployeeFault,
        Self::ProbationArt39Item1,
        Self::Art40Illness,
        Self::Art40Incompetent,
        Self::Art40MajorChange,
        Self::Art41Layoff,
        Self::Art44ExpiryNoOffer,
        Self::Art44ExpiryEmployeeRefusedSameTerms,
        Self::Art44Retirement,
        Self::Art44Dissolution,
        Self::Art44Death,
        Self::TaskCompleted,
        Self::Unlawful,
    ];

    /// The name on the wire and in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Art36EmployerProposed => "art36_employer_proposed",
            Self::Art36EmployeeProposed => "art36_employee_proposed",
            Self::EmployeeResignArt37 => "employee_resign_art37",
            Self::Art38EmployerFault => "art38_employer_fault",
            Self::Art39EmployeeFault => "art39_employee_fault",
            Self::ProbationArt39Item1 => "probation_art39_1",
            Self::Art40Illness => "art40_illness",
            Self::Art40Incompetent => "art40_incompetent",
            Self::Art40MajorChange => "art40_major_change",
            Self::Art41Layoff => "art41_layoff",
            Self::Art44ExpiryNoOffer => "art44_expiry_no_offer",
            Self::Art44ExpiryEmployeeRefusedSameTerms => "art44_expiry_employee_refused_same_terms",
            Self::Art44Retirement => "art44_retirement",
            Self::Art44Dissolution => "art44_dissolution",
            Self::Art44Death => "art44_death",
            Self::TaskCompleted => "task_completed",
            Self::Unlawful => "unlawful",
        }
    }

    /// The ground with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == name)
    }
}
