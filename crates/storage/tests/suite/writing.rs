//! The unit of work.

use kernel::{Money, Record};
use storage::query::Find;
use storage::rows::{Compensation, Person};
use storage::{EntryFilter, NewJob, WriteContext};

use super::{on_both_engines, person};

on_both_engines! {
    async fn what_is_not_committed_never_happened(test: TestStore) {
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.insert(person(&test.store, "Zhang")).await.unwrap();
        drop(work);
        assert_eq!(Find::<Person>::new().count(&test.store.db()).await.unwrap(), 0);
        assert_eq!(test.store.audit_status().await.unwrap().size, 0);
    }

    async fn what_is_written_behind_is_read_at_once_and_its_failure_stops_the_commit(test: TestStore) {
        let zhang = person(&test.store, "Zhang");
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.write_many();
        work.insert_all(vec![zhang.clone(), person(&test.store, "Li")]).await.unwrap();
        assert_eq!(Find::<Person>::new().count(&work.db()).await.unwrap(), 2);
        // The engine refuses the same key after the call that wrote it has returned.
        let again = async move {
            work.insert_all(vec![zhang]).await?;
            work.commit().await
        };
        assert!(again.await.is_err());
        assert_eq!(Find::<Person>::new().count(&test.store.db()).await.unwrap(), 0);
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.insert(person(&test.store, "Wang")).await.unwrap();
        assert_eq!(work.commit().await.unwrap(), 1, "the next writer goes on as if nothing had been");
    }

    async fn every_write_leaves_an_entry_that_says_what_changed(test: TestStore) {
        let zhang = person(&test.store, "Zhang");
        let mut work = test.store.begin(WriteContext::system("create_person")).await.unwrap();
        work.insert(zhang.clone()).await.unwrap();
        work.commit().await.unwrap();
        let mut work = test.store.begin(WriteContext { reason: Some("改名".into()), ..WriteContext::system("rename_person") }).await.unwrap();
        let phone = work.seal(Person::META, Person::PHONE, zhang.id, &"13800138000".to_owned());
        work.update(&zhang, Person { full_name: "Zhang Min".into(), phone: Some(phone), ..zhang.clone() }).await.unwrap();
        work.commit().await.unwrap();

        let entries = test.store.audit_entries(&EntryFilter { subject: Some(zhang.id), ..EntryFilter::default() }, 10).await.unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].leaf.operation.as_str(), entries[0].reason.as_deref()), ("rename_person", Some("改名")));
        let changes: Vec<_> = entries[0].changes.iter().map(|c| (c.field.as_str(), c.old.as_deref(), c.new.as_deref())).collect();
        assert_eq!(changes, [("full_name", Some("Zhang"), Some("Zhang Min")), ("phone", None, Some("13800138000"))]);
        assert!(!serde_json::to_string(&entries[0].leaf).unwrap().contains("13800138000"));
    }

    async fn an_update_that_changes_nothing_leaves_no_entry(test: TestStore) {
        let zhang = person(&test.store, "Zhang");
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.insert(zhang.clone()).await.unwrap();
        work.update(&zhang, zhang.clone()).await.unwrap();
        assert_eq!(work.commit().await.unwrap(), 1);
    }

    async fn sealed_pay_opens_only_in_its_own_row(test: TestStore) {
        let (one, other) = (test.store.entropy().uuid(), test.store.entropy().uuid());
        let sealed = test.store.seal("compensation", Compensation::BASE_PAY, one, &Money::from_fen(2_860_000));
        let opened = test.store.unseal("compensation", Compensation::BASE_PAY, one, &sealed).unwrap();
        assert_eq!(opened.into_exposed(), Money::from_fen(2_860_000));
        assert!(test.store.unseal("compensation", Compensation::BASE_PAY, other, &sealed).is_err());
    }

    async fn writers_that_come_together_take_turns(test: TestStore) {
        let tasks: Vec<_> = (0..20).map(|n| {
            let store = test.store.clone();
            tokio::spawn(async move {
                let mut work = store.begin(WriteContext::system("test")).await?;
                work.insert(person(&store, &format!("P{n}"))).await?;
                work.commit().await
            })
        }).collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(test.store.audit_status().await.unwrap().size, 20);
        assert_eq!(test.store.verify_audit(|_| ()).await.unwrap().first, None);
    }

    async fn a_job_is_claimed_once_and_comes_back_when_its_holder_dies(test: TestStore) {
        let job = NewJob { kind: "mail", key: "mail:1".into(), payload: serde_json::json!({"to": "zhang"}), run_after: test.store.now() };
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.enqueue(job.clone()).await.unwrap();
        work.enqueue(job).await.unwrap();
        work.commit().await.unwrap();

        let first = test.store.claim_job().await.unwrap().unwrap();
        assert_eq!(first.payload.expose().0["to"], "zhang");
        assert!(test.store.claim_job().await.unwrap().is_none(), "queued once, claimed once");
        test.clock.set(test.store.now().plus_seconds(121));
        let again = test.store.claim_job().await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (first.id, 1));
        test.store.finish_job(again.id).await.unwrap();
        assert!(test.store.open_jobs().await.unwrap().is_empty());
    }
}
