//! Articles of law by short code. Texts for readers; the figures inside the articles are dated data.

use serde::{Deserialize, Serialize};

use crate::explained::Text;

/// An article of law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Article {
    /// Short code, stable: `LCL art.47(2)`.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub code: Text,
    /// As Chinese readers write it: `《劳动合同法》第四十七条第二款`.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub text_zh: Text,
    /// As English readers write it: `Labour Contract Law art. 47 para. 2`.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub text_en: Text,
}

impl Article {
    const fn new(code: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { code: Text::Borrowed(code), text_zh: Text::Borrowed(zh), text_en: Text::Borrowed(en) }
    }

    /// The article with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|article| article.code == code)
    }
}

macro_rules! articles {
    ($($name:ident = $code:literal, $zh:literal, $en:literal;)+) => {
        $(
            #[doc = concat!($zh, ", ", $en, ".")]
            pub(crate) const $name: Article = Article::new($code, $zh, $en);
        )+

        /// Every article that the calculators and the exit rules name.
        static ALL: &[Article] = &[$($name),+];
    };
}

articles! {
    LCL_4 = "LCL art.4", "《劳动合同法》第四条", "Labour Contract Law art. 4";
    LCL_10 = "LCL art.10", "《劳动合同法》第十条", "Labour Contract Law art. 10";
    LCL_14_2 = "LCL art.14(2)", "《劳动合同法》第十四条第二款", "Labour Contract Law art. 14 para. 2";
    LCL_14_3 = "LCL art.14(3)", "《劳动合同法》第十四条第三款", "Labour Contract Law art. 14 para. 3";
    LCL_19 = "LCL art.19", "《劳动合同法》第十九条", "Labour Contract Law art. 19";
    LCL_20 = "LCL art.20", "《劳动合同法》第二十条", "Labour Contract Law art. 20";
    LCL_22 = "LCL art.22", "《劳动合同法》第二十二条", "Labour Contract Law art. 22";
    LCL_23 = "LCL art.23", "《劳动合同法》第二十三条", "Labour Contract Law art. 23";
    LCL_24 = "LCL art.24", "《劳动合同法》第二十四条", "Labour Contract Law art. 24";
    LCL_30 = "LCL art.30", "《劳动合同法》第三十条", "Labour Contract Law art. 30";
    LCL_35 = "LCL art.35", "《劳动合同法》第三十五条", "Labour Contract Law art. 35";
    LCL_36 = "LCL art.36", "《劳动合同法》第三十六条", "Labour Contract Law art. 36";
    LCL_37 = "LCL art.37", "《劳动合同法》第三十七条", "Labour Contract Law art. 37";
    LCL_38 = "LCL art.38", "《劳动合同法》第三十八条", "Labour Contract Law art. 38";
    LCL_39 = "LCL art.39", "《劳动合同法》第三十九条", "Labour Contract Law art. 39";
    LCL_39_1 = "LCL art.39(1)", "《劳动合同法》第三十九条第（一）项", "Labour Contract Law art. 39 item 1";
    LCL_40 = "LCL art.40", "《劳动合同法》第四十条", "Labour Contract Law art. 40";
    LCL_40_1 = "LCL art.40(1)", "《劳动合同法》第四十条第（一）项", "Labour Contract Law art. 40 item 1";
    LCL_40_2 = "LCL art.40(2)", "《劳动合同法》第四十条第（二）项", "Labour Contract Law art. 40 item 2";
    LCL_40_3 = "LCL art.40(3)", "《劳动合同法》第四十条第（三）项", "Labour Contract Law art. 40 item 3";
    LCL_41 = "LCL art.41", "《劳动合同法》第四十一条", "Labour Contract Law art. 41";
    LCL_42 = "LCL art.42", "《劳动合同法》第四十二条", "Labour Contract Law art. 42";
    LCL_42_1 = "LCL art.42(1)", "《劳动合同法》第四十二条第（一）项", "Labour Contract Law art. 42 item 1";
    LCL_42_2 = "LCL art.42(2)", "《劳动合同法》第四十二条第（二）项", "Labour Contract Law art. 42 item 2";
    LCL_42_3 = "LCL art.42(3)", "《劳动合同法》第四十二条第（三）项", "Labour Contract Law art. 42 item 3";
    LCL_42_4 = "LCL art.42(4)", "《劳动合同法》第四十二条第（四）项", "Labour Contract Law art. 42 item 4";
    LCL_42_5 = "LCL art.42(5)", "《劳动合同法》第四十二条第（五）项", "Labour Contract Law art. 42 item 5";
    LCL_43 = "LCL art.43", "《劳动合同法》第四十三条", "Labour Contract Law art. 43";
    LCL_44_1 = "LCL art.44(1)", "《劳动合同法》第四十四条第（一）项", "Labour Contract Law art. 44 item 1";
    LCL_44_2 = "LCL art.44(2)", "《劳动合同法》第四十四条第（二）项", "Labour Contract Law art. 44 item 2";
    LCL_44_3 = "LCL art.44(3)", "《劳动合同法》第四十四条第（三）项", "Labour Contract Law art. 44 item 3";
    LCL_44_4_5 = "LCL art.44(4)(5)", "《劳动合同法》第四十四条第（四）、（五）项", "Labour Contract Law art. 44 items 4 and 5";
    LCL_45 = "LCL art.45", "《劳动合同法》第四十五条", "Labour Contract Law art. 45";
    LCL_46 = "LCL art.46", "《劳动合同法》第四十六条", "Labour Contract Law art. 46";
    LCL_46_1 = "LCL art.46(1)", "《劳动合同法》第四十六条第（一）项", "Labour Contract Law art. 46 item 1";
    LCL_46_2 = "LCL art.46(2)", "《劳动合同法》第四十六条第（二）项", "Labour Contract Law art. 46 item 2";
    LCL_46_3 = "LCL art.46(3)", "《劳动合同法》第四十六条第（三）项", "Labour Contract Law art. 46 item 3";
    LCL_46_4 = "LCL art.46(4)", "《劳动合同法》第四十六条第（四）项", "Labour Contract Law art. 46 item 4";
    LCL_46_5 = "LCL art.46(5)", "《劳动合同法》第四十六条第（五）项", "Labour Contract Law art. 46 item 5";
    LCL_46_6 = "LCL art.46(6)", "《劳动合同法》第四十六条第（六）项", "Labour Contract Law art. 46 item 6";
    LCL_47_1 = "LCL art.47(1)", "《劳动合同法》第四十七条第一款", "Labour Contract Law art. 47 para. 1";
    LCL_47_2 = "LCL art.47(2)", "《劳动合同法》第四十七条第二款", "Labour Contract Law art. 47 para. 2";
    LCL_47_3 = "LCL art.47(3)", "《劳动合同法》第四十七条第三款", "Labour Contract Law art. 47 para. 3";
    LCL_48 = "LCL art.48", "《劳动合同法》第四十八条", "Labour Contract Law art. 48";
    LCL_50_1 = "LCL art.50(1)", "《劳动合同法》第五十条第一款", "Labour Contract Law art. 50 para. 1";
    LCL_50_2 = "LCL art.50(2)", "《劳动合同法》第五十条第二款", "Labour Contract Law art. 50 para. 2";
    LCL_50_3 = "LCL art.50(3)", "《劳动合同法》第五十条第三款", "Labour Contract Law art. 50 para. 3";
    LCL_58_2 = "LCL art.58(2)", "《劳动合同法》第五十八条第二款", "Labour Contract Law art. 58 para. 2";
    LCL_66_3 = "LCL art.66(3)", "《劳动合同法》第六十六条第三款", "Labour Contract Law art. 66 para. 3";
    LCL_68 = "LCL art.68", "《劳动合同法》第六十八条", "Labour Contract Law art. 68";
    LCL_70 = "LCL art.70", "《劳动合同法》第七十条", "Labour Contract Law art. 70";
    LCL_72_2 = "LCL art.72(2)", "《劳动合同法》第七十二条第二款", "Labour Contract Law art. 72 para. 2";
    LCL_82 = "LCL art.82", "《劳动合同法》第八十二条", "Labour Contract Law art. 82";
    LCL_83 = "LCL art.83", "《劳动合同法》第八十三条", "Labour Contract Law art. 83";
    LCL_85 = "LCL art.85", "《劳动合同法》第八十五条", "Labour Contract Law art. 85";
    LCL_87 = "LCL art.87", "《劳动合同法》第八十七条", "Labour Contract Law art. 87";
    LCL_89 = "LCL art.89", "《劳动合同法》第八十九条", "Labour Contract Law art. 89";
    LCL_97_3 = "LCL art.97(3)", "《劳动合同法》第九十七条第三款", "Labour Contract Law art. 97 para. 3";
    IR_6 = "IR art.6", "《劳动合同法实施条例》第六条", "Implementation Regulation of the LCL art. 6";
    IR_7 = "IR art.7", "《劳动合同法实施条例》第七条", "Implementation Regulation of the LCL art. 7";
    IR_15 = "IR art.15", "《劳动合同法实施条例》第十五条", "Implementation Regulation of the LCL art. 15";
    IR_20 = "IR art.20", "《劳动合同法实施条例》第二十条", "Implementation Regulation of the LCL art. 20";
    IR_21 = "IR art.21", "《劳动合同法实施条例》第二十一条", "Implementation Regulation of the LCL art. 21";
    IR_22 = "IR art.22", "《劳动合同法实施条例》第二十二条", "Implementation Regulation of the LCL art. 22";
    IR_24 = "IR art.24", "《劳动合同法实施条例》第二十四条", "Implementation Regulation of the LCL art. 24";
    IR_25 = "IR art.25", "《劳动合同法实施条例》第二十五条", "Implementation Regulation of the LCL art. 25";
    IR_27 = "IR art.27", "《劳动合同法实施条例》第二十七条", "Implementation Regulation of the LCL art. 27";
    OLD_481 = "劳部发〔1994〕481号 arts.5-9", "《违反和解除劳动合同的经济补偿办法》（劳部发〔1994〕481号）第五条至第九条", "Severance Measures 劳部发〔1994〕481号 arts. 5-9";
    WAGE_9 = "劳部发〔1994〕489号 art.9", "《工资支付暂行规定》第九条", "Interim Provisions on Payment of Wages art. 9";
    WAGE_13 = "劳部发〔1994〕489号 art.13", "《工资支付暂行规定》第十三条", "Interim Provisions on Payment of Wages art. 13";
    WAGE_16 = "劳部发〔1994〕489号 art.16", "《工资支付暂行规定》第十六条", "Interim Provisions on Payment of Wages art. 16";
    ARBITRATION_27 = "MAL art.27", "《劳动争议调解仲裁法》第二十七条", "Labour Dispute Mediation and Arbitration Law art. 27";
    FUND_15 = "HPF Regulation art.15", "《住房公积金管理条例》第十五条", "Housing Provident Fund Regulation art. 15";
    UNION_19 = "Trade Union Law art.19", "《工会法》第十九条", "Trade Union Law art. 19";
    LEAVE_3 = "职工带薪年休假条例 art.3", "《职工带薪年休假条例》第三条", "Regulation on Paid Annual Leave art. 3";
    LEAVE_4 = "职工带薪年休假条例 art.4", "《职工带薪年休假条例》第四条", "Regulation on Paid Annual Leave art. 4";
    LEAVE_5 = "职工带薪年休假条例 art.5", "《职工带薪年休假条例》第五条", "Regulation on Paid Annual Leave art. 5";
    LEAVE_RULES_3 = "企业职工带薪年休假实施办法 art.3", "《企业职工带薪年休假实施办法》第三条", "Implementing Measures for Paid Annual Leave art. 3";
    LEAVE_RULES_5 = "企业职工带薪年休假实施办法 art.5", "《企业职工带薪年休假实施办法》第五条", "Implementing Measures for Paid Annual Leave art. 5";
    LEAVE_RULES_10 = "企业职工带薪年休假实施办法 art.10", "《企业职工带薪年休假实施办法》第十条", "Implementing Measures for Paid Annual Leave art. 10";
    LEAVE_RULES_11 = "企业职工带薪年休假实施办法 art.11", "《企业职工带薪年休假实施办法》第十一条", "Implementing Measures for Paid Annual Leave art. 11";
    LEAVE_RULES_12 = "企业职工带薪年休假实施办法 art.12", "《企业职工带薪年休假实施办法》第十二条", "Implementing Measures for Paid Annual Leave art. 12";
    PAID_DAYS = "人社部发〔2025〕2号", "人社部发〔2025〕2号", "MOHRSS notice 2025 No. 2";
    IIT_3 = "IIT Law art.3", "《个人所得税法》第三条", "Individual Income Tax Law art. 3";
    TAX_164_5 = "财税〔2018〕164号 art.5(1)", "财税〔2018〕164号第五条第（一）项", "MOF/STA notice 2018 No. 164 art. 5 item 1";
    CIVIL_201_202 = "Civil Code arts.201-202", "《民法典》第二百零一条、第二百零二条", "Civil Code arts. 201 and 202";
    LABOUR_41 = "Labour Law art.41", "《劳动法》第四十一条", "Labour Law art. 41";
    LABOUR_44 = "Labour Law art.44", "《劳动法》第四十四条", "Labour Law art. 44";
    MEDICAL_3_4 = "劳部发〔1994〕479号 arts.3-4", "《企业职工患病或非因工负伤医疗期规定》第三条、第四条", "Medical Period Provisions 劳部发〔1994〕479号 arts. 3 and 4";
    SICK_59 = "劳部发〔1995〕309号 art.59", "劳部发〔1995〕309号第五十九条", "MOL notice 1995 No. 309 art. 59";
    WOMEN_7 = "女职工劳动保护特别规定 art.7", "《女职工劳动保护特别规定》第七条", "Special Provisions on Women Workers art. 7";
    COURT_36 = "法释〔2020〕26号 art.36", "法释〔2020〕26号第三十六条", "Judicial interpretation 2020 No. 26 art. 36";
    COURT_33 = "法释〔2020〕26号 art.33", "法释〔2020〕26号第三十三条", "Judicial interpretation 2020 No. 26 art. 33";
    COURT_34 = "法释〔2020〕26号 art.34", "法释〔2020〕26号第三十四条", "Judicial interpretation 2020 No. 26 art. 34";
    COURT_38 = "法释〔2020〕26号 art.38", "法释〔2020〕26号第三十八条", "Judicial interpretation 2020 No. 26 art. 38";
    COURT_39 = "法释〔2020〕26号 art.39", "法释〔2020〕26号第三十九条", "Judicial interpretation 2020 No. 26 art. 39";
    DISPATCH_4 = "劳务派遣暂行规定 art.4", "《劳务派遣暂行规定》第四条", "Interim Provisions on Labour Dispatch art. 4";
    OVER_AGE = "人社部令第56号", "《超龄劳动者基本权益保障暂行规定》（第56号令）", "Interim Provisions on Over-age Workers (Order 56)";
    COURT_6 = "法释〔2025〕12号 art.6", "法释〔2025〕12号第六条", "Judicial interpretation 2025 No. 12 art. 6";
    DELAY_2024 = "NPCSC decision 2024-09-13", "全国人大常委会关于实施渐进式延迟法定退休年龄的决定", "NPC Standing Committee decision of 13 September 2024 on the retirement age";
    SI_LAW_58 = "SI Law art.58", "《社会保险法》第五十八条", "Social Insurance Law art. 58";
    LABOUR_48 = "Labour Law art.48", "《劳动法》第四十八条", "Labour Law art. 48";
    SI_LAW_50 = "SI Law art.50", "《社会保险法》第五十条", "Social Insurance Law art. 50";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_articles_share_a_code() {
        for article in ALL {
            assert_eq!(ALL.iter().filter(|other| other.code == article.code).count(), 1, "{}", article.code);
        }
    }

    #[test]
    fn an_article_is_found_by_its_code() {
        assert_eq!(Article::find("LCL art.47(2)"), Some(&LCL_47_2));
        assert_eq!(Article::find("LCL art.470"), None);
    }
}
