//! Early warning: what was known about work at a month's end, a model that explains itself, scores that expire,
//! foresight by unit.
//!
//! A protected record is another type than a usable one (`rules::Reported`), so nothing here can use it. Alerts and
//! what is done about them stand in the room below.

mod bench;
mod card;
mod effect;
mod explain;
mod foresight;
mod jobs;
mod panel;
mod policy;
mod queries;
mod records;
mod scoring;
mod surroundings;
mod training;
mod views;

pub use bench::{SeedResult, bench_group};
pub use card::{get_model, list_models};
pub use jobs::{request_training, train_now, training};
pub use policy::{Candidate, PastAlert, Policy, choose};
pub use queries::{foresight, retention_effect};
pub use scoring::{Score, score_month, scores_of_month, scores_of_person};
pub use views::{
    ActionEffect, Backtest, Band, Confidence, EffectView, Fairness, ForesightView, GroupRow, InputLine, Measures,
    ModelList, ModelRef, ModelView, Reliability, ScoreDocument, Simple, TrainingView, UnitForesight, UnitReason,
    Weight,
};

pub(crate) use card::evidence;

pub(crate) use jobs::{RAISE_ALERTS, SCORE_MONTH, TRAIN_MODEL, run_training, tick};
pub(crate) use records::protected_leave;

use kernel::Text;

/// What no score ever uses, as people say it.
pub(crate) fn never_used() -> Vec<Text> {
    vec![
        Text::of("病假、医疗期、工伤", "Sick leave, medical period, work injury"),
        Text::of("孕期、产假、哺乳、育儿假", "Pregnancy, maternity, nursing, parental leave"),
        Text::of("年休假等法定假期", "Annual leave and other leave by right"),
        Text::of("申诉、投诉、举报、仲裁与诉讼", "Grievances, complaints, whistle-blowing, arbitration, lawsuits"),
        Text::of("工会身份与活动、集体协商", "Union membership and work, collective bargaining"),
        Text::of("同事转述，向同事说明法定权利", "What a colleague heard; advising colleagues on their rights"),
        Text::of("聊天、邮件、屏幕内容与回复速度", "Content of chats, mail and screens; reply speed"),
        Text::of("匿名问卷答案", "Anonymous answers"),
        Text::of(
            "性别、年龄、民族、户籍、婚育、健康、信仰等受保护属性",
            "Sex, age, ethnicity, household registration, family, health, belief",
        ),
    ]
}
