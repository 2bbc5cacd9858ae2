//! What a person has a say in: factual tags with an objection, changes of the own data that somebody approves, and who
//! looked at what is delicate.

mod fields;
mod own_data;
mod reads;
mod tags;
mod views;

pub use own_data::{
    ask_own_change, correct_person, get_own_data, get_person_contact, own_change_decided_in, withdraw_own_change,
};
pub use reads::list_own_reads;
pub use tags::{add_tag, answer_tag, list_tags, object_to_tag};
pub use views::{
    AnswerTag, ChangeOwnData, ContactView, CorrectPerson, NewTag, ObjectToTag, OwnData, OwnDataRequest, OwnRead,
    OwnReadList, RequestState, TagList, TagView,
};
