//! Articles of law that this crate quotes. The text of the law is in the `law` crate; these are names only.

use kernel::Text;

/// Labour Contract Law, art. 29: both sides perform the contract in full.
pub const PERFORM_IN_FULL: Text = Text::of("《劳动合同法》第二十九条", "Labour Contract Law art. 29");
/// Labour Contract Law, art. 35: a contract is changed by written agreement.
pub const CHANGE_BY_AGREEMENT: Text = Text::of("《劳动合同法》第三十五条", "Labour Contract Law art. 35");
/// Labour Contract Law, art. 36: ending by agreement.
pub const AGREEMENT: Text = Text::of("《劳动合同法》第三十六条", "Labour Contract Law art. 36");
/// Labour Contract Law, art. 37: resignation in writing, thirty days, three in probation.
pub const RESIGNATION: Text = Text::of("《劳动合同法》第三十七条", "Labour Contract Law art. 37");
/// Labour Contract Law, arts. 36 and 37 together: what must exist before an exit may touch anything.
pub const AGREEMENT_OR_RESIGNATION: Text =
    Text::of("《劳动合同法》第三十六条、第三十七条", "Labour Contract Law arts. 36 and 37");
/// Labour Contract Law, arts. 46, 47 and 87: severance N, and 2N when the ending is unlawful.
pub const COST_OF_ENDING: Text =
    Text::of("《劳动合同法》第四十六条、第四十七条、第八十七条", "Labour Contract Law arts. 46, 47 and 87");
/// Labour Contract Law, art. 50: certificate, file and social-insurance transfer, severance at handover.
pub const AT_THE_END: Text = Text::of("《劳动合同法》第五十条", "Labour Contract Law art. 50");
/// Labour Contract Law, art. 50 para. 2: severance is paid when the handover is done.
pub const SEVERANCE_AT_HANDOVER: Text = Text::of("《劳动合同法》第五十条第二款", "Labour Contract Law art. 50 para. 2");
/// Provisional Rules on Payment of Wages (劳部发〔1994〕489号), art. 9: wages in one sum at the end.
pub const WAGES_AT_THE_END: Text = Text::of(
    "《工资支付暂行规定》（劳部发〔1994〕489号）第九条",
    "Provisional Rules on Payment of Wages (1994) No. 489 art. 9",
);
/// Regulations on the Housing Provident Fund, art. 15: the change is reported after the end of employment.
pub const HOUSING_FUND: Text =
    Text::of("《住房公积金管理条例》第十五条", "Regulations on the Housing Provident Fund art. 15");
/// Personal Information Protection Law, art. 24: no decision by a score alone.
pub const NO_DECISION_BY_SCORE: Text =
    Text::of("《个人信息保护法》第二十四条", "Personal Information Protection Law art. 24");
/// Personal Information Protection Law, art. 50: requests are answered, refusals are reasoned.
pub const ANSWER_REQUESTS: Text = Text::of("《个人信息保护法》第五十条", "Personal Information Protection Law art. 50");
/// Civil Code, art. 141: a declaration can be taken back only before it arrives or together with it.
pub const TAKEN_BACK_BEFORE_ARRIVAL: Text = Text::of("《民法典》第一百四十一条", "Civil Code art. 141");
/// Civil Code, art. 543: parties may change a contract by agreement.
pub const CHANGE_OF_AGREEMENT: Text = Text::of("《民法典》第五百四十三条", "Civil Code art. 543");
