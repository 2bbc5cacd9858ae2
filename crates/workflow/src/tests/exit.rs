//! The case of an exit: what comes after what, and who must say yes.

use chrono::NaiveTime;
use kernel::SettlementId;
use proptest::prelude::*;

use super::*;
use crate::exit::{
    Act, Basis, Case, Channel, Consent, CostShown, Event, Evidence, Opener, Phase, Refusal, Setting, Side, apply, may,
};

fn setting() -> Setting {
    Setting { limits: LIMITS, zone: CHINA, work_ends: NaiveTime::from_hms_opt(18, 0, 0).unwrap() }
}

fn opened(by: Opener, evidence: Option<u128>) -> Event {
    let evidence = evidence.map(|id| Evidence::Talk(Uuid::from_u128(id)));
    Event::PreOffboardingOpened { by, reason: "本人在面谈中确认年后离开".into(), evidence }
}

fn resignation(written: bool, in_probation: bool, wished: Option<&str>) -> Event {
    Event::ResignationReceived {
        channel: Channel::ByEmployee,
        written,
        received_on: "2027-01-04".parse().unwrap(),
        in_probation,
        wished_last_day: wished.map(|day| day.parse().unwrap()),
    }
}

fn consent(of: Side) -> Option<Consent> {
    Some(Consent { of, recorded_by: who(2), document: Uuid::from_u128(9) })
}

fn shown() -> Option<CostShown> {
    Some(CostShown { acknowledged_by: who(3), at: at(STARTED), calculation: SettlementId(Uuid::from_u128(5)) })
}

fn take(case: Option<&Case>, event: Event, now: &str) -> Result<Case, Refusal> {
    apply(case, event, at(now), &setting())
}

fn received() -> Case {
    take(None, resignation(true, false, None), STARTED).unwrap()
}

fn day(text: &str) -> Option<kernel::Date> {
    Some(text.parse().unwrap())
}

#[test]
fn a_score_cannot_open_a_pre_offboarding_and_the_refusal_names_the_article() {
    for by in [Opener::Score, Opener::Alert] {
        let refused = take(None, opened(by, Some(1)), STARTED).unwrap_err();
        assert_eq!(refused, Refusal::ScoreCannotOpen);
        let problem = kernel::Problem::from(refused);
        assert_eq!(problem.code, "offboarding.score_cannot_open");
        assert!(problem.article.unwrap().contains("个人信息保护法"));
    }
}

#[test]
fn a_person_opens_a_pre_offboarding_only_with_a_talk_or_a_statement() {
    let person = Opener::Person(who(1));
    assert_eq!(take(None, opened(person, None), STARTED), Err(Refusal::EvidenceMissing));
    let case = take(None, opened(person, Some(1)), STARTED).unwrap();
    assert_eq!((case.phase, case.pre.unwrap().expires_at), (Phase::PreOffboarding, at("2027-02-03T01:00:00Z")));
}

#[test]
fn a_pre_offboarding_runs_out_after_thirty_days_and_is_not_renewed_with_the_same_talk() {
    let person = Opener::Person(who(1));
    let case = take(None, opened(person, Some(1)), STARTED).unwrap();
    let before = take(Some(&case), Event::Tick, "2027-02-03T00:59:59Z").unwrap();
    assert_eq!(before.phase, Phase::PreOffboarding);
    let over = take(Some(&case), Event::Tick, "2027-02-03T01:00:00Z").unwrap();
    assert_eq!(over.phase, Phase::PreExpired);
    assert_eq!(take(Some(&over), opened(person, Some(1)), "2027-02-04T01:00:00Z"), Err(Refusal::EvidenceUsed));
    assert!(take(Some(&over), opened(person, Some(2)), "2027-02-04T01:00:00Z").is_ok());
}

#[test]
fn nothing_touches_access_pay_or_status_before_a_resignation() {
    let case = take(None, opened(Opener::Person(who(1)), Some(1)), STARTED).unwrap();
    for act in [Act::EndAccess, Act::SettlePay, Act::EndStatus, Act::IssueCertificate] {
        assert_eq!(may(None, act, at(STARTED), CHINA), Err(Refusal::NoBasis));
        assert_eq!(may(Some(&case), act, at("2027-03-01T00:00:00Z"), CHINA), Err(Refusal::NoBasis));
    }
}

#[test]
fn a_spoken_resignation_is_none() {
    assert_eq!(take(None, resignation(false, false, None), STARTED), Err(Refusal::ResignationNotWritten));
}

#[test]
fn notice_is_thirty_days_and_three_in_probation() {
    assert_eq!(received().last_day, day("2027-02-03"));
    let probation = take(None, resignation(true, true, None), STARTED).unwrap();
    assert_eq!(probation.last_day, day("2027-01-07"));
}

#[test]
fn a_wish_for_a_later_day_is_taken_and_for_an_earlier_one_needs_the_employer() {
    let later = take(None, resignation(true, false, Some("2027-02-28")), STARTED).unwrap();
    assert_eq!(later.last_day, day("2027-02-28"));
    let case = take(None, resignation(true, false, Some("2027-01-20")), STARTED).unwrap();
    assert_eq!(case.last_day, day("2027-02-03"), "until the employer consents the notice runs");
    let earlier = |consent| Event::LastDayChanged {
        wanted_by: Side::Employee,
        last_day: "2027-01-20".parse().unwrap(),
        consent,
        cost_shown: None,
    };
    assert_eq!(take(Some(&case), earlier(None), STARTED), Err(Refusal::ConsentMissing));
    assert_eq!(take(Some(&case), earlier(consent(Side::Employee)), STARTED), Err(Refusal::ConsentMissing));
    let agreed = take(Some(&case), earlier(consent(Side::Employer)), STARTED).unwrap();
    assert_eq!(agreed.last_working_minute, Some(at("2027-01-20T10:00:00Z")));
}

#[test]
fn an_earlier_day_wanted_by_the_employer_shows_its_cost_first() {
    let case = received();
    let earlier = |consent, cost_shown| Event::LastDayChanged {
        wanted_by: Side::Employer,
        last_day: "2027-01-15".parse().unwrap(),
        consent,
        cost_shown,
    };
    assert_eq!(take(Some(&case), earlier(consent(Side::Employee), None), STARTED), Err(Refusal::CostNotShown));
    assert_eq!(take(Some(&case), earlier(None, shown()), STARTED), Err(Refusal::ConsentMissing));
    let agreed = take(Some(&case), earlier(consent(Side::Employee), shown()), STARTED).unwrap();
    assert_eq!((agreed.last_day, agreed.cost_shown), (day("2027-01-15"), shown()));
}

#[test]
fn an_agreement_proposed_by_the_employer_shows_its_cost_first() {
    let agreement = |written, proposed_by, cost_shown| Event::AgreementSigned {
        written,
        proposed_by,
        last_day: "2027-01-31".parse().unwrap(),
        cost_shown,
    };
    assert_eq!(take(None, agreement(true, Side::Employer, None), STARTED), Err(Refusal::CostNotShown));
    assert_eq!(take(None, agreement(false, Side::Employee, None), STARTED), Err(Refusal::AgreementNotWritten));
    let case = take(None, agreement(true, Side::Employer, shown()), STARTED).unwrap();
    assert!(matches!(case.basis, Some(Basis::Agreement { proposed_by: Side::Employer, .. })));
    assert!(take(None, agreement(true, Side::Employee, None), STARTED).is_ok());
}

#[test]
fn access_ends_at_the_last_working_minute_and_not_a_second_earlier() {
    let case = take(Some(&received()), Event::Started, STARTED).unwrap();
    let early = may(Some(&case), Act::EndAccess, at("2027-02-03T09:59:59Z"), CHINA);
    assert_eq!(early, Err(Refusal::TooEarly { from: at(LAST_MINUTE) }));
    assert_eq!(may(Some(&case), Act::EndAccess, at(LAST_MINUTE), CHINA), Ok(()));
    let morning = at("2027-02-02T16:00:00Z");
    assert_eq!(may(Some(&case), Act::IssueCertificate, morning, CHINA), Ok(()), "the last day in China has begun");
    assert!(may(Some(&case), Act::SettlePay, morning.plus_seconds(-1), CHINA).is_err());
}

#[test]
fn a_received_resignation_is_withdrawn_with_the_employers_consent_only() {
    let case = received();
    let withdrawn = |by, consent| Event::Withdrawn { by, consent };
    let refused = take(Some(&case), withdrawn(Side::Employee, None), STARTED).unwrap_err();
    assert_eq!(refused, Refusal::EmployerConsentMissing);
    assert_eq!(refused.article().unwrap().en, "Civil Code art. 141");
    assert_eq!(take(Some(&case), withdrawn(Side::Employer, consent(Side::Employee)), STARTED), Err(Refusal::NotTheirs));
    let stays = take(Some(&case), withdrawn(Side::Employee, consent(Side::Employer)), STARTED).unwrap();
    assert_eq!((stays.phase, stays.last_working_minute), (Phase::Withdrawn, None));
    assert_eq!(may(Some(&stays), Act::EndAccess, at("2027-03-01T00:00:00Z"), CHINA), Err(Refusal::NoBasis));
}

#[test]
fn an_employment_ends_after_its_last_working_minute() {
    let case = take(Some(&received()), Event::Started, STARTED).unwrap();
    assert!(matches!(take(Some(&case), Event::Ended, "2027-02-03T09:00:00Z"), Err(Refusal::TooEarly { .. })));
    let ended = take(Some(&case), Event::Ended, LAST_MINUTE).unwrap();
    assert_eq!(ended.phase, Phase::Ended);
    let late = Event::Withdrawn { by: Side::Employee, consent: consent(Side::Employer) };
    assert_eq!(take(Some(&ended), late, LAST_MINUTE), Err(Refusal::WrongPhase { phase: Phase::Ended }));
}

#[test]
fn the_last_day_is_not_changed_after_it_is_over() {
    let case = take(Some(&received()), Event::Started, STARTED).unwrap();
    let event = Event::LastDayChanged {
        wanted_by: Side::Employee,
        last_day: "2027-02-10".parse().unwrap(),
        consent: consent(Side::Employer),
        cost_shown: None,
    };
    assert_eq!(take(Some(&case), event, LAST_MINUTE), Err(Refusal::LastDayOver));
}

fn any_event() -> impl Strategy<Value = Event> {
    let side = prop_oneof![Just(Side::Employee), Just(Side::Employer)];
    let consents = prop_oneof![Just(None), Just(consent(Side::Employee)), Just(consent(Side::Employer))];
    let costs = prop_oneof![Just(None), Just(shown())];
    let days = (0_u64..90).prop_map(|n| "2027-01-04".parse::<kernel::Date>().unwrap() + chrono::Days::new(n));
    let change = (side.clone(), days.clone(), consents.clone(), costs.clone()).prop_map(
        |(wanted_by, last_day, consent, cost_shown)| Event::LastDayChanged { wanted_by, last_day, consent, cost_shown },
    );
    let agreement =
        (any::<bool>(), side.clone(), days, costs).prop_map(|(written, proposed_by, last_day, cost_shown)| {
            Event::AgreementSigned { written, proposed_by, last_day, cost_shown }
        });
    prop_oneof![
        (0_u128..3).prop_map(|talk| opened(Opener::Person(who(1)), Some(talk))),
        Just(opened(Opener::Score, Some(1))),
        Just(Event::PreOffboardingClosed { reason: "留任".into() }),
        (any::<bool>(), any::<bool>()).prop_map(|(written, probation)| resignation(written, probation, None)),
        agreement,
        change,
        Just(Event::Started),
        (side, consents).prop_map(|(by, consent)| Event::Withdrawn { by, consent }),
        Just(Event::Ended),
        Just(Event::Tick),
    ]
}

proptest! {
    /// Over any story: no basis, no act; a basis is always in writing; access never before the last minute;
    /// whenever the employer's wish counts, the cost was shown.
    #[test]
    fn no_story_leads_around_the_lines(story in prop::collection::vec((any_event(), 0_i64..200), 1..25)) {
        let mut case: Option<Case> = None;
        let mut now = at(STARTED);
        for (event, hours) in story {
            now = now.plus_seconds(hours * 3600);
            let score = matches!(event, Event::PreOffboardingOpened { by: Opener::Score, .. });
            let spoken = matches!(
                event,
                Event::ResignationReceived { written: false, .. } | Event::AgreementSigned { written: false, .. }
            );
            match apply(case.as_ref(), event, now, &setting()) {
                Ok(next) => {
                    prop_assert!(!score && !spoken);
                    case = Some(next);
                }
                Err(refusal) => prop_assert!(!refusal.text().incomplete()),
            }
            let Some(case) = &case else { continue };
            let running = matches!(case.phase, Phase::Received | Phase::Running | Phase::Ended);
            prop_assert_eq!(running, case.basis.is_some());
            prop_assert_eq!(running, case.last_working_minute.is_some());
            let access = may(Some(case), Act::EndAccess, now, CHINA).is_ok();
            prop_assert_eq!(access, case.last_working_minute.is_some_and(|minute| minute <= now));
            if matches!(case.basis, Some(Basis::Agreement { proposed_by: Side::Employer, .. })) {
                prop_assert!(case.cost_shown.is_some());
            }
        }
    }
}
